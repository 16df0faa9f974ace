package com.alipay.sandbox.http;

import com.alipay.i18n.Text;
import com.alipay.sandbox.api.ProblemDetail;
import com.alipay.sandbox.text.Texts;
import java.util.Map;
import java.util.Optional;

/** Answers 403 instead of calling the handler if a foreign web page caused the request, and says how to allow it. */
public final class RequestGuard {
    private final OriginCheck check;
    private final Templates templates;

    public RequestGuard(OriginCheck check, Templates templates) {
        this.check = check;
        this.templates = templates;
    }

    /** Guards the vendor's services, to which pages of every merchant post: checks only the {@code Host}. */
    public RequestHandler anyOrigin(RequestHandler handler) {
        return call -> foreignHost(call).map(this::page).orElseGet(() -> handler.handle(call));
    }

    /** Guards the sandbox's own pages: refuses with a page. */
    public RequestHandler ownPages(RequestHandler handler) {
        return call -> foreign(call).map(this::page).orElseGet(() -> handler.handle(call));
    }

    /** Guards the API: refuses with a problem of RFC 9457. */
    public RequestHandler api(RequestHandler handler) {
        return call -> foreign(call)
                .map(refused ->
                        ProblemDetail.forbidden(Texts.of("forbidden.problem", refused.reason(), refused.remedy())))
                .orElseGet(() -> handler.handle(call));
    }

    private Optional<Refused> foreign(HttpRequest call) {
        Optional<Refused> host = foreignHost(call);
        return host.isPresent() || check.isOwnOrigin(call.method(), call.source())
                ? host
                : Optional.of(Refused.origin(call));
    }

    private Optional<Refused> foreignHost(HttpRequest call) {
        return check.isOwnHost(call.source()) ? Optional.empty() : Optional.of(Refused.host(call.source()));
    }

    private HttpResponse page(Refused refused) {
        return templates.page(403, "forbidden", Map.of("reason", refused.reason(), "remedy", refused.remedy()));
    }

    /** The reason, and what to do. */
    private record Refused(Text reason, Text remedy) {
        static Refused host(RequestOrigin source) {
            return new Refused(Texts.of("forbidden.host", source.host()), Texts.of("forbidden.host-remedy"));
        }

        static Refused origin(HttpRequest call) {
            RequestOrigin source = call.source();
            String page = source.origin().isEmpty() ? "Sec-Fetch-Site: " + source.site() : source.origin();
            return new Refused(Texts.of("forbidden.origin", call.method(), page), Texts.of("forbidden.origin-remedy"));
        }
    }
}
