package com.alipay.sandbox.http;

import com.alipay.sandbox.api.ProblemDetail;
import java.nio.charset.StandardCharsets;
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
                .map(refused -> ProblemDetail.forbidden(refused.english()))
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
        Map<String, String> model = Map.of("reason", refused.chinese(), "remedy", refused.remedy());
        return HttpResponse.html(403, templates.render("forbidden", model), StandardCharsets.UTF_8);
    }

    /** The reason, and what to do. */
    private record Refused(String chinese, String remedy, String english) {
        static Refused host(RequestOrigin source) {
            return new Refused(
                    "请求里的 Host 是 " + source.host() + "，不是这台电脑的名字。别人的网页可以让一个域名指向这台电脑，再借您的浏览器操作沙箱，所以拒绝了。",
                    "用 http://localhost 加端口打开沙箱。沙箱确实有这个名字时（hosts 文件、反向代理），启动时加上 --allowed-host 和这个名字"
                            + "（用 Maven 启动：-Dsandbox.allowed-hosts=）。",
                    "Host (" + source.host() + ") is not a name of this machine: a foreign page may have made that name"
                            + " point here. Use http://localhost with the port; if the sandbox is reached by that name,"
                            + " through a hosts file or a proxy, start it with --allowed-host and the name"
                            + " (with Maven: -Dsandbox.allowed-hosts=)");
        }

        static Refused origin(HttpRequest call) {
            RequestOrigin source = call.source();
            String page = source.origin().isEmpty() ? "Sec-Fetch-Site: " + source.site() : source.origin();
            return new Refused(
                    "这个 " + call.method() + " 请求来自别的网站的页面（" + page + "）。别人的网页不可以操作沙箱，所以拒绝了；什么也没有改变。",
                    "在沙箱自己的页面上操作，或者用程序调用（不带 Origin）。沙箱在反向代理后面、页面就是用代理的名字打开的时，启动时加上 --allowed-host 和这个名字"
                            + "（用 Maven 启动：-Dsandbox.allowed-hosts=）。",
                    call.method() + " from a page of another origin (" + page
                            + ") is refused, nothing was changed. Use the"
                            + " sandbox's own pages, or a program that sends no Origin; if the page was opened through a"
                            + " proxy by a name of the sandbox, start it with --allowed-host and that name"
                            + " (with Maven: -Dsandbox.allowed-hosts=)");
        }
    }
}
