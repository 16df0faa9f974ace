package com.alipay.sandbox.api;

import com.alipay.sandbox.account.Accounts;
import com.alipay.sandbox.cashier.Cashier;
import com.alipay.sandbox.cashier.CashierSessions;
import com.alipay.sandbox.cashier.ReturnUrl;
import com.alipay.sandbox.clock.Agenda;
import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.desk.Desk;
import com.alipay.sandbox.explain.Explainer;
import com.alipay.sandbox.fault.Faults;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.journal.Journal;
import com.alipay.sandbox.notifier.Notifier;
import com.alipay.sandbox.trade.IllegalStep;
import com.alipay.sandbox.trade.TradeBook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /sandbox/api/}: everything a page of the sandbox does, for programs. Takes a JSON object or a form, answers JSON;
 * what is wrong is told as {@code application/problem+json} (RFC 9457). {@code GET openapi.json} describes all of it.
 *
 * <pre>
 * GET    trades[?out_trade_no=]          a list of trades, newest first: limit=100 of them, before=trade_no for older ones
 * GET    trades/{trade_no}               one trade
 * POST   pay                             out_trade_no, mode=escrow|instant, logistics=0|1|2, buyer, partner
 * POST   trades/{trade_no}/{action}      confirm_goods, close, agree_refund, refuse_refund, return_goods,
 *                                        confirm_return, withdraw_refund
 *                                        send_goods     transport_type=POST|EXPRESS|EMS|DIRECT|VIRTUAL|… (the buyer's choice)
 *                                        extend_timeout days=3|5|7|10 (3)
 *                                        adjust_price   total_fee (freight included)
 *                                        apply_refund   refund_fee (all), goods_received=T|F (F), return_goods=T|F
 *                                        refund         refund_fee (the rest); TRADE_SUCCESS only
 * GET    deliveries[?out_trade_no=]      a list of attempts, newest first: limit=100 of them, before=id for older ones
 * GET    deliveries/{id}                 one attempt
 * POST   deliveries/{id}/resend          the new attempt
 * POST   deliveries/{id}/pause, resume   this notification is no longer sent by itself, and again
 * GET    notifier                        whether all are paused, and how many wait
 * POST   notifier/pause, resume          the same for all
 * GET    clock, POST clock               advance=PT2M; answers when everything due has been delivered
 * GET, POST, DELETE faults               fault, one of {@link com.alipay.sandbox.fault.Fault}; count=2 for the next two
 *                                        times; out_trade_no or trade_no for one trade;
 *                                        trade_status=any or one for notifications before the payment too; DELETE without fault ends all
 * GET    journal                         what came in and went out, newest first: limit=100 of it, before=id for older entries
 * GET    requests[?refused=true]         what came in, whole; the same limits
 * POST   explain                         what is wrong with the signature of a message; see
 *                                        {@link com.alipay.sandbox.explain.InquiryForm} for what to send
 * GET    public_key                      what merchants with sign_type=RSA configure as Alipay's public key
 * POST   reset                           forgets everything and sets the clock back
 * </pre>
 */
public final class Api implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private static final List<Route> ROUTES = List.of(
            new Route("GET", "trades", (api, call) -> api.trades.list(call)),
            new Route("GET", "trades/{trade_no}", (api, call) -> api.trades.show(call)),
            new Route("POST", "trades/{trade_no}/{action}", (api, call) -> api.trades.act(call)),
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

    private final TradeApi trades;
    private final DeliveryApi deliveries;
    private final FaultApi faults;
    private final ClockApi clock;
    private final JournalApi journal;
    private final ExplainApi explain;
    private final String publicKey;
    private final OpenApi description = new OpenApi();
    private final Runnable reset;

    public Api(
            Accounts accounts,
            TradeBook book,
            Desk desk,
            Cashier cashier,
            CashierSessions sessions,
            ReturnUrl returnUrl,
            Notifier notifier,
            Journal journal,
            Agenda agenda,
            SandboxClock clock,
            Faults faults,
            Explainer explainer,
            String publicKey,
            Runnable reset) {
        this.trades = new TradeApi(accounts, book, desk, cashier, sessions, returnUrl, notifier, clock);
        this.deliveries = new DeliveryApi(notifier);
        this.faults = new FaultApi(faults);
        this.clock = new ClockApi(agenda, clock);
        this.journal = new JournalApi(journal);
        this.explain = new ExplainApi(explainer);
        this.publicKey = publicKey;
        this.reset = reset;
    }

    /** {@code openapi.json}. */
    public static Reply description() {
        return new OpenApi().document();
    }

    /** Every route, as {@code GET trades/{trade_no}}. */
    public static List<String> routes() {
        return ROUTES.stream().map(Route::toString).toList();
    }

    @Override
    public Reply handle(Call call) {
        Optional<Map<String, String>> form = form(call);
        if (form.isEmpty()) {
            return Problem.badRequest("the body is no JSON object: send {\"name\": \"value\"} or a form");
        }
        for (Route route : ROUTES) {
            Optional<Map<String, String>> path = route.match(call.segments());
            if (path.isPresent() && route.method().equals(call.method())) {
                return answer(route, new ApiCall(path.get(), form.get()));
            }
        }
        return Problem.notFound("no " + call.method() + " " + call.path() + "; there is " + near(call));
    }

    private Reply answer(Route route, ApiCall call) {
        try {
            return route.answer().apply(this, call);
        } catch (IllegalStep e) {
            return Problem.illegalStep(e);
        } catch (IllegalArgumentException e) {
            return Problem.badRequest(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} failed: a fault of the sandbox, not of the merchant", route, e);
            return Problem.broken(route + " failed: a fault of the sandbox, its log has the cause");
        }
    }

    /** The routes of that address with other methods; all if the address is nobody's. */
    private static List<String> near(Call call) {
        List<String> same = ROUTES.stream()
                .filter(route -> route.match(call.segments()).isPresent())
                .map(Route::toString)
                .toList();
        return same.isEmpty() ? routes() : same;
    }

    private static Optional<Map<String, String>> form(Call call) {
        return call.isJson()
                ? Json.flat(call.text())
                : Optional.of(call.parameters(StandardCharsets.UTF_8).asMap());
    }

    private Reply publicKey() {
        return Reply.json(200, Json.of(Map.of("alipay_public_key", publicKey)));
    }

    private Reply reset() {
        reset.run();
        return clock.time();
    }
}
