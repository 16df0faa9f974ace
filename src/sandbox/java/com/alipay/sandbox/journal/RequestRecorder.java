package com.alipay.sandbox.journal;

import com.alipay.i18n.Reader;
import com.alipay.i18n.Text;
import com.alipay.sandbox.diagnosis.DiagnosisService;
import com.alipay.sandbox.gateway.GatewayErrorCode;
import com.alipay.sandbox.gateway.GatewayRefusal;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.merchant.ServerService;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.text.Texts;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Records requests in the journal: all requests to the vendor's addresses and to unknown addresses, all refused requests, and
 * those requests to the sandbox's own pages and API that change something.
 */
public final class RequestRecorder {
    private static final int LARGEST = 16 * 1024;
    private static final byte[] NOTHING = new byte[0];

    private final Journal journal;
    private final DiagnosisService explainer;
    private final Function<String, Text> whyNotConfirmed;

    /**
     * @param whyNotConfirmed returns why the latest notify_verify call for a notify_id was not answered with true;
     *     {@link Text#NONE} if there was none
     */
    public RequestRecorder(Journal journal, DiagnosisService explainer, Function<String, Text> whyNotConfirmed) {
        this.journal = journal;
        this.explainer = explainer;
        this.whyNotConfirmed = whyNotConfirmed;
    }

    /** @param mapping the servlet mapping of the handler */
    public RequestHandler of(String mapping, RequestHandler handler) {
        return call -> {
            HttpResponse reply = HttpResponse.empty(500);
            try {
                reply = handler.handle(call);
                return reply;
            } finally {
                record(mapping, call, reply);
            }
        };
    }

    private void record(String mapping, HttpRequest call, HttpResponse reply) {
        RequestKind kind = kind(mapping, call, reply);
        if (isWorthIt(mapping, kind, call, reply)) {
            journal.add(logged(kind, call, reply));
        }
    }

    private static boolean isWorthIt(String mapping, RequestKind kind, HttpRequest call, HttpResponse reply) {
        boolean isOwn = kind == RequestKind.PAGE || kind == RequestKind.API || kind == RequestKind.REFUND;
        boolean changes = call.isPost() || call.method().equals("DELETE");
        if (mapping.equals("/demo/*")) {
            return call.path().isEmpty() && call.isPost();
        }
        boolean isPage = kind == RequestKind.CASHIER && !call.isPost();
        return reply.status() >= 400
                || reply.refusal().isPresent()
                || (isOwn ? changes && !mapping.equals("/explain") : !isPage);
    }

    private static RequestKind kind(String mapping, HttpRequest call, HttpResponse reply) {
        return switch (mapping) {
            case "/gateway.do", "/cooperate/gateway.do" -> service(call);
            case "/trade/notify_query.do" -> RequestKind.VERIFICATION;
            case "/cashier/*" ->
                call.path().endsWith("/return") && reply.location().isPresent()
                        ? RequestKind.RETURN
                        : RequestKind.CASHIER;
            case "/refunds/*" -> RequestKind.REFUND;
            case "/sandbox/api/*" -> RequestKind.API;
            case "/" -> RequestKind.UNKNOWN_ADDRESS;
            default -> RequestKind.PAGE;
        };
    }

    private static RequestKind service(HttpRequest call) {
        String service = call.parameters(StandardCharsets.ISO_8859_1).get("service");
        if (service.equals("notify_verify")) {
            return RequestKind.VERIFICATION;
        }
        return ServerService.named(service).isPresent() ? RequestKind.SERVICE : RequestKind.PAYMENT;
    }

    private LoggedRequest logged(RequestKind kind, HttpRequest call, HttpResponse reply) {
        Parameters params = call.isJson() ? call.queryOnly() : call.parameters(charset(kind, call));
        boolean withheld = call.query().length + call.body().length > LARGEST
                || !explainer.isShowable(call.query())
                || !explainer.isShowable(call.body());
        String answer = kind == RequestKind.VERIFICATION
                ? new String(reply.body().bytes(Reader.UNKNOWN), StandardCharsets.UTF_8)
                : "";
        boolean unconfirmed = kind == RequestKind.VERIFICATION && !answer.equals("true");
        Optional<GatewayRefusal> refusal = reply.refusal();
        Text detail = unconfirmed
                ? whyNotConfirmed.apply(params.get("notify_id"))
                : refusal.map(GatewayRefusal::detail).orElse(Text.NONE);
        Optional<GatewayErrorCode> code = refusal.flatMap(GatewayRefusal::code);
        return new LoggedRequest(
                kind,
                call.method(),
                shown(call.address()),
                shown(params.get("service")),
                shown(params.get("partner")),
                shown(params.get("out_trade_no")),
                shown(params.get("trade_no")),
                withheld ? NOTHING : call.query(),
                withheld ? NOTHING : call.body(),
                withheld,
                reply.status(),
                shown(
                        unconfirmed || kind == RequestKind.VERIFICATION
                                ? answer
                                : reply.location().orElse("")),
                refusal.isPresent() || unconfirmed || reply.status() >= 400,
                code,
                refusal.map(GatewayRefusal::parameter).orElse(""),
                Texts.map(detail, explainer::hide));
    }

    /** Returns the text without keys, shortened to the length of a list's line. */
    private String shown(String text) {
        String hidden = explainer.hide(text);
        return hidden.length() > 200 ? hidden.substring(0, 200) + "…" : hidden;
    }

    private static Charset charset(RequestKind kind, HttpRequest call) {
        boolean isGateway = kind == RequestKind.PAYMENT || kind == RequestKind.SERVICE;
        return Charsets.named(call.queryOnly().get("_input_charset"))
                .orElse(isGateway ? Charsets.GBK : StandardCharsets.UTF_8);
    }
}
