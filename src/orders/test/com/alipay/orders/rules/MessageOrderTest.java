package com.alipay.orders.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.orders.rules.OrderDecision.Type;
import com.alipay.orders.rules.OrderStateMachine.Evidence;
import com.alipay.protocol.Notification;
import com.alipay.protocol.PayService;
import com.alipay.protocol.ShippingOption;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** First sending decides (双功能 4.4): every pair of trade and refund statuses, in both orders, as grids to lay beside the tutorial. */
class MessageOrderTest {
    private static final Instant NOW = Instant.parse("2011-03-15T02:00:00Z");
    private static final String TRADE_NO = "2011031500000001";

    /** "" for no refund, then every refund status. */
    private static final List<String> REFUNDS = Stream.concat(
                    Stream.of(""), Arrays.stream(RefundStatus.values()).map(Enum::name))
            .toList();

    /** Where a paid order may stand. */
    private static final Set<TradeStatus> PAID = EnumSet.of(
            TradeStatus.WAIT_SELLER_SEND_GOODS,
            TradeStatus.WAIT_BUYER_CONFIRM_GOODS,
            TradeStatus.WAIT_SYS_PAY_SELLER,
            TradeStatus.TRADE_SUCCESS,
            TradeStatus.TRADE_FINISHED,
            TradeStatus.TRADE_CLOSED);

    /** A pair of statuses; "" for no refund. */
    private record Pair(TradeStatus trade, String refund) {
        Notification notification(String... more) {
            Map<String, String> params = new HashMap<>(Map.of(
                    "out_trade_no", "SIM201103150001",
                    "trade_no", TRADE_NO,
                    "trade_status", trade.name(),
                    "seller_email", "seller@example.com",
                    "total_fee", "9.00",
                    "notify_type", "trade_status_sync"));
            if (!refund.isEmpty()) {
                params.put("refund_status", refund);
            }
            for (int i = 0; i < more.length; i += 2) {
                params.put(more[i], more[i + 1]);
            }
            return new Notification(params);
        }

        /** What Alipay answers while the trade stands here. */
        TradeQueryResult queried() {
            return new TradeQueryResult(notification().params());
        }

        /** A paid order that stands here, brought by a person. */
        Order order() {
            Pair first = new Pair(trade == TradeStatus.TRADE_SUCCESS ? trade : TradeStatus.WAIT_SELLER_SEND_GOODS, "");
            Order order = OrderStateMachine.release(placed(), first.notification(), NOW)
                    .after();
            order = OrderStateMachine.release(order, notification(), NOW).after();
            assertThat(of(order)).isEqualTo(this);
            assertThat(order.paid_at()).isNotNull();
            return order;
        }

        static Pair of(Order order) {
            return new Pair(order.trade_status(), order.refund_status());
        }

        @Override
        public String toString() {
            return trade + "/" + refund;
        }
    }

    private static Order placed() {
        return Order.placed(
                "SIM201103150001",
                PayService.DUAL,
                "seller@example.com",
                "测试订单",
                "",
                new BigDecimal("9.00"),
                1,
                BigDecimal.ZERO.setScale(2),
                List.of(new ShippingOption("EXPRESS", new BigDecimal("0.00"), "SELLER_PAY")),
                NOW);
    }

    private static OrderDecision rule(Order order, Notification notification, Optional<TradeQueryResult> queried) {
        return OrderStateMachine.rule(order, notification, new Evidence(false, false, queried), NOW, false);
    }

    /** Which answer Alipay gives about a message. */
    private enum Answer {
        NONE,
        STANDS_AS_THE_MESSAGE_SAYS,
        STANDS_AS_THE_ORDER_DOES,
        STANDS_ELSEWHERE,
        STANDS_ELSEWHERE_AND_THE_ORDER_WAS_THERE_BEFORE;

        Evidence evidence(Pair order, Pair message) {
            return new Evidence(false, this == STANDS_ELSEWHERE_AND_THE_ORDER_WAS_THERE_BEFORE, about(order, message));
        }

        private Optional<TradeQueryResult> about(Pair order, Pair message) {
            return switch (this) {
                case NONE -> Optional.empty();
                case STANDS_AS_THE_MESSAGE_SAYS -> Optional.of(message.queried());
                case STANDS_AS_THE_ORDER_DOES -> Optional.of(order.queried());
                case STANDS_ELSEWHERE, STANDS_ELSEWHERE_AND_THE_ORDER_WAS_THERE_BEFORE ->
                    Optional.of(new Pair(TradeStatus.TRADE_CLOSED, "REFUND_SUCCESS").queried());
            };
        }
    }

    /**
     * The trade's status is the same. A row per refund status the order has, a column per one that arrives: A advance, R repeat, L
     * late, H held. Five grids, one for each answer of Alipay's.
     */
    private static final String SAME_TRADE_STATUS = """
                                       non AGR REF RET CON SUC CLO
            NONE
                                        R   A   A   A   A   A   A
            WAIT_SELLER_AGREE           R   R   A   A   A   A   A
            SELLER_REFUSE_BUYER         R   H   R   H   H   A   A
            WAIT_BUYER_RETURN_GOODS     R   H   A   R   A   A   A
            WAIT_SELLER_CONFIRM_GOODS   R   H   A   H   R   A   A
            REFUND_SUCCESS              R   L   L   L   L   R   L
            REFUND_CLOSED               R   H   H   H   H   A   R
            STANDS_AS_THE_MESSAGE_SAYS
                                        R   A   A   A   A   A   A
            WAIT_SELLER_AGREE           R   R   A   A   A   A   A
            SELLER_REFUSE_BUYER         R   A   R   A   A   A   A
            WAIT_BUYER_RETURN_GOODS     R   A   A   R   A   A   A
            WAIT_SELLER_CONFIRM_GOODS   R   A   A   A   R   A   A
            REFUND_SUCCESS              R   L   L   L   L   R   L
            REFUND_CLOSED               R   A   A   A   A   A   R
            STANDS_AS_THE_ORDER_DOES
                                        R   A   A   A   A   A   A
            WAIT_SELLER_AGREE           R   R   L   L   L   A   L
            SELLER_REFUSE_BUYER         R   L   R   L   L   A   L
            WAIT_BUYER_RETURN_GOODS     R   L   L   R   L   A   L
            WAIT_SELLER_CONFIRM_GOODS   R   L   L   L   R   A   L
            REFUND_SUCCESS              R   L   L   L   L   R   L
            REFUND_CLOSED               R   L   L   L   L   A   R
            STANDS_ELSEWHERE
                                        R   A   A   A   A   A   A
            WAIT_SELLER_AGREE           R   R   A   A   A   A   A
            SELLER_REFUSE_BUYER         R   L   R   L   L   A   A
            WAIT_BUYER_RETURN_GOODS     R   L   A   R   A   A   A
            WAIT_SELLER_CONFIRM_GOODS   R   L   A   L   R   A   A
            REFUND_SUCCESS              R   L   L   L   L   R   L
            REFUND_CLOSED               R   L   L   L   L   A   R
            STANDS_ELSEWHERE_AND_THE_ORDER_WAS_THERE_BEFORE
                                        R   A   A   A   A   A   A
            WAIT_SELLER_AGREE           R   R   A   A   A   A   A
            SELLER_REFUSE_BUYER         R   A   R   A   A   A   A
            WAIT_BUYER_RETURN_GOODS     R   A   A   R   A   A   A
            WAIT_SELLER_CONFIRM_GOODS   R   A   A   A   R   A   A
            REFUND_SUCCESS              R   L   L   L   L   R   L
            REFUND_CLOSED               R   A   A   A   A   A   R
            """;

    @ParameterizedTest
    @ValueSource(strings = {"WAIT_SELLER_SEND_GOODS", "WAIT_BUYER_CONFIRM_GOODS", "TRADE_SUCCESS"})
    void everyPairOfRefundStatusesIsTakenAsTheGridSays(TradeStatus trade) {
        String header = SAME_TRADE_STATUS.lines().findFirst().orElseThrow();
        StringBuilder grid = new StringBuilder(header).append('\n');
        for (Answer answer : Answer.values()) {
            grid.append(answer).append('\n');
            for (String from : REFUNDS) {
                grid.append(REFUNDS.stream()
                                .map(to -> letter(new Pair(trade, from), new Pair(trade, to), answer))
                                .collect(Collectors.joining("   ", String.format("%-28s", from), "")))
                        .append('\n');
            }
        }
        assertThat(grid.toString()).isEqualTo(SAME_TRADE_STATUS);
    }

    private static String letter(Pair from, Pair to, Answer answer) {
        OrderDecision decision =
                OrderStateMachine.rule(from.order(), to.notification(), answer.evidence(from, to), NOW, false);
        if (decision.type() == Type.ADVANCED) {
            assertThat(Pair.of(decision.after())).isEqualTo(to);
            assertThat(decision.milestones()).containsExactly(OrderEventType.REFUND);
        } else {
            assertThat(decision.after()).as("%s then %s", from, to).isEqualTo(from.order());
            assertThat(decision.milestones()).isEmpty();
        }
        return decision.type().name().substring(0, 1);
    }

    /** Whatever Alipay answers: a trade that moves on takes its refund along, one that does not move on changes nothing. */
    @Test
    void aMessageOfAnotherTradeStatusIsNewerOrOlderInEverything() {
        int pairs = 0;
        for (Pair from : pairs(PAID)) {
            Order order = from.order();
            for (Pair to : pairs(EnumSet.allOf(TradeStatus.class))) {
                TransitionType step = from.trade().step(to.trade());
                if (step == TransitionType.REPEAT) {
                    continue;
                }
                for (Answer answer : Answer.values()) {
                    OrderDecision decision =
                            OrderStateMachine.rule(order, to.notification(), answer.evidence(from, to), NOW, false);
                    String which = from + " then " + to;
                    if (step == TransitionType.ADVANCE) {
                        boolean keeps = to.refund().isEmpty() || from.refund().equals("REFUND_SUCCESS");
                        String refund = keeps ? from.refund() : to.refund();
                        assertThat(Pair.of(decision.after())).as(which).isEqualTo(new Pair(to.trade(), refund));
                        assertThat(decision.milestones().contains(OrderEventType.REFUND))
                                .as(which)
                                .isEqualTo(!refund.equals(from.refund()));
                    } else {
                        assertThat(decision.type())
                                .as(which)
                                .isEqualTo(step == TransitionType.LATE ? Type.LATE : Type.HELD);
                        assertThat(decision.after()).as(which).isEqualTo(order);
                    }
                    assertThat(OrderStateMachine.dependsOnAlipay(order, to.notification(), false))
                            .as("%s needs no question", which)
                            .isFalse();
                    pairs++;
                }
            }
        }
        assertThat(pairs).isEqualTo(42 * (63 - 7) * Answer.values().length);
    }

    /** Every two of them of which the second follows the first, directly or over others. */
    static Stream<List<Pair>> successions() {
        List<List<Pair>> successions = new ArrayList<>();
        for (Pair first : pairs(PAID)) {
            for (Pair second : pairs(PAID)) {
                boolean refundMoves = !second.refund().isEmpty()
                        && !first.refund().equals(second.refund())
                        && !first.refund().equals("REFUND_SUCCESS");
                boolean refundStays = first.refund().equals(second.refund());
                boolean tradeMoves = first.trade().step(second.trade()) == TransitionType.ADVANCE;
                if (tradeMoves && (refundMoves || refundStays) || first.trade() == second.trade() && refundMoves) {
                    successions.add(List.of(first, second));
                }
            }
        }
        return successions.stream();
    }

    /** Alipay stands at the second status when both messages come. Whichever comes first, the order ends there and never leaves it. */
    @Test
    void bothOrdersOfEveryTwoMessagesEndWhereAlipayStands() {
        List<List<Pair>> all = successions().toList();
        for (List<Pair> succession : all) {
            Pair first = succession.get(0);
            Pair second = succession.get(1);
            Optional<TradeQueryResult> now = Optional.of(second.queried());
            Order after = rule(first.order(), second.notification(), now).after();
            assertThat(Pair.of(after)).as("%s then %s", first, second).isEqualTo(second);
            OrderDecision late = rule(second.order(), first.notification(), now);
            boolean tellsNothing =
                    first.trade() == second.trade() && first.refund().isEmpty();
            assertThat(late.type()).as("%s after %s", first, second).isEqualTo(tellsNothing ? Type.REPEAT : Type.LATE);
            assertThat(late.after()).isEqualTo(second.order());
            assertThat(late.milestones()).isEmpty();
        }
        assertThat(all).hasSizeGreaterThan(400);
    }

    /** One row for each edge of the refund's graph that only a new application takes. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "SELLER_REFUSE_BUYER, WAIT_SELLER_AGREE",
        "REFUND_CLOSED, WAIT_SELLER_AGREE",
        "WAIT_BUYER_RETURN_GOODS, WAIT_SELLER_AGREE",
        "WAIT_SELLER_CONFIRM_GOODS, WAIT_SELLER_AGREE",
        "WAIT_SELLER_CONFIRM_GOODS, WAIT_BUYER_RETURN_GOODS",
        "SELLER_REFUSE_BUYER, WAIT_BUYER_RETURN_GOODS",
        "SELLER_REFUSE_BUYER, WAIT_SELLER_CONFIRM_GOODS",
        "REFUND_CLOSED, SELLER_REFUSE_BUYER",
        "REFUND_CLOSED, WAIT_BUYER_RETURN_GOODS",
        "REFUND_CLOSED, WAIT_SELLER_CONFIRM_GOODS"
    })
    void aStepBackIsANewApplicationOnlyIfAlipaySaysSo(String stands, String arrives) {
        Pair from = new Pair(TradeStatus.WAIT_BUYER_CONFIRM_GOODS, stands);
        Pair to = new Pair(TradeStatus.WAIT_BUYER_CONFIRM_GOODS, arrives);
        assertThat(OrderStateMachine.dependsOnAlipay(from.order(), to.notification(), false))
                .isTrue();
        OrderDecision unknown = rule(from.order(), to.notification(), Optional.empty());
        assertThat(unknown.type()).isEqualTo(Type.HELD);
        assertThat(unknown.reason())
                .isEqualTo(new DecisionReason(DecisionReason.Code.REFUND_ORDER_UNKNOWN, arrives, stands));
        assertThat(OrderStateMachine.isReleasable(
                        from.order(),
                        "WAIT_BUYER_CONFIRM_GOODS",
                        unknown.reason().code()))
                .isTrue();
        assertThat(Pair.of(OrderStateMachine.release(from.order(), to.notification(), NOW)
                        .after()))
                .as("a person has looked at Alipay's site")
                .isEqualTo(to);
        assertThat(rule(from.order(), to.notification(), Optional.of(from.queried()))
                        .reason())
                .isEqualTo(new DecisionReason(DecisionReason.Code.LATE_REFUND, arrives, stands));
        assertThat(Pair.of(rule(from.order(), to.notification(), Optional.of(to.queried()))
                        .after()))
                .isEqualTo(to);
        TradeQueryResult without = new Pair(TradeStatus.WAIT_BUYER_CONFIRM_GOODS, "").queried();
        assertThat(rule(from.order(), to.notification(), Optional.of(without)).type())
                .as("an answer that knows no refund is none")
                .isEqualTo(Type.HELD);
    }

    @ParameterizedTest(name = "the order has {0}, the message {1}: {2}")
    @CsvSource(
            nullValues = "none",
            value = {
                "2011-03-20 09:00:00, 2011-03-21 09:00:00, ADVANCED",
                "2011-03-20 09:00:00, 2011-03-20 09:00:01.000, ADVANCED",
                "2011-03-20 09:00:00.100, 2011-03-20 09:00:00.470, ADVANCED",
                "2011-03-20 09:00:00, 2011-03-20 08:59:59, LATE",
                "2011-03-20 09:00:00.470, 2011-03-20 09:00:00.100, LATE",
                "2011-03-20 09:00:00, 2010-03-21 09:00:00, LATE",
                "2011-03-20 09:00:00, 2011-03-20 09:00:00, REPEAT",
                "2011-03-20 09:00:00, 2011-03-20 09:00:00.470, REPEAT",
                "2011-03-20 09:00:00.470, 2011-03-20 09:00:00, REPEAT",
                "2011-03-20 09:00:00, none, REPEAT",
                "none, 2011-03-20 09:00:00, NOTED",
                "2011-03-20 09:00:00, yesterday, HELD",
                "yesterday, 2011-03-20 09:00:00, HELD"
            })
    void aRefundWithAnotherIdIsANewOneOnlyIfItsTimeIsLater(String before, String after, Type type) {
        Pair refunded = new Pair(TradeStatus.TRADE_SUCCESS, "REFUND_SUCCESS");
        Order paid = new Pair(TradeStatus.TRADE_SUCCESS, "").order();
        Order order = rule(paid, timed(refunded, before), Optional.empty()).after();
        OrderDecision decision = rule(order, timed(refunded, after), Optional.empty());
        assertThat(decision.type()).isEqualTo(type);
        assertThat(decision.milestones()).isEqualTo(type == Type.ADVANCED ? List.of(OrderEventType.REFUND) : List.of());
        boolean newer = type == Type.ADVANCED || type == Type.NOTED;
        assertThat(decision.after().gmt_refund()).isEqualTo(newer || before == null ? after : before);
    }

    private static Notification timed(Pair pair, String gmt_refund) {
        return gmt_refund == null ? pair.notification() : pair.notification("gmt_refund", gmt_refund);
    }

    @Test
    void aRefundThatIsOverKeepsItsTimeWhateverComesLate() {
        Pair refunded = new Pair(TradeStatus.TRADE_SUCCESS, "REFUND_SUCCESS");
        Order paid = new Pair(TradeStatus.TRADE_SUCCESS, "").order();
        Order order = rule(paid, timed(refunded, "2011-03-20 09:00:00"), Optional.empty())
                .after();
        for (String refund : REFUNDS) {
            Notification late =
                    new Pair(TradeStatus.TRADE_SUCCESS, refund).notification("gmt_refund", "2011-03-19 09:00:00");
            OrderDecision decision = rule(order, late, Optional.empty());
            assertThat(decision.after()).as(refund).isEqualTo(order);
            assertThat(decision.milestones()).as(refund).isEmpty();
        }
    }

    /** Where both messages tell a time, it decides, and nobody is asked. */
    @Test
    void theTimeOfTheRefundTellsANewApplicationFromALateOne() {
        Pair refused = new Pair(TradeStatus.WAIT_SELLER_SEND_GOODS, "SELLER_REFUSE_BUYER");
        Pair applied = new Pair(TradeStatus.WAIT_SELLER_SEND_GOODS, "WAIT_SELLER_AGREE");
        Order paid = new Pair(TradeStatus.WAIT_SELLER_SEND_GOODS, "").order();
        Order order = rule(paid, timed(refused, "2011-03-20 09:00:00"), Optional.empty())
                .after();
        Notification late = timed(applied, "2011-03-20 08:00:00");
        Notification again = timed(applied, "2011-03-20 10:00:00");
        assertThat(OrderStateMachine.dependsOnAlipay(order, late, false)).isFalse();
        assertThat(OrderStateMachine.dependsOnAlipay(order, again, false)).isFalse();
        assertThat(rule(order, late, Optional.empty()).type()).isEqualTo(Type.LATE);
        assertThat(rule(order, again, Optional.empty()).milestones()).containsExactly(OrderEventType.REFUND);
        assertThat(OrderStateMachine.dependsOnAlipay(order, timed(applied, "2011-03-20 09:00:00"), false))
                .as("one time for both tells nothing")
                .isTrue();
    }

    /** The first message about an order: A advance and P what is paid, N noted, H held. */
    private static final String FIRST_MESSAGE = """
                                     non AGR REF RET CON SUC CLO
            WAIT_BUYER_PAY            N   H   H   H   H   H   H
            WAIT_SYS_CONFIRM_PAY      A   H   H   H   H   H   H
            WAIT_SELLER_SEND_GOODS    P   P   P   P   P   H   P
            WAIT_BUYER_CONFIRM_GOODS  P   P   P   P   P   H   P
            WAIT_SYS_PAY_SELLER       P   P   P   P   P   H   P
            TRADE_PENDING             A   A   A   A   A   H   A
            TRADE_SUCCESS             P   P   P   P   P   H   P
            TRADE_FINISHED            P   P   P   P   P   H   P
            TRADE_CLOSED              A   H   H   H   H   H   H
            """;

    @Test
    void aFirstMessageDeliversNothingWhenTheMoneyIsBackAlready() {
        String grid = FIRST_MESSAGE.lines().findFirst().orElseThrow() + "\n"
                + Arrays.stream(TradeStatus.values())
                        .map(trade -> String.format("%-26s", trade.name())
                                + REFUNDS.stream()
                                        .map(refund -> first(new Pair(trade, refund)))
                                        .collect(Collectors.joining("   ")))
                        .collect(Collectors.joining("\n", "", "\n"));
        assertThat(grid).isEqualTo(FIRST_MESSAGE);
    }

    private static String first(Pair pair) {
        OrderDecision decision = rule(placed(), pair.notification(), Optional.empty());
        assertThat(decision.type() == Type.HELD).isEqualTo(decision.after().equals(placed()));
        return decision.milestones().contains(OrderEventType.PAID)
                ? "P"
                : decision.type().name().substring(0, 1);
    }

    @Test
    void aPaymentThatWasOvertakenByItsRefundDeliversNothing() {
        Notification paid = new Pair(TradeStatus.WAIT_SELLER_SEND_GOODS, "").notification();
        assertThat(OrderStateMachine.dependsOnAlipay(placed(), paid, true)).isTrue();
        assertThat(OrderStateMachine.dependsOnAlipay(placed(), paid, false)).isFalse();
        Pair closed = new Pair(TradeStatus.TRADE_CLOSED, "REFUND_SUCCESS");
        OrderDecision overtaken = waiting(placed(), paid, Optional.of(closed.queried()));
        assertThat(overtaken.type()).isEqualTo(Type.LATE);
        assertThat(overtaken.reason())
                .isEqualTo(new DecisionReason(DecisionReason.Code.OVERTAKEN, "WAIT_SELLER_SEND_GOODS", "TRADE_CLOSED"));
        Pair partly = new Pair(TradeStatus.WAIT_SELLER_SEND_GOODS, "REFUND_SUCCESS");
        assertThat(waiting(placed(), paid, Optional.of(partly.queried())).type())
                .isEqualTo(Type.LATE);
        assertThat(waiting(placed(), paid, Optional.empty()).reason().code())
                .isEqualTo(DecisionReason.Code.PAID_BEFORE_REFUND);
        Pair unpaid = new Pair(TradeStatus.WAIT_BUYER_PAY, "");
        assertThat(waiting(placed(), paid, Optional.of(unpaid.queried())).type())
                .as("an answer that is older than the message")
                .isEqualTo(Type.HELD);
        Pair stands = new Pair(TradeStatus.WAIT_SELLER_SEND_GOODS, "");
        assertThat(waiting(placed(), paid, Optional.of(stands.queried())).milestones())
                .containsExactly(OrderEventType.PAID);
    }

    private static OrderDecision waiting(Order order, Notification notification, Optional<TradeQueryResult> queried) {
        return OrderStateMachine.rule(order, notification, new Evidence(true, false, queried), NOW, true);
    }

    /** A person has closed the order because the money went back; the news of the payment comes after all. */
    @ParameterizedTest
    @MethodSource("payments")
    void aLatePaymentOfAnOrderThatWasClosedByItsRefundIsLate(TradeStatus payment) {
        Notification refunded = new Pair(TradeStatus.TRADE_CLOSED, "REFUND_SUCCESS").notification();
        Order closed = OrderStateMachine.release(placed(), refunded, NOW).after();
        assertThat(closed.paid_at()).isNull();
        OrderDecision late = waiting(closed, new Pair(payment, "").notification(), Optional.empty());
        assertThat(late.milestones()).isEmpty();
        assertThat(late.after()).isEqualTo(closed);
        assertThat(waiting(closed, refunded, Optional.empty()).type())
                .as("the same news of another id")
                .isEqualTo(Type.REPEAT);
    }

    static Stream<TradeStatus> payments() {
        return Arrays.stream(TradeStatus.values()).filter(TradeStatus::assertsPayment);
    }

    private static List<Pair> pairs(Set<TradeStatus> trades) {
        return trades.stream()
                .flatMap(trade -> REFUNDS.stream().map(refund -> new Pair(trade, refund)))
                .toList();
    }
}
