package com.alipay.sandbox.api;

import com.alipay.sandbox.account.Accounts;
import com.alipay.sandbox.cashier.Cashier;
import com.alipay.sandbox.cashier.CashierSessions;
import com.alipay.sandbox.cashier.ReturnUrl;
import com.alipay.sandbox.clock.Agenda;
import com.alipay.sandbox.clock.ChinaTime;
import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.desk.Desk;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.Faults;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.notifier.Delivery;
import com.alipay.sandbox.notifier.Notifier;
import com.alipay.sandbox.trade.TradeBook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /sandbox/api/}: everything a page of the sandbox does, for programs. Takes a JSON object or a form, answers JSON;
 * what is wrong is told as {@code application/problem+json} with {@code title}, {@code status} and {@code detail}.
 *
 * <pre>
 * GET    trades[?out_trade_no=]          a list of trades, newest first
 * GET    trades/{trade_no}               one trade
 * POST   pay                             out_trade_no, mode=escrow|instant, logistics=0|1|2, buyer, partner
 * POST   trades/{trade_no}/{action}      send_goods, confirm_goods, close, agree_refund, refuse_refund, return_goods,
 *                                        confirm_return, withdraw_refund
 *                                        adjust_price   total_fee (freight included)
 *                                        apply_refund   refund_fee (all), goods_received=T|F (F), return_goods=T|F
 *                                        refund         refund_fee (the rest); TRADE_SUCCESS only
 * GET    deliveries                      a list of attempts, newest first
 * POST   deliveries/{id}/resend          the new attempt
 * GET    clock, POST clock               advance=PT2M; answers when everything due has been delivered
 * GET, POST, DELETE faults               fault, one of {@link Fault}; count=2 for the next two times; DELETE ends all
 * GET    public_key                      what merchants with sign_type=RSA configure as Alipay's public key
 * POST   reset                           forgets everything and sets the clock back
 * </pre>
 */
public final class Api implements Handler {
    private final TradeApi trades;
    private final Notifier notifier;
    private final Agenda agenda;
    private final SandboxClock clock;
    private final Faults faults;
    private final String publicKey;
    private final Runnable reset;

    public Api(
            Accounts accounts,
            TradeBook book,
            Desk desk,
            Cashier cashier,
            CashierSessions sessions,
            ReturnUrl returnUrl,
            Notifier notifier,
            Agenda agenda,
            SandboxClock clock,
            Faults faults,
            String publicKey,
            Runnable reset) {
        this.trades = new TradeApi(accounts, book, desk, cashier, sessions, returnUrl, notifier);
        this.notifier = notifier;
        this.agenda = agenda;
        this.clock = clock;
        this.faults = faults;
        this.publicKey = publicKey;
        this.reset = reset;
    }

    @Override
    public Reply handle(Call call) {
        Optional<Map<String, String>> form = form(call);
        if (form.isEmpty()) {
            return Problem.badRequest("the body is no JSON object: send {\"name\": \"value\"} or a form");
        }
        String[] path = call.segments();
        return switch (call.method() + " " + path[0] + "/".repeat(path.length - 1)) {
            case "GET trades" -> trades.list(call);
            case "GET trades/" -> trades.show(path[1]);
            case "POST trades//" -> trades.act(path[1], path[2], form.get());
            case "POST pay" -> trades.pay(form.get());
            case "GET deliveries" -> deliveries();
            case "POST deliveries//" -> resend(path[1], path[2]);
            case "GET clock" -> time();
            case "POST clock" -> advance(form.get());
            case "GET faults" -> faults();
            case "POST faults" -> addFault(form.get());
            case "DELETE faults" -> removeFaults();
            case "GET public_key" -> Reply.json(200, Json.of(Map.of("alipay_public_key", publicKey)));
            case "POST reset" -> reset();
            default ->
                Problem.notFound("no " + call.method() + " " + call.path() + ": / of the sandbox lists what there is");
        };
    }

    private static Optional<Map<String, String>> form(Call call) {
        return call.isJson()
                ? Json.flat(call.text())
                : Optional.of(call.parameters(StandardCharsets.UTF_8).asMap());
    }

    private Reply deliveries() {
        return Reply.json(
                200, Json.of(notifier.deliveries().stream().map(Json::delivery).toList()));
    }

    private Reply resend(String id, String verb) {
        boolean known = verb.equals("resend") && id.matches("\\d{1,15}");
        return (known ? notifier.resend(Long.parseLong(id)) : Optional.<Delivery>empty())
                .map(delivery -> Reply.json(200, Json.of(Json.delivery(delivery))))
                .orElseGet(() -> Problem.notFound("no delivery " + id + ": GET /sandbox/api/deliveries lists them"));
    }

    private Reply time() {
        return Reply.json(
                200,
                Json.of(Map.of(
                        "now", ChinaTime.format(clock.now()),
                        "offset", clock.offset().toString())));
    }

    private Reply advance(Map<String, String> form) {
        try {
            agenda.advance(Duration.parse(form.getOrDefault("advance", "")));
            return time();
        } catch (DateTimeParseException e) {
            return Problem.badRequest("advance (" + form.getOrDefault("advance", "") + ") is no duration: write PT2M,"
                    + " PT24H22M or P10D");
        } catch (IllegalArgumentException e) {
            return Problem.badRequest(e.getMessage());
        }
    }

    private Reply faults() {
        return Reply.json(
                200, Json.of(Map.of("faults", faults.all().stream().sorted().toList(), "left", faults.left())));
    }

    private Reply addFault(Map<String, String> form) {
        Optional<Fault> fault = Fault.named(form.getOrDefault("fault", ""));
        String count = form.getOrDefault("count", "");
        if (fault.isEmpty()) {
            return Problem.badRequest(
                    "fault (" + form.getOrDefault("fault", "") + ") must be one of " + Arrays.toString(Fault.values()));
        }
        if (!count.matches("|[1-9]\\d{0,5}")) {
            return Problem.badRequest("count (" + count + ") must be a number from 1 up, or left out for no end");
        }
        if (count.isEmpty()) {
            faults.add(fault.get());
        } else {
            faults.add(fault.get(), Integer.parseInt(count));
        }
        return faults();
    }

    private Reply removeFaults() {
        faults.clear();
        return faults();
    }

    private Reply reset() {
        reset.run();
        return time();
    }
}
