package com.alipay.sandbox.check;

import com.alipay.i18n.Text;
import com.alipay.sandbox.check.CheckResult.Failed;
import com.alipay.sandbox.check.CheckResult.NotTested;
import com.alipay.sandbox.check.CheckResult.Outcome;
import com.alipay.sandbox.check.CheckResult.Passed;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** What one check plays with, and what it has found. The first failure counts. */
final class CheckRun {
    /** How long a shop may take to write what it has acknowledged. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration STEP = Duration.ofMillis(20);

    private final CheckTarget target;
    private final SandboxControl sandbox;
    private final OrderPlacer placer;
    private final ShopHttpClient http = ShopHttpClient.withoutCookies();
    private Optional<Outcome> failure = Optional.empty();
    private Optional<Outcome> doubt = Optional.empty();

    CheckRun(CheckTarget target, SandboxControl sandbox, OrderPlacer placer) {
        this.target = target;
        this.sandbox = sandbox;
        this.placer = placer;
    }

    Outcome outcome() {
        return failure.or(() -> doubt).orElseGet(Passed::new);
    }

    SandboxControl sandbox() {
        return sandbox;
    }

    /** @throws UnplayableException the shop places none */
    CheckOrder order() {
        return CheckOrder.begin(target, sandbox, placer.place());
    }

    /** @throws UnplayableException the shop places none whose goods are shipped */
    CheckOrder escrowOrder() {
        CheckOrder order = order();
        if (!order.isEscrow()) {
            throw new UnplayableException("order.instant");
        }
        return order;
    }

    Exchange post(SignedMessage message) {
        return http.post(target.notifyUrl(), message.form());
    }

    Exchange postSlowly(SignedMessage message) {
        return http.postSlowly(target.notifyUrl(), message.form());
    }

    /** Sends once more what was sent, byte for byte. */
    Exchange replay(Exchange sent) {
        return http.post(sent.url(), sent.form());
    }

    /** Asks notify_url by GET. */
    Exchange getNotification(SignedMessage message) {
        return http.get(target.notifyUrl() + (target.notifyUrl().contains("?") ? "&" : "?") + message.form());
    }

    /** Visits return_url with that message. */
    Exchange visit(SignedMessage returned) {
        return http.get(target.returnUrl() + (target.returnUrl().contains("?") ? "&" : "?") + returned.form());
    }

    Exchange visit(String address) {
        return http.get(address);
    }

    void fail(Text cause, Exchange exchange) {
        failure = failure.or(() -> Optional.of(new Failed(cause, exchange.sent(), exchange.received())));
    }

    void fail(Text cause) {
        failure = failure.or(() -> Optional.of(new Failed(cause, "", Text.NONE)));
    }

    void doubt(Text reason) {
        doubt = doubt.or(() -> Optional.of(new NotTested(reason)));
    }

    /** Requires that the shop acknowledged. */
    void requireSuccess(Exchange exchange) {
        if (!exchange.saysSuccess()) {
            fail(CheckTexts.of("found.refused"), exchange);
        }
    }

    /** Requires that the shop neither acknowledged nor applied a message that it must not believe. */
    void requireRefusal(CheckOrder order, Exchange exchange) {
        if (exchange.saysSuccess()) {
            fail(CheckTexts.of("found.accepted"), exchange);
        } else if (target.books().isPresent()) {
            requireUnpaid(order.outTradeNo(), exchange);
        }
    }

    /** Requires that the shop kept running and did not take the order for paid; the answer may be either word. */
    void requireNoPayment(CheckOrder order, Exchange exchange) {
        requireNoPayment(order.outTradeNo(), exchange);
    }

    void requireNoPayment(String outTradeNo, Exchange exchange) {
        if (exchange.isBreakdown()) {
            fail(CheckTexts.of("found.breakdown"), exchange);
        } else if (target.books().isPresent() || exchange.saysSuccess()) {
            requireUnpaid(outTradeNo, exchange);
        }
    }

    /** Requires that the order is not paid in the shop's books. */
    void requireUnpaid(String outTradeNo, Exchange exchange) {
        books(outTradeNo);
        LockSupport.parkNanos(STEP.toNanos());
        books(outTradeNo)
                .filter(OrderState::isPaid)
                .ifPresent(state -> fail(CheckTexts.of("found.paid", state.text()), exchange));
    }

    /** Requires that the order is paid, at once. */
    void requirePaidNow(CheckOrder order, Exchange exchange) {
        books(order.outTradeNo())
                .filter(state -> !state.isPaid())
                .ifPresent(state -> fail(CheckTexts.of("found.unpaid", state.text()), exchange));
    }

    /** Requires that the order is paid within a moment, if the books can be asked. */
    void requirePaid(CheckOrder order, Exchange exchange) {
        if (target.books().isPresent()) {
            await(order, OrderState::isPaid)
                    .filter(state -> !state.isPaid())
                    .ifPresent(state -> fail(CheckTexts.of("found.unpaid", state.text()), exchange));
        }
    }

    /** Requires that the order was carried out exactly once. */
    void requireOnce(CheckOrder order, Exchange exchange) {
        await(order, state -> state.deliveries().orElse(1) > 0).ifPresent(state -> {
            if (state.deliveries().isEmpty()) {
                doubt(CheckTexts.of("why.count"));
            } else if (state.deliveries().getAsInt() != 1) {
                fail(CheckTexts.of("found.times", state.deliveries().getAsInt()), exchange);
            }
        });
    }

    /** Requires that the order is no less far than before. */
    void requireNoStepBack(CheckOrder order, OrderState before, Exchange exchange) {
        books(order)
                .filter(state -> state.stage().compareTo(before.stage()) < 0)
                .ifPresent(state -> fail(CheckTexts.of("found.backwards", before.text(), state.text()), exchange));
    }

    /** Returns what the books say of the order; empty if they cannot be asked, which leaves the check in doubt. */
    Optional<OrderState> books(CheckOrder order) {
        return books(order.outTradeNo());
    }

    /** Asks until the books fulfil the condition, or the patience is over. */
    Optional<OrderState> await(CheckOrder order, Predicate<OrderState> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<OrderState> state = books(order);
        while (state.isPresent() && !condition.test(state.get()) && System.nanoTime() < end) {
            LockSupport.parkNanos(STEP.toNanos());
            state = books(order);
        }
        return state;
    }

    private Optional<OrderState> books(String outTradeNo) {
        if (target.books().isEmpty()) {
            doubt(CheckTexts.of("why.books"));
            return Optional.empty();
        }
        try {
            String text = target.books().get().about(outTradeNo);
            OrderState state = text.isBlank() ? OrderState.NONE : OrderState.read(text);
            if (state.stage() == OrderState.Stage.UNKNOWN) {
                doubt(CheckTexts.of("why.word", state.text(), String.join(", ", OrderState.words())));
                return Optional.empty();
            }
            return Optional.of(state);
        } catch (IOException e) {
            doubt(CheckTexts.of("why.books-failed", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}
