package com.alipay.sandbox.check;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.notification.AckMismatch;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.notification.RetrySchedule;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.trade.Money;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of checks, in the order in which they are made. */
public final class ShopChecks {
    private static final int COPIES = 4;
    private static final Duration MONTHS = Duration.ofDays(91);

    /** All checks. */
    public static final List<ShopCheck> ALL = List.of(
            check("order", "双功能 3.2 / 担保 4.2", ShopChecks::order),
            check("redirect", "双功能 4.2 G / 担保 5.2 G", ShopChecks::redirect, "order"),
            check("payment", "双功能 3.4 / 担保 4.4", ShopChecks::payment, "redirect"),
            check("success-word", "双功能 4.2 F / 担保 5.2 F", ShopChecks::successWord, "payment"),
            check("stored-first", "双功能 2.3 / 担保 3.4", ShopChecks::storedFirst, "payment"),
            check("cookies", "双功能 4.2 G / 担保 5.2 G", ShopChecks::cookies, "payment"),
            check("signature", "双功能 4.2 / 担保 5.2", ShopChecks::signature, "payment"),
            check("notify-id", "双功能 4.2 / 担保 5.2", ShopChecks::notifyId, "signature"),
            check("spliced-value", "双功能 4.2 / 担保 5.2", ShopChecks::splicedValue, "signature"),
            check("get", "双功能 3.4 / 担保 4.4", ShopChecks::get, "payment"),
            check("wrong-amount", "双功能 2.3 / 担保 3.4", ShopChecks::wrongAmount, "payment"),
            check("wrong-seller", "双功能 2.3 / 担保 3.4", ShopChecks::wrongSeller, "payment"),
            check("wrong-order", "双功能 2.3 / 担保 3.4", ShopChecks::wrongOrder, "payment"),
            check("missing-parameters", "双功能 2.3 / 担保 3.4", ShopChecks::missingParameters, "payment"),
            check("unknown-parameters", "双功能 2.3 / 担保 3.4", ShopChecks::unknownParameters, "payment"),
            check("charset", "双功能 4.2 D / 担保 5.2 D", ShopChecks::charset, "payment"),
            check("wire-forms", "双功能 3.4 / 担保 4.4", ShopChecks::wireForms, "payment"),
            check("slow-connection", "双功能 3.4 / 担保 4.4", ShopChecks::slowConnection, "payment"),
            check("status", "双功能 4.4 / 担保 5.4", ShopChecks::status, "payment"),
            check("duplicates", "双功能 4.4 / 担保 5.4", ShopChecks::duplicates, "payment"),
            check("replay", "双功能 4.2 / 担保 5.2", ShopChecks::replay, "payment"),
            check("return", "双功能 3.3 / 担保 4.3", ShopChecks::returned, "payment"),
            check("return-forged", "双功能 3.3, 4.3 / 担保 4.3, 5.3", ShopChecks::returnForged, "payment"),
            check("return-with-notification", "双功能 4.3 / 担保 5.3", ShopChecks::returnWithNotification, "payment"),
            check("reordering", "双功能 4.4 / 担保 5.4", ShopChecks::reordering, "payment"),
            check("refund-without-goods", "双功能 4.4 / 担保 5.4", ShopChecks::refundWithoutGoods, "payment"),
            check("refund-with-goods", "双功能 4.4 / 担保 5.4", ShopChecks::refundWithGoods, "refund-without-goods"),
            check("refund-refused", "双功能 4.4 / 担保 5.4", ShopChecks::refundRefused, "refund-without-goods"),
            check("retry", "双功能 3.4, 4.3 / 担保 4.4, 5.3", ShopChecks::retry, "payment"),
            check("late-closing", "双功能 4.4 / 担保 5.4", ShopChecks::lateClosing, "retry"));

    private ShopChecks() {}

    private static ShopCheck check(String code, String section, Consumer<CheckRun> procedure, String... requires) {
        return new ShopCheck(code, section, List.of(requires), procedure);
    }

    /** The first one: that there is none is its failure, not its excuse. */
    private static void order(CheckRun run) {
        try {
            run.order();
        } catch (UnplayableException e) {
            run.fail(e.text());
        }
    }

    private static void redirect(CheckRun run) {
        Exchange exchange = run.post(run.order().hold());
        if (exchange.isRedirect()) {
            run.fail(CheckTexts.of("found.redirect", exchange.header("Location")), exchange);
        }
    }

    private static void payment(CheckRun run) {
        CheckOrder order = run.order();
        Exchange exchange = order.pay();
        run.requireSuccess(exchange);
        run.requirePaid(order, exchange);
    }

    private static void successWord(CheckRun run) {
        Exchange exchange = run.post(run.order().hold());
        exchange.answer()
                .flatMap(answer -> AckMismatch.in(answer.body()))
                .ifPresent(mismatch -> run.fail(mismatch.meaning(), exchange));
    }

    private static void storedFirst(CheckRun run) {
        CheckOrder order = run.order();
        Exchange exchange = run.post(order.hold());
        run.requireSuccess(exchange);
        run.requirePaidNow(order, exchange);
    }

    private static void cookies(CheckRun run) {
        Exchange exchange = run.post(run.order().hold());
        String cookie = exchange.header("Set-Cookie");
        if (!cookie.isEmpty()) {
            run.fail(CheckTexts.of("found.cookie", cookie.replaceFirst("=.*", "")), exchange);
        }
    }

    private static void signature(CheckRun run) {
        CheckOrder order = run.order();
        SignedMessage message = order.hold();
        Stream.of(
                        message.withWrongKey(),
                        message.forged("total_fee", "9999.00"),
                        message.forged("sign", ""),
                        message.forged("sign", "").forged("sign_type", ""),
                        message.forged("sign", "00000000000000000000000000000000"))
                .forEach(each -> run.requireRefusal(order, run.post(each)));
    }

    private static void notifyId(CheckRun run) {
        CheckOrder order = run.order();
        SignedMessage message = order.hold();
        run.requireRefusal(order, run.post(message.without("notify_id")));
        postDuring(run, Fault.VERIFY_FALSE, order, message);
        postDuring(run, Fault.VERIFY_GARBAGE, order, message);
        // A shop may remember a denial for a while.
        CheckOrder other = run.order();
        SignedMessage good = other.hold();
        postDuring(run, Fault.VERIFY_DOWN, other, good);
        run.requireSuccess(run.post(good));
    }

    private static void postDuring(CheckRun run, Fault fault, CheckOrder order, SignedMessage message) {
        run.sandbox().beginFault(fault);
        run.requireRefusal(order, run.post(message));
        run.sandbox().endFaults();
    }

    private static void splicedValue(CheckRun run) {
        CheckOrder order = run.order();
        run.requireRefusal(order, run.post(order.hold().spliced()));
    }

    private static void get(CheckRun run) {
        CheckOrder order = run.order();
        run.requireRefusal(order, run.getNotification(order.hold()));
    }

    private static void wrongAmount(CheckRun run) {
        CheckOrder order = run.order();
        SignedMessage message = order.hold();
        BigDecimal total = Money.of(message.get("total_fee"));
        BigDecimal least = Money.of("0.01");
        BigDecimal other = total.compareTo(least) > 0 ? least : total.add(BigDecimal.ONE);
        run.requireNoPayment(order, run.post(message.with("total_fee", Money.format(other))));
    }

    private static void wrongSeller(CheckRun run) {
        CheckOrder order = run.order();
        SignedMessage message = order.hold()
                .with("seller_email", Accounts.UNBOUND_SELLER.email())
                .with("seller_id", Accounts.UNBOUND_SELLER.id());
        run.requireNoPayment(order, run.post(message));
    }

    private static void wrongOrder(CheckRun run) {
        String unknown = "nosuch" + System.currentTimeMillis();
        Exchange exchange = run.post(run.order().hold().with("out_trade_no", unknown));
        run.requireNoPayment(unknown, exchange);
    }

    private static void missingParameters(CheckRun run) {
        for (String name : List.of("out_trade_no", "trade_status", "total_fee")) {
            CheckOrder order = run.order();
            run.requireNoPayment(order, run.post(order.hold().without(name)));
        }
    }

    private static void unknownParameters(CheckRun run) {
        CheckOrder order = run.order();
        Exchange exchange =
                run.post(order.hold().with("a_parameter_of_tomorrow", "1").with("Zone", "East"));
        run.requireSuccess(exchange);
        run.requirePaid(order, exchange);
    }

    private static void charset(CheckRun run) {
        CheckOrder order = run.order();
        SignedMessage message = order.hold().with("receive_name", "张三丰").with("receive_address", "上海市普陀区示例路1号");
        Exchange exchange = run.post(message);
        run.requireSuccess(exchange);
        run.requirePaid(order, exchange);
        Charset other = message.charset().equals(StandardCharsets.UTF_8) ? Charsets.GBK : StandardCharsets.UTF_8;
        Exchange garbled =
                run.post(run.order().hold().with("receive_name", "张三丰").in(other));
        if (garbled.isBreakdown()) {
            run.fail(CheckTexts.of("found.breakdown"), garbled);
        }
    }

    private static void wireForms(CheckRun run) {
        for (Fault form : List.of(Fault.CONTENT_TYPE_CAPTURED, Fault.BODY_CHUNKED, Fault.HTTP_1_0)) {
            run.requireSuccess(run.order().payWith(form));
        }
    }

    private static void slowConnection(CheckRun run) {
        run.requireSuccess(run.postSlowly(run.order().hold()));
    }

    private static void status(CheckRun run) {
        for (String status : List.of("WAIT_BUYER_PAY", "TRADE_CLOSED", "TRADE_UNHEARD_OF")) {
            CheckOrder order = run.order();
            SignedMessage message = order.hold().with("trade_status", status).without("gmt_payment");
            run.requireNoPayment(order, run.post(message));
        }
    }

    private static void duplicates(CheckRun run) {
        CheckOrder order = run.order();
        SignedMessage message = order.hold();
        Exchange first = run.post(message);
        List<CompletableFuture<Exchange>> copies = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> run.post(message)))
                .limit(COPIES)
                .collect(Collectors.toList());
        run.requireSuccess(first);
        copies.forEach(copy -> run.requireSuccess(copy.join()));
        Exchange last = run.post(message);
        run.requireSuccess(last);
        run.requireOnce(order, last);
    }

    private static void replay(CheckRun run) {
        CheckOrder order = run.order();
        Exchange first = order.pay();
        run.requireOnce(order, first);
        run.order().pay();
        run.requireOnce(order, run.replay(first));
    }

    private static void returned(CheckRun run) {
        CheckOrder order = run.order();
        order.pay();
        for (int visit = 0; visit < 2; visit++) {
            Exchange page = run.visit(order.returnUrl());
            if (page.answer().map(answer -> answer.status() >= 400).orElse(true)) {
                run.fail(CheckTexts.of("found.page"), page);
            }
            run.sandbox().advance(Duration.ofMinutes(2));
        }
    }

    private static void returnForged(CheckRun run) {
        CheckOrder order = run.order();
        order.hold();
        SignedMessage message = order.returned();
        for (SignedMessage forged : List.of(message.withWrongKey(), message.forged("sign", ""))) {
            Exchange page = run.visit(forged);
            run.requireUnpaid(order.outTradeNo(), page);
        }
    }

    private static void returnWithNotification(CheckRun run) {
        CheckOrder order = run.order();
        Exchange exchange = order.payWith(Fault.RETURN_WITH_NOTICE);
        run.requireSuccess(exchange);
        run.requireOnce(order, exchange);
    }

    private static void reordering(CheckRun run) {
        CheckOrder order = run.escrowOrder();
        order.pay();
        DeliveryAttempt older = order.lastAttempt();
        order.act("send_goods");
        run.requireSuccess(order.act("confirm_goods"));
        run.books(order).ifPresent(before -> {
            Exchange late = order.resend(older);
            run.requireNoStepBack(order, before, late);
        });
    }

    private static void refundWithoutGoods(CheckRun run) {
        CheckOrder order = run.escrowOrder();
        order.pay();
        play(run, order, "apply_refund", "agree_refund");
    }

    private static void refundWithGoods(CheckRun run) {
        CheckOrder order = run.escrowOrder();
        order.pay();
        run.requireSuccess(order.act("send_goods"));
        run.requireSuccess(order.act("apply_refund", "goods_received", "T"));
        play(run, order, "agree_refund", "return_goods", "confirm_return");
    }

    private static void refundRefused(CheckRun run) {
        CheckOrder order = run.escrowOrder();
        order.pay();
        play(run, order, "apply_refund", "refuse_refund");
        run.requirePaid(order, order.last());
    }

    private static void play(CheckRun run, CheckOrder order, String... actions) {
        for (String action : actions) {
            run.requireSuccess(order.act(action));
        }
        run.requireOnce(order, order.last());
    }

    private static void retry(CheckRun run) {
        CheckOrder order = run.order();
        order.payWith(Fault.NOTICE_LATE);
        run.sandbox().advance(RetrySchedule.OPEN_PLATFORM.waits().get(0));
        run.requireSuccess(order.last());
        run.requirePaid(order, order.last());
    }

    private static void lateClosing(CheckRun run) {
        CheckOrder order = run.escrowOrder();
        order.pay();
        order.act("send_goods");
        run.sandbox().fault(Fault.NOTICE_MONTHS_LATE, order.outTradeNo(), "TRADE_FINISHED");
        order.act("confirm_goods");
        run.sandbox().advance(MONTHS);
        run.requireSuccess(order.last());
        run.requireOnce(order, order.last());
    }
}
