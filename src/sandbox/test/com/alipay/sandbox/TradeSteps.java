package com.alipay.sandbox;

import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.PayService;
import com.alipay.sandbox.trade.Payment;
import com.alipay.sandbox.trade.PaymentMode;
import com.alipay.sandbox.trade.Receiver;
import com.alipay.sandbox.trade.RefundApplication;
import com.alipay.sandbox.trade.ShippingOption;
import com.alipay.sandbox.trade.Timeouts;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeAction;
import com.alipay.sandbox.trade.TradeStatus;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every step a trade can take, found by taking them all: each service, each contract, each action that is legal where a trade
 * stands, each timer. A new action does not compile here until it is taken too.
 */
final class TradeSteps {
    private static final Instant NOW = Instant.EPOCH;
    private static final BigDecimal PART = new BigDecimal("8.00");
    private static final Account SELLER = new Account(PayForm.SELLER, PayForm.SELLER_ID);

    private final boolean advanced;
    private final SortedSet<String> found = new TreeSet<>();
    private final Set<String> visited = new HashSet<>();
    private final Deque<Trade> ahead = new ArrayDeque<>();

    private TradeSteps(boolean advanced) {
        this.advanced = advanced;
    }

    /** By name: {@code WAIT_BUYER_PAY -> TRADE_CLOSED by close}. */
    static SortedSet<String> all() {
        SortedSet<String> all = new TreeSet<>();
        for (PayService service : PayService.values()) {
            all.addAll(new TradeSteps(false).from(service));
            all.addAll(new TradeSteps(true).from(service));
        }
        return all;
    }

    static String name(String from, String to, String by) {
        return from + " -> " + to + " by " + by;
    }

    static String standing(Trade trade) {
        return trade.status()
                + trade.refund().map(refund -> "/" + refund.status()).orElse("");
    }

    /** A trade of each service that has just begun. */
    static Stream<Trade> begun() {
        return Stream.of(PayService.values()).map(TradeSteps::begun);
    }

    private static Trade begun(PayService service) {
        return Trade.begin(
                "2011031500000001", order(service), Accounts.DEMO_BUYERS.get(0).account(), NOW);
    }

    private SortedSet<String> from(PayService service) {
        Trade begun = begun(service);
        found.add(name("(none)", standing(begun), "login"));
        visit(begun);
        while (!ahead.isEmpty()) {
            explore(ahead.remove());
        }
        return found;
    }

    private void explore(Trade trade) {
        trade.actions().forEach(action -> taken(trade, action).forEach(to -> step(trade, to, action.wireName())));
        timers(trade).forEach(to -> step(trade, to, "timer"));
        payments(trade).forEach(to -> step(trade, to, "pay"));
    }

    private void step(Trade from, Trade to, String by) {
        found.add(name(standing(from), standing(to), by));
        visit(to);
    }

    private void visit(Trade trade) {
        String where =
                standing(trade) + trade.mode() + trade.refund().map(each -> each.application() + "" + each.refunded());
        if (visited.add(where)) {
            ahead.add(trade);
        }
    }

    private static Stream<Trade> taken(Trade trade, TradeAction action) {
        return switch (action) {
            case ADJUST_PRICE -> Stream.of(trade.adjusted(new BigDecimal("300.00"), NOW));
            case SEND_GOODS ->
                Stream.of((trade.hasOpenRefund() ? trade.refundClosed(NOW) : trade).goodsSent(Optional.empty(), NOW));
            case CONFIRM_GOODS -> Stream.of(trade.goodsConfirmed(NOW));
            case EXTEND_TIMEOUT -> Stream.of(trade.receiptExtended(Duration.ofDays(3), NOW));
            case APPLY_REFUND -> applications(trade).map(application -> trade.refundApplied(application, NOW));
            case AGREE_REFUND -> Stream.of(trade.refundAgreed(NOW));
            case REFUSE_REFUND -> Stream.of(trade.refundRefused(NOW));
            case RETURN_GOODS -> Stream.of(trade.goodsReturned(NOW));
            case CONFIRM_RETURN -> Stream.of(trade.returnConfirmed(NOW));
            case WITHDRAW_REFUND -> Stream.of(trade.refundWithdrawn(NOW));
            case REFUND ->
                Stream.of(trade.paidBack(trade.refundable(), NOW), trade.paidBack(Money.of("0.01"), NOW))
                        .filter(paid -> paid.refunded().compareTo(Money.of("0.03")) < 0
                                || paid.refundable().signum() == 0);
            case CLOSE -> Stream.of(trade.closedUnpaid(false, NOW));
        };
    }

    /** All or a part, goods received or not, sent back or kept; before shipping only all of it. */
    private static Stream<RefundApplication> applications(Trade trade) {
        RefundApplication all = new RefundApplication(trade.total(), false, false);
        return trade.status() == TradeStatus.WAIT_SELLER_SEND_GOODS
                ? Stream.of(all)
                : Stream.of(
                        all,
                        new RefundApplication(trade.total(), true, false),
                        new RefundApplication(trade.total(), true, true),
                        new RefundApplication(PART, false, false),
                        new RefundApplication(PART, true, true));
    }

    private static Stream<Trade> timers(Trade trade) {
        return trade.due().stream().map(trade::onTimeout);
    }

    private Stream<Trade> payments(Trade trade) {
        return trade.status() == TradeStatus.WAIT_BUYER_PAY
                ? Stream.of(PaymentMode.values())
                        .filter(mode -> trade.request()
                                .service()
                                .mode()
                                .filter(only -> only != mode)
                                .isEmpty())
                        .map(mode -> trade.chosen(
                                        new Payment(
                                                mode, trade.request().groups().get(0), Receiver.UNKNOWN, ""),
                                        NOW)
                                .paid(advanced, NOW))
                : Stream.of();
    }

    private static PayRequest order(PayService service) {
        ShippingOption group =
                service.ships() ? new ShippingOption("EXPRESS", Money.of("10.00"), "BUYER_PAY") : ShippingOption.NONE;
        return new PayRequest(
                service,
                PayForm.PARTNER,
                SignType.MD5,
                StandardCharsets.UTF_8,
                "utf-8",
                "S1",
                "goods",
                "",
                Money.of("328.00"),
                BigInteger.ONE,
                Money.ZERO,
                false,
                List.of(group),
                SELLER,
                "",
                "",
                Receiver.UNKNOWN,
                "",
                "",
                "",
                "",
                new Timeouts("", "", "", ""),
                List.of());
    }
}
