package com.alipay.orders.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.orders.rules.BatchRefundResult.Item.BankRefused;
import com.alipay.orders.rules.BatchRefundResult.Item.NotRefunded;
import com.alipay.orders.rules.BatchRefundResult.Item.Refunded;
import com.alipay.orders.rules.BatchRefundResult.Item.Unreadable;
import com.alipay.protocol.Notification;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchRefundResultTest {
    private static Notification notification(String result_details) {
        return new Notification(Map.of(
                "notify_type", "batch_refund_notify",
                "notify_id", "fedcba9876543210fedcba98765432107g",
                "batch_no", "20110320001",
                "success_num", "1",
                "result_details", result_details));
    }

    private static List<BatchRefundResult.Item> items(String result_details) {
        return BatchRefundResult.read(notification(result_details))
                .orElseThrow()
                .items();
    }

    @Test
    void aResultTellsEachTrade() {
        assertThat(BatchRefundResult.read(
                        notification("2011031500000002^0.01^SUCCESS#2011031500000003^5.00^TRADE_HAS_CLOSED")))
                .contains(new BatchRefundResult(
                        "20110320001",
                        OptionalInt.of(1),
                        List.of(
                                new Refunded("2011031500000002", new BigDecimal("0.01")),
                                new NotRefunded("2011031500000003", new BigDecimal("5.00"), "TRADE_HAS_CLOSED"))));
    }

    @Test
    void theFeeThatGoesBackToTheSellerDoesNotHideTheResult() {
        assertThat(items("2014070800000001^20.00^SUCCESS$jax@example.com^2088000000000002^0.01^SUCCESS"))
                .containsExactly(new Refunded("2014070800000001", new BigDecimal("20.00")));
        assertThat(items("2014070800000001^20.00^REFUND_TRADE_FEE_ERROR$jax@example.com^2088000000000002^0.01^SUCCESS"))
                .singleElement()
                .isInstanceOfSatisfying(
                        NotRefunded.class, item -> assertThat(item.code()).isEqualTo("REFUND_TRADE_FEE_ERROR"));
    }

    @Test
    void aCodeNobodyListsIsNotRefundedAndUnknown() {
        assertThat(items("2011031500000002^0.01^NEW_REASON"))
                .singleElement()
                .isInstanceOfSatisfying(
                        NotRefunded.class, item -> assertThat(item.code()).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2011031500000002",
                "2011031500000002^0.01",
                "2011031500000002^0.01^",
                "2011031500000002^x^SUCCESS",
                "^1^SUCCESS",
                "a^1^SUCCESS^b"
            })
    void whatIsNoItemIsUnreadableAndNotRefunded(String text) {
        assertThat(items(text)).containsExactly(new Unreadable(text));
    }

    private static Arguments row(String text, String result) {
        return Arguments.of(text, result, "", false);
    }

    private static Arguments row(String text, String result, String note) {
        return Arguments.of(text, result, note, false);
    }

    private static Arguments open(String text, String result, String note) {
        return Arguments.of(text, result, note, true);
    }

    /** The documented forms, those seen in public captures (2013 to 2017), and what could still come. */
    static Stream<Arguments> shapes() {
        String bank = "under way at the buyer's bank";
        return Stream.of(
                row("2014040311001004370000361525^80^SUCCESS", "Refunded 80.00"),
                row("2013091142096412^0.01^SUCCESS$a@example.com^2088000000000001^0.00^SUCCESS", "Refunded 0.01"),
                row(
                        "2014030512961512^0.01^SUCCESS^false^null$a@example.com^2088000000000001^0.00^SUCCESS",
                        "Refunded 0.01"),
                row("2011031500000002^0.01^SUCCESS^false^null", "Refunded 0.01"),
                row("2011031500000002^0.01^SUCCESS^false^", "Refunded 0.01"),
                row("2011031500000002^0.01^SUCCESS^true^S", "Refunded 0.01"),
                row("2011031500000002^0.01^SUCCESS^true^P", "Refunded 0.01", bank),
                row(
                        "2011031500000002^0.01^SUCCESS^true^P$fee@example.com^2088000000000001^0.00^SUCCESS",
                        "Refunded 0.01",
                        bank),
                row("2011031500000002^0.01^SUCCESS^true^F", "BankRefused 0.01"),
                row(
                        "2011031500000002^0.01^SUCCESS^true^F$fee@example.com^2088000000000001^0.00^SUCCESS",
                        "BankRefused 0.01"),
                row("2017051221001004460213417006^0.01^TRADE_HAS_CLOSED", "NotRefunded 0.01 TRADE_HAS_CLOSED"),
                row("2015101621001^252.00^TRADE_HAS_CLOSED^false^null", "NotRefunded 252.00 TRADE_HAS_CLOSED"),
                row(
                        "2011031500000003^18.00^SELLER_BALANCE_NOT_ENOUGH^false^null",
                        "NotRefunded 18.00 SELLER_BALANCE_NOT_ENOUGH"),
                // Fields nobody knows yet are passed over.
                row("2011031500000002^0.01^SUCCESS^false^null^x", "Refunded 0.01", "passed over: x"),
                row("2011031500000002^0.01^SUCCESS^true^P^x^y", "Refunded 0.01", bank + "; passed over: x^y"),
                row("2011031500000002^0.01^SUCCESS^true^F^x", "BankRefused 0.01", "passed over: x"),
                row(
                        "2011031500000002^0.01^SUCCESS$a^b^0.00^SUCCESS^x",
                        "Refunded 0.01",
                        "passed over in $a^b^0.00^SUCCESS^x"),
                // Royalties and a trade within the trade.
                row(
                        "2011031500000002^0.01^SUCCESS|a@example.com^2088000000000002^b@example.com^2088000000000003^0.01^SUCCESS",
                        "Refunded 0.01"),
                row(
                        "2011031500000002^0.01^SUCCESS^false^null|a^b^c^d^0.01^SUCCESS|e^f^g^h^0.02^SUCCESS$i^j^0.00^SUCCESS",
                        "Refunded 0.01"),
                row("2011031500000002^0.01^SUCCESS$$2011031500000009^0.01^SUCCESS", "Refunded 0.01"),
                row(
                        "2011031500000002^0.01^SUCCESS|a^b^c^d^0.01^SUCCESS$$2011031500000009^0.01^SUCCESS",
                        "Refunded 0.01"),
                // A part that did not come back, or that is not understood, costs the buyer's refund nothing and is
                // told.
                open(
                        "2011031500000002^0.01^SUCCESS$a^b^0.02^REFUND_TRADE_FEE_ERROR",
                        "Refunded 0.01",
                        "fee not returned: $a^b^0.02^REFUND_TRADE_FEE_ERROR"),
                open(
                        "2011031500000002^0.01^SUCCESS|a^b^c^d^0.01^SELLER_BALANCE_NOT_ENOUGH",
                        "Refunded 0.01",
                        "share not returned: |a^b^c^d^0.01^SELLER_BALANCE_NOT_ENOUGH"),
                open("2011031500000002^0.01^SUCCESS$", "Refunded 0.01", "not understood: $"),
                open("2011031500000002^0.01^SUCCESS|", "Refunded 0.01", "not understood: |"),
                open("2011031500000002^0.01^SUCCESS$a", "Refunded 0.01", "not understood: $a"),
                open("2011031500000002^0.01^SUCCESS$a^b^0.00^", "Refunded 0.01", "not understood: $a^b^0.00^"),
                open("2011031500000002^0.01^SUCCESS$a^b^x^SUCCESS", "Refunded 0.01", "not understood: $a^b^x^SUCCESS"),
                open(
                        "2011031500000002^0.01^SUCCESS^true^P$?|a^b^c^d^1.00^SUCCESS",
                        "Refunded 0.01",
                        bank + "; not understood: $?"),
                row(
                        "2011031500000003^18.00^SELLER_BALANCE_NOT_ENOUGH^false^null$a^b^0.02^SELLER_BALANCE_NOT_ENOUGH",
                        "NotRefunded 18.00 SELLER_BALANCE_NOT_ENOUGH",
                        "fee not returned: $a^b^0.02^SELLER_BALANCE_NOT_ENOUGH"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyKnownShapeIsRead(String text, String result, String note, boolean open) {
        assertThat(items(text)).singleElement().satisfies(item -> {
            assertThat(text(item)).isEqualTo(result);
            assertThat(details(item)).isEqualTo(new BatchRefundResult.Details(note, open));
        });
        // Among others it is read the same, and so are they.
        assertThat(items(
                        "2011031500000007^7.00^SUCCESS#" + text + "#2011031500000008^8.00^TRADE_HAS_CLOSED^false^null"))
                .extracting(BatchRefundResultTest::text)
                .containsExactly("Refunded 7.00", result, "NotRefunded 8.00 TRADE_HAS_CLOSED");
    }

    private static String text(BatchRefundResult.Item item) {
        if (item instanceof Refunded it) {
            return "Refunded " + it.amount();
        }
        if (item instanceof BankRefused it) {
            return "BankRefused " + it.amount();
        }
        if (item instanceof NotRefunded it) {
            return "NotRefunded " + it.amount() + " " + it.code();
        }
        return item.toString();
    }

    private static BatchRefundResult.Details details(BatchRefundResult.Item item) {
        if (item instanceof Refunded it) {
            return it.details();
        }
        return item instanceof BankRefused it ? it.details() : ((NotRefunded) item).details();
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "nonsense, ''",
        "2011031500000002^0.01, ''",
        "2011031500000002^0.01^SUCCESS^true, 'four fields, neither three nor five'",
        "2011031500000002^0.01^TRADE_HAS_CLOSED^false, 'four fields, neither three nor five'",
        "$fee@example.com^2088000000000001^0.00^SUCCESS, ''",
        "^0.01^SUCCESS, no trade_no",
        "2011 0315^0.01^SUCCESS, no trade_no",
        "2011031500000002^-0.01^SUCCESS, no amount",
        "2011031500000002^^SUCCESS, no amount",
        "2011031500000002^1e3^SUCCESS, no amount",
        "2011031500000002^0.001^SUCCESS, no amount",
        "2011031500000002^0.01^^false^null, no code",
        "2011031500000002^0.01^系统异常, no code",
        "2011031500000002^0.01^SUCCESS^true^null, unknown words about the bank",
        "2011031500000002^0.01^SUCCESS^true^X, unknown words about the bank",
        "2011031500000002^0.01^SUCCESS^TRUE^P, unknown words about the bank",
        "2011031500000002^0.01^SUCCESS^false^F, unknown words about the bank",
        "2011031500000002^0.01^SUCCESS^^, unknown words about the bank",
        "2011031500000002^0.01^TRADE_HAS_CLOSED^true^S, 'not refunded, and yet sent to a bank'",
        "2011031500000002^0.01^TRADE_HAS_CLOSED^true^F, 'not refunded, and yet sent to a bank'"
    })
    void anyOtherShapeSaysWhatIsWrongAndCostsTheOthersNothing(String text, String why) {
        assertThat(items("2011031500000007^7.00^SUCCESS#" + text + "#2011031500000008^8.00^SUCCESS"))
                .extracting(BatchRefundResultTest::text)
                .containsExactly("Refunded 7.00", "Unreadable[text=" + text + "]", "Refunded 8.00");
        assertThat(new Unreadable(text).why()).isEqualTo(why);
    }

    @Test
    void anotherNotificationBringsNone() {
        assertThat(BatchRefundResult.read(new Notification(Map.of("notify_type", "trade_status_sync"))))
                .isEmpty();
        assertThat(BatchRefundResult.read(new Notification(Map.of("notify_type", "batch_refund_notify"))))
                .contains(new BatchRefundResult("", OptionalInt.empty(), List.of()));
    }
}
