package com.alipay.orders.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.orders.rules.OrderDecision.Type;
import com.alipay.protocol.Notification;
import com.alipay.protocol.PayService;
import com.alipay.protocol.ShippingOption;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a genuine message does to an order. A bad case is the good one with one thing broken. */
class OrderStateMachineTest {
    private static final Instant NOW = Instant.parse("2011-03-15T02:00:00Z");
    private static final ShippingOption EXPRESS = new ShippingOption("EXPRESS", new BigDecimal("10.00"), "BUYER_PAY");
    private static final ShippingOption EMS = new ShippingOption("EMS", new BigDecimal("25.00"), "SELLER_PAY");

    private static Order order(PayService service) {
        return Order.placed(
                "SIM201103150001",
                service,
                "seller@example.com",
                "测试订单",
                "",
                new BigDecimal("328.00"),
                1,
                BigDecimal.ZERO.setScale(2),
                List.of(EXPRESS, EMS),
                NOW);
    }

    /** A genuine message about that order; add or replace with pairs of name and value, remove with null. */
    private static Notification notification(String status, String... changes) {
        Map<String, String> params = new HashMap<>(Map.of(
                "out_trade_no", "SIM201103150001",
                "trade_no", "2011031500000001",
                "trade_status", status,
                "seller_email", "seller@example.com",
                "buyer_email", "buyer@example.com",
                "logistics_type", "EXPRESS",
                "total_fee", "338.00",
                "notify_id", "0123456789abcdef0123456789abcdef7g"));
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                params.remove(changes[i]);
            } else {
                params.put(changes[i], changes[i + 1]);
            }
        }
        return new Notification(params);
    }

    private static OrderDecision rule(Order order, Notification notification) {
        return OrderStateMachine.rule(order, notification, NOW.plusSeconds(60));
    }

    @Test
    void anEscrowOrderIsPaidThenShippedThenFinished() {
        OrderDecision paid = rule(order(PayService.ESCROW), notification("WAIT_SELLER_SEND_GOODS"));
        assertThat(paid.milestones()).containsExactly(OrderEventType.PAID);
        assertThat(paid.after().mode()).isEqualTo(PaymentMode.ESCROW);
        assertThat(paid.after().total_fee()).isEqualByComparingTo("338.00");
        assertThat(paid.after().trade_no()).isEqualTo("2011031500000001");
        OrderDecision shipped = rule(paid.after(), notification("WAIT_BUYER_CONFIRM_GOODS"));
        assertThat(shipped.milestones()).containsExactly(OrderEventType.SHIPPED);
        OrderDecision finished = rule(shipped.after(), notification("TRADE_FINISHED"));
        assertThat(finished.milestones()).containsExactly(OrderEventType.FINISHED);
        assertThat(finished.after().paid_at()).isEqualTo(paid.after().paid_at());
    }

    @Test
    void anInstantOrderIsPaidAndFinishedAtOnce() {
        OrderDecision decision =
                rule(order(PayService.DUAL), notification("TRADE_FINISHED", "exterface", "trade_create_by_buyer"));
        assertThat(decision.milestones()).containsExactly(OrderEventType.PAID, OrderEventType.FINISHED);
        assertThat(decision.after().mode()).isEqualTo(PaymentMode.INSTANT);
    }

    @Test
    void tradeSuccessThenTradeFinishedIsOnePayment() {
        OrderDecision success = rule(order(PayService.DUAL), notification("TRADE_SUCCESS"));
        assertThat(success.milestones()).containsExactly(OrderEventType.PAID);
        assertThat(rule(success.after(), notification("TRADE_FINISHED")).milestones())
                .containsExactly(OrderEventType.FINISHED);
    }

    @Test
    void anOrderWhoseMiddleNoticesWereLostIsPaidShippedAndFinishedTogether() {
        OrderDecision decision = rule(order(PayService.ESCROW), notification("TRADE_FINISHED"));
        assertThat(decision.milestones())
                .containsExactly(OrderEventType.PAID, OrderEventType.SHIPPED, OrderEventType.FINISHED);
    }

    @Test
    void theFirstNoticeOnlyAddsWhatTheOrderDidNotKnow() {
        OrderDecision decision = rule(order(PayService.DUAL), notification("WAIT_BUYER_PAY"));
        assertThat(decision.type()).isEqualTo(Type.NOTED);
        assertThat(decision.milestones()).isEmpty();
        assertThat(decision.after().trade_no()).isEqualTo("2011031500000001");
        assertThat(decision.after().buyer_email()).isEqualTo("buyer@example.com");
        assertThat(rule(decision.after(), notification("WAIT_BUYER_PAY")).type())
                .as("there is nothing left to add")
                .isEqualTo(Type.REPEAT);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(
            nullValues = "absent",
            value = {
                "WAIT_BUYER_PAY, 1.00", "WAIT_BUYER_PAY, absent", "WAIT_BUYER_PAY, much",
                "WAIT_SYS_CONFIRM_PAY, 1.00", "TRADE_CLOSED, 1.00", "TRADE_CLOSED, absent"
            })
    void aTradeWhoseTotalIsNotTheOrdersIsNotTakenForTheOrders(String status, String total) {
        Order after = rule(
                        order(PayService.DUAL),
                        notification(status, "total_fee", total, "seller_id", "2088000000000002"))
                .after();
        assertThat(after.trade_no()).isNull();
        assertThat(after.seller_id()).isNull();
        assertThat(after.buyer_email()).isNull();
        assertThat(rule(after, notification("WAIT_BUYER_PAY", "trade_no", "2011031500000002"))
                        .type())
                .as("the right trade is still welcome")
                .isNotEqualTo(Type.HELD);
        assertThat(OrderStateMachine.release(order(PayService.DUAL), notification(status, "total_fee", total), NOW)
                        .after()
                        .trade_no())
                .as("a person takes it as it is")
                .isEqualTo("2011031500000001");
    }

    @Test
    void theSellersNumberIsThePartnersOrAnotherAndStaysTheSame() {
        Order known = rule(order(PayService.DUAL), notification("WAIT_BUYER_PAY", "seller_id", "2088000000000002"))
                .after();
        assertThat(known.seller_id()).isEqualTo("2088000000000002");
        for (String status : List.of("WAIT_BUYER_PAY", "WAIT_SELLER_SEND_GOODS", "TRADE_FINISHED", "TRADE_CLOSED")) {
            OrderDecision foreign = rule(known, notification(status, "seller_id", "2088000000000003"));
            assertThat(foreign.type()).as(status).isEqualTo(Type.HELD);
            assertThat(foreign.reason().toString())
                    .isEqualTo("seller_id is 2088000000000003, the order's is 2088000000000002");
            assertThat(rule(known, notification(status)).type())
                    .as("%s without seller_id", status)
                    .isNotEqualTo(Type.HELD);
            assertThat(rule(known, notification(status, "seller_id", "2088000000000002"))
                            .type())
                    .as(status)
                    .isNotEqualTo(Type.HELD);
        }
        OrderDecision released = OrderStateMachine.release(
                known, notification("WAIT_SELLER_SEND_GOODS", "seller_id", "2088000000000003"), NOW);
        assertThat(released.after().seller_id()).as("a person decides").isEqualTo("2088000000000003");
    }

    @Test
    void onlyAMessageThatNamesAnotherPartnerIsAnotherPartners() {
        String ours = "2088000000000001";
        Notification notification = notification("WAIT_SELLER_SEND_GOODS", "seller_id", "2088000000000002");
        assertThat(OrderStateMachine.otherPartner(notification, ours)).isEmpty();
        for (String name : List.of("partner", "partnerId")) {
            assertThat(OrderStateMachine.otherPartner(notification("TRADE_FINISHED", name, ours), ours))
                    .isEmpty();
            assertThat(OrderStateMachine.otherPartner(notification("TRADE_FINISHED", name, "2088000000000009"), ours))
                    .hasValueSatisfying(reason -> assertThat(reason.toString())
                            .isEqualTo("the partner is 2088000000000009, ours is 2088000000000001"));
        }
    }

    @ParameterizedTest(name = "is_success={0}")
    @ValueSource(strings = {"F", "f", "t", "true", "T ", "TF", " "})
    void aReturnThatSaysAnythingButSuccessIsNone(String is_success) {
        for (TradeStatus status : TradeStatus.values()) {
            Notification notification = notification(status.name(), "is_success", is_success);
            for (OrderDecision decision : List.of(
                    rule(order(PayService.DUAL), notification),
                    OrderStateMachine.release(order(PayService.DUAL), notification, NOW))) {
                assertThat(decision.type()).isEqualTo(Type.IGNORED);
                assertThat(decision.after()).isEqualTo(order(PayService.DUAL));
                assertThat(decision.reason().code()).isEqualTo(DecisionReason.Code.NOT_SUCCESSFUL);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch_refund_notify",
                "batch_trans_notify",
                "trade_status_sync_",
                "TRADE_STATUS_SYNC",
                "refund_status_sync",
                "null",
                " "
            })
    void anotherServicesNotificationMovesNoOrder(String notify_type) {
        for (TradeStatus status : TradeStatus.values()) {
            Notification notification = notification(status.name(), "notify_type", notify_type);
            for (OrderDecision decision : List.of(
                    rule(order(PayService.DUAL), notification),
                    OrderStateMachine.release(order(PayService.DUAL), notification, NOW))) {
                assertThat(decision.type()).isEqualTo(Type.IGNORED);
                assertThat(decision.after()).isEqualTo(order(PayService.DUAL));
                assertThat(decision.reason().code()).isEqualTo(DecisionReason.Code.OTHER_SERVICE);
            }
        }
        assertThat(rule(order(PayService.DUAL), notification("TRADE_FINISHED", "notify_type", "trade_status_sync"))
                        .type())
                .isEqualTo(Type.ADVANCED);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "seller@example.com, true", "SELLER@Example.COM, true", "sEllEr@exAmplE.cOm, true",
        "ſeller@example.com, false", "seller@example.comſ, false", "seller@example.co, false",
        "seller@exampIe.com, false", "seller@example.cοm, false", "sèller@example.com, false"
    })
    void anAddressIsTheSameInAnyCaseAndInNoOtherLetters(String address, boolean same) {
        assertThat(rule(order(PayService.DUAL), notification("WAIT_SELLER_SEND_GOODS", "seller_email", address))
                                .type()
                        == Type.ADVANCED)
                .isEqualTo(same);
    }

    @Test
    void aLateNoticeLeavesAFinishedOrderUntouched() {
        Order finished =
                rule(order(PayService.ESCROW), notification("TRADE_FINISHED")).after();
        OrderDecision late = rule(finished, notification("WAIT_SELLER_SEND_GOODS"));
        assertThat(late.type()).isEqualTo(Type.LATE);
        assertThat(late.after()).isSameAs(finished);
    }

    @ParameterizedTest(name = "{0}={1} is held: {2}")
    @CsvSource(
            nullValues = "absent",
            value = {
                "total_fee, 0.01, total_fee is 0.01",
                "total_fee, 328.00, total_fee is 328.00",
                "total_fee, 353.00, total_fee is 353.00",
                "total_fee, absent, total_fee is absent",
                "total_fee, 338, ''",
                "total_fee, 3.38e2, total_fee 3.38e2",
                "seller_email, other@example.com, seller_email is other@example.com",
                "seller_email, absent, seller_email is absent",
                "total_fee, 000338.00, total_fee 000338.00",
                "trade_no, absent, trade_no is absent",
                "logistics_type, POST, logistics_type POST was not offered"
            })
    void whatDiffersFromTheAgreementIsHeld(String name, String value, String reason) {
        OrderDecision decision = rule(order(PayService.DUAL), notification("WAIT_SELLER_SEND_GOODS", name, value));
        assertThat(decision.type()).isEqualTo(reason.isEmpty() ? Type.ADVANCED : Type.HELD);
        if (!reason.isEmpty()) {
            assertThat(decision.reason().toString()).startsWith(reason);
            assertThat(decision.milestones()).isEmpty();
        }
    }

    @Test
    void withoutANamedGroupAnyOfferedTotalIsRight() {
        for (String total : List.of("338.00", "328.00")) {
            Notification notification = notification("TRADE_FINISHED", "logistics_type", null, "total_fee", total);
            assertThat(rule(order(PayService.DUAL), notification).type()).isEqualTo(Type.ADVANCED);
        }
        Notification neither = notification("TRADE_FINISHED", "logistics_type", null, "total_fee", "353.00");
        assertThat(rule(order(PayService.DUAL), neither).reason().toString()).contains("338.00 or 328.00");
    }

    @Test
    void anotherTradeForTheSameOrderIsHeld() {
        Order known =
                rule(order(PayService.DUAL), notification("WAIT_BUYER_PAY")).after();
        OrderDecision decision = rule(known, notification("WAIT_SELLER_SEND_GOODS", "trade_no", "2011031500000002"));
        assertThat(decision.type()).isEqualTo(Type.HELD);
    }

    @Test
    void aStatusOfAnotherProductIsIgnored() {
        assertThat(rule(order(PayService.DUAL), notification("COD_WAIT_BUYER_PAY"))
                        .type())
                .isEqualTo(Type.IGNORED);
        assertThat(rule(order(PayService.DUAL), notification("WAIT_BUYER_PAY", "trade_status", null))
                        .type())
                .isEqualTo(Type.IGNORED);
    }

    @Test
    void aRefundOfAnOrderNeverSeenPaidIsHeld() {
        OrderDecision decision =
                rule(order(PayService.ESCROW), notification("TRADE_CLOSED", "refund_status", "REFUND_SUCCESS"));
        assertThat(decision.type()).isEqualTo(Type.HELD);
    }

    @Test
    void aRefundMovesWithoutTheTradeStatus() {
        Order paid = rule(order(PayService.ESCROW), notification("WAIT_SELLER_SEND_GOODS"))
                .after();
        Notification applied = notification("WAIT_SELLER_SEND_GOODS", "refund_status", "WAIT_SELLER_AGREE");
        OrderDecision decision = rule(paid, applied);
        assertThat(decision.type()).isEqualTo(Type.ADVANCED);
        assertThat(decision.milestones()).containsExactly(OrderEventType.REFUND);
        assertThat(rule(decision.after(), applied).type()).isEqualTo(Type.REPEAT);
    }

    @Test
    void theRefundFieldsOfAReturnAreIgnored() {
        Order paid = rule(order(PayService.ESCROW), notification("WAIT_SELLER_SEND_GOODS"))
                .after();
        Notification returned =
                notification("WAIT_SELLER_SEND_GOODS", "refund_status", "WAIT_SELLER_AGREE", "is_success", "T");
        assertThat(rule(paid, returned).after().refund_status()).isEmpty();
    }

    @Test
    void pureEscrowIsEscrowFromBirthWhateverAMessageHints() {
        Notification hint = notification("TRADE_FINISHED", "exterface", "trade_create_by_buyer");
        assertThat(rule(order(PayService.ESCROW), hint).after().mode()).isEqualTo(PaymentMode.ESCROW);
    }

    @Test
    void aRefundStepOfAnUnpaidOrderIsHeldWhateverItsStatus() {
        OrderDecision decision =
                rule(order(PayService.ESCROW), notification("WAIT_BUYER_PAY", "refund_status", "REFUND_SUCCESS"));
        assertThat(decision.type()).isEqualTo(Type.HELD);
    }

    @Test
    void aSecondPartialRefundDiffersInItsTimeAlone() {
        Order paid = rule(order(PayService.DUAL), notification("TRADE_SUCCESS")).after();
        Notification first =
                notification("TRADE_SUCCESS", "refund_status", "REFUND_SUCCESS", "gmt_refund", "2011-03-20 09:00:00");
        Order refunded = rule(paid, first).after();
        assertThat(rule(refunded, first).type()).isEqualTo(Type.REPEAT);
        Notification second = notification(
                "TRADE_SUCCESS", "refund_status", "REFUND_SUCCESS", "gmt_refund", "2011-03-21 09:00:00.470");
        assertThat(rule(refunded, second).milestones()).containsExactly(OrderEventType.REFUND);
    }

    @Test
    void whatABuyerMayHavePutIntoAReturnTellsNothingAboutTheMode() {
        Notification returned = notification(
                "TRADE_FINISHED",
                "is_success",
                "T",
                "seller_actions",
                "SEND_GOODS",
                "refund_status",
                "WAIT_SELLER_AGREE",
                "gmt_refund",
                "2011-03-20 09:00:00");
        Order after = rule(order(PayService.DUAL), returned).after();
        assertThat(after.mode()).isEqualTo(PaymentMode.INSTANT);
        assertThat(after.refund_status()).isEmpty();
        assertThat(after.gmt_refund()).isEmpty();
    }

    @Test
    void aRepeatWithAnotherTotalIsHeld() {
        Order paid = rule(order(PayService.ESCROW), notification("WAIT_SELLER_SEND_GOODS"))
                .after();
        assertThat(rule(paid, notification("WAIT_SELLER_SEND_GOODS", "total_fee", "0.01"))
                        .type())
                .isEqualTo(Type.HELD);
    }

    @Test
    void aTradeNumberLongerThanItsColumnIsHeldAndNeverCut() {
        OrderDecision decision =
                rule(order(PayService.DUAL), notification("WAIT_SELLER_SEND_GOODS", "trade_no", "2".repeat(65)));
        assertThat(decision.reason().toString()).startsWith("trade_no has 65 characters");
        assertThat(OrderStateMachine.release(
                                order(PayService.DUAL),
                                notification("WAIT_SELLER_SEND_GOODS", "trade_no", "2".repeat(65)),
                                NOW)
                        .type())
                .as("nor can a person release it")
                .isEqualTo(Type.HELD);
    }

    @Test
    void aPaymentAfterTheOrderWasClosedIsHeldOrTakenAsTheMerchantWishes() {
        Order closed =
                rule(order(PayService.ESCROW), notification("TRADE_CLOSED")).after();
        Notification paid = notification("WAIT_SELLER_SEND_GOODS");
        assertThat(rule(closed, paid).reason().code()).isEqualTo(DecisionReason.Code.PAID_AFTER_CLOSED);
        OrderDecision taken = OrderStateMachine.rule(closed, paid, NOW, true);
        assertThat(taken.milestones()).containsExactly(OrderEventType.PAID);
        assertThat(taken.after().closed_at()).isNull();
        assertThat(OrderStateMachine.release(closed, paid, NOW).milestones()).containsExactly(OrderEventType.PAID);
        Notification cheap = notification("WAIT_SELLER_SEND_GOODS", "total_fee", "0.01");
        assertThat(OrderStateMachine.rule(closed, cheap, NOW, true).type()).isEqualTo(Type.HELD);
    }

    @Test
    void whoChangedTheTotalIsNamedWhereTheMessageTells() {
        assertThat(rule(
                                order(PayService.DUAL),
                                notification("WAIT_SELLER_SEND_GOODS", "total_fee", "330.00", "use_coupon", "Y"))
                        .reason()
                        .toString())
                .startsWith("a coupon was used: total_fee is 330.00");
        assertThat(rule(
                                order(PayService.DUAL),
                                notification(
                                        "WAIT_SELLER_SEND_GOODS", "total_fee", "330.00", "is_total_fee_adjust", "Y"))
                        .reason()
                        .toString())
                .startsWith("the seller changed the price: ");
    }

    /** The buyer used a coupon and a person let the payment through. */
    private static Order released(String status) {
        return OrderStateMachine.release(
                        order(PayService.ESCROW), notification(status, "total_fee", "330.00", "use_coupon", "Y"), NOW)
                .after();
    }

    @Test
    void onceATotalHasBeenAcceptedByAPersonTheRestOfTheTradeIsComparedWithIt() {
        Order paid = released("WAIT_SELLER_SEND_GOODS");
        OrderDecision repeated =
                rule(paid, notification("WAIT_SELLER_SEND_GOODS", "total_fee", "330.00", "use_coupon", "Y"));
        assertThat(repeated.type()).isEqualTo(Type.REPEAT);
        OrderDecision shipped =
                rule(paid, notification("WAIT_BUYER_CONFIRM_GOODS", "total_fee", "330.00", "use_coupon", "Y"));
        assertThat(shipped.milestones()).containsExactly(OrderEventType.SHIPPED);
        OrderDecision finished =
                rule(shipped.after(), notification("TRADE_FINISHED", "total_fee", "330.00", "use_coupon", "Y"));
        assertThat(finished.milestones()).containsExactly(OrderEventType.FINISHED);
        assertThat(finished.after().total_fee()).isEqualByComparingTo("330.00");
    }

    @ParameterizedTest(name = "{0}, accepted was 330.00, agreed 338.00: {1}")
    @CsvSource({"338.00, the total that was agreed", "329.99, yet another total", "0.01, yet another total"})
    void afterAnotherTotalWasAcceptedNeitherTheAgreedNorAnyOtherIsRight(String total, String whatItIs) {
        OrderDecision decision =
                rule(released("WAIT_SELLER_SEND_GOODS"), notification("WAIT_BUYER_CONFIRM_GOODS", "total_fee", total));
        assertThat(decision.type()).as(whatItIs).isEqualTo(Type.HELD);
        assertThat(decision.reason().toString()).isEqualTo("total_fee is " + total + ", accepted was 330.00");
    }

    @Test
    void aTotalAcceptedByTheRulesCannotBecomeAnotherOfferedOne() {
        Order paid = rule(order(PayService.DUAL), notification("WAIT_SELLER_SEND_GOODS"))
                .after();
        OrderDecision decision =
                rule(paid, notification("WAIT_BUYER_CONFIRM_GOODS", "logistics_type", null, "total_fee", "328.00"));
        assertThat(decision.reason().toString()).isEqualTo("total_fee is 328.00, accepted was 338.00");
    }

    @Test
    void whatWasPaidWhileTheSellersAccountCouldNotReceiveIsTheTotalAcceptedLater() {
        Order pending = released("TRADE_PENDING");
        assertThat(pending.paid_at()).isNull();
        assertThat(rule(pending, notification("TRADE_SUCCESS", "total_fee", "330.00"))
                        .milestones())
                .containsExactly(OrderEventType.PAID);
        assertThat(rule(pending, notification("TRADE_SUCCESS")).type()).isEqualTo(Type.HELD);
    }

    @Test
    void aPersonWhoReleasesARepeatAcceptsItsTotal() {
        Order paid = rule(order(PayService.ESCROW), notification("WAIT_SELLER_SEND_GOODS"))
                .after();
        OrderDecision corrected =
                OrderStateMachine.release(paid, notification("WAIT_SELLER_SEND_GOODS", "total_fee", "330.00"), NOW);
        assertThat(corrected.milestones()).isEmpty();
        assertThat(corrected.after().total_fee()).isEqualByComparingTo("330.00");
        assertThat(rule(corrected.after(), notification("WAIT_BUYER_CONFIRM_GOODS", "total_fee", "330.00"))
                        .milestones())
                .containsExactly(OrderEventType.SHIPPED);
    }

    @Test
    void anUnpaidOrderHasAcceptedNothingYet() {
        Order adjusted = OrderStateMachine.release(
                        order(PayService.DUAL), notification("WAIT_BUYER_PAY", "total_fee", "330.00"), NOW)
                .after();
        assertThat(adjusted.total_fee()).isNull();
        assertThat(rule(adjusted, notification("TRADE_FINISHED", "total_fee", "330.00"))
                        .type())
                .isEqualTo(Type.HELD);
        Order closed =
                rule(order(PayService.ESCROW), notification("TRADE_CLOSED")).after();
        assertThat(OrderStateMachine.rule(closed, notification("WAIT_SELLER_SEND_GOODS"), NOW, true)
                        .type())
                .isEqualTo(Type.ADVANCED);
    }
}
