package com.alipay.sandbox.api;

import com.alipay.sandbox.cashier.Cashier;
import com.alipay.sandbox.cashier.CashierSessions;
import com.alipay.sandbox.cashier.ReturnUrlBuilder;
import com.alipay.sandbox.diagnosis.DiagnosisService;
import com.alipay.sandbox.fault.FaultRegistry;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.journal.Journal;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.scheduling.Scheduler;
import com.alipay.sandbox.text.InvalidValueException;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.IllegalTransitionException;
import com.alipay.sandbox.trade.TradeRepository;
import com.alipay.sandbox.trade.TradeService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /sandbox/api/}: every function of the sandbox's pages, for programs. Accepts a JSON object or a form and answers
 * JSON; errors are {@code application/problem+json} (RFC 9457). {@code GET openapi.json} describes the whole API.
 *
 * <pre>
 * GET    trades[?out_trade_no=]          trades, newest first: limit=100, before=trade_no for older ones
 * GET    trades/{trade_no}               one trade
 * POST   pay                             out_trade_no, mode=escrow|instant, logistics=0|1|2, buyer, partner
 * POST   trades/{trade_no}/{action}      confirm_goods, close, agree_refund, refuse_refund, return_goods,
 *                                        confirm_return, withdraw_refund
 *                                        send_goods     transport_type=POST|EXPRESS|EMS|DIRECT|VIRTUAL|… (the buyer's choice)
 *                                        extend_timeout days=3|5|7|10 (3)
 *                                        adjust_price   total_fee (freight included)
 *                                        apply_refund   refund_fee (all), goods_received=T|F (F), return_goods=T|F
 *                                        refund         refund_fee (the rest); TRADE_SUCCESS only
 * GET    deliveries[?out_trade_no=]      delivery attempts, newest first: limit=100, before=id for older ones
 * GET    deliveries/{id}                 one attempt
 * POST   deliveries/{id}/resend          sends again; answers the new attempt
 * POST   deliveries/{id}/pause, resume   stops and restarts the automatic sending of this notification
 * GET    notifier                        whether all notifications are paused, and how many wait
 * POST   notifier/pause, resume          the same for all notifications
 * GET    clock, POST clock               advance=PT2M; answers when everything due has been delivered
 * GET, POST, DELETE faults               fault, one of {@link com.alipay.sandbox.fault.Fault}; count=2 for the next two
 *                                        times; out_trade_no or trade_no for one trade;
 *                                        trade_status=any or one for notifications before the payment too;
 *                                        DELETE without fault ends all
 * GET    journal                         requests and delivery attempts, newest first: limit=100, before=id
 * GET    requests[?refused=true]         requests with query and body; the same limits
 * POST   explain                         diagnoses the signature of a message; fields: see
 *                                        {@link com.alipay.sandbox.diagnosis.DiagnosisRequestParser}
 * GET    public_key                      the public key that merchants with sign_type=RSA configure
 * POST   reset                           removes all state and sets the clock back
 * </pre>
 */
public final class ApiHandler implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    private static final List<Route> ROUTES = List.of(
            new Route("GET", "trades", (api, call) -> api.trades.list(call)),
            new Route("GET", "trades/{trade_no}", (api, call) -> api.trades.show(call)),
            new Route("POST", "trades/{trade_no}/{action}", (api, call) -> api.trades.execute(call)),
            new Route("POST", "pay", (api, call) -> api.trades.pay(call)),
            new Route("GET", "deliveries", (api, call) -> api.deliveries.list(call)),
            new Route("GET", "deliveries/{id}", (api, call) -> api.deliveries.show(call)),
            new Route("POST", "deliveries/{id}/resend", (api, call) -> api.deliveries.resend(call)),
            new Route("POST", "deliveries/{id}/pause", (api, call) -> api.deliveries.pause(call)),
            new Route("POST", "deliveries/{id}/resume", (api, call) -> api.deliveries.resume(call)),
            new Route("GET", "notifier", (api, call) -> api.deliveries.state()),
            new Route("POST", "notifier/pause", (api, call) -> api.deliveries.pauseAll()),
            new Route("POST", "notifier/resume", (api, call) -> api.deliveries.resumeAll()),
            new Route("GET", "clock", (api, call) -> api.clock.time()),
            new Route("POST", "clock", (api, call) -> api.clock.advance(call)),
            new Route("GET", "faults", (api, call) -> api.faults.list()),
            new Route("POST", "faults", (api, call) -> api.faults.add(call)),
            new Route("DELETE", "faults", (api, call) -> api.faults.end(call)),
            new Route("GET", "journal", (api, call) -> api.journal.list(call)),
            new Route("GET", "requests", (api, call) -> api.journal.requests(call)),
            new Route("POST", "explain", (api, call) -> api.explain.explain(call)),
            new Route("GET", "public_key", (api, call) -> api.publicKey()),
            new Route("POST", "reset", (api, call) -> api.reset()),
            new Route("GET", "openapi.json", (api, call) -> api.description.document()));

    private final TradeResource trades;
    private final DeliveryResource deliveries;
    private final FaultResource faults;
    private final ClockResource clock;
    private final JournalResource journal;
    private final DiagnosisResource explain;
    private final String publicKey;
    private final OpenApiResource description = new OpenApiResource();
    private final Runnable reset;

    public ApiHandler(
            Accounts accounts,
            TradeRepository book,
            TradeService desk,
            Cashier cashier,
            CashierSessions sessions,
            ReturnUrlBuilder returnUrl,
            NotificationService notifier,
            Journal journal,
            Scheduler agenda,
            SandboxClock clock,
            FaultRegistry faults,
            DiagnosisService explainer,
            String publicKey,
            Runnable reset) {
        this.trades = new TradeResource(accounts, book, desk, cashier, sessions, returnUrl, notifier, clock);
        this.deliveries = new DeliveryResource(notifier);
        this.faults = new FaultResource(faults);
        this.clock = new ClockResource(agenda, clock);
        this.journal = new JournalResource(journal);
        this.explain = new DiagnosisResource(explainer);
        this.publicKey = publicKey;
        this.reset = reset;
    }

    /** Returns {@code openapi.json}. */
    public static HttpResponse description() {
        return new OpenApiResource().document();
    }

    /** Returns every route, as {@code GET trades/{trade_no}}. */
    public static List<String> routes() {
        return ROUTES.stream().map(Route::toString).toList();
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        Optional<Map<String, String>> form = form(call);
        if (form.isEmpty()) {
            return ProblemDetail.badRequest(Texts.of("problem.no-json"));
        }
        for (Route route : ROUTES) {
            Optional<Map<String, String>> path = route.match(call.segments());
            if (path.isPresent() && route.method().equals(call.method())) {
                return answer(route, new ApiRequest(path.get(), form.get()));
            }
        }
        return ProblemDetail.notFound(Texts.of("problem.no-route", call.method(), call.path(), near(call)));
    }

    private HttpResponse answer(Route route, ApiRequest call) {
        try {
            return route.answer().apply(this, call);
        } catch (IllegalTransitionException e) {
            return ProblemDetail.illegalStep(e);
        } catch (InvalidValueException e) {
            return ProblemDetail.badRequest(e.text());
        } catch (RuntimeException e) {
            LOG.error("{} failed: a fault of the sandbox, not of the merchant", route, e);
            return ProblemDetail.broken(Texts.of("problem.broken", route));
        }
    }

    /** Returns the routes of that address with other methods; all routes if the address is unknown. */
    private static List<String> near(HttpRequest call) {
        List<String> same = ROUTES.stream()
                .filter(route -> route.match(call.segments()).isPresent())
                .map(Route::toString)
                .toList();
        return same.isEmpty() ? routes() : same;
    }

    private static Optional<Map<String, String>> form(HttpRequest call) {
        return call.isJson()
                ? Json.flat(call.text())
                : Optional.of(call.parameters(StandardCharsets.UTF_8).asMap());
    }

    private HttpResponse publicKey() {
        return HttpResponse.json(200, Json.of(Map.of("alipay_public_key", publicKey)));
    }

    private HttpResponse reset() {
        reset.run();
        return clock.time();
    }
}
