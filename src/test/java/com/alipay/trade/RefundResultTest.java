package com.alipay.trade;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.trade.RefundResult.Item.NotRefunded;
import com.alipay.trade.RefundResult.Item.Refunded;
import com.alipay.trade.RefundResult.Item.Unreadable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundResultTest {
    private static Notice notice(String result_details) {
        return new Notice(Map.of(
                "notify_type", "batch_refund_notify",
                "notify_id", "fedcba9876543210fedcba98765432107g",
                "batch_no", "20110320001",
                "success_num", "1",
                "result_details", result_details));
    }

    private static List<RefundResult.Item> items(String result_details) {
        return RefundResult.read(notice(result_details)).orElseThrow().items();
    }

    @Test
    void aResultTellsEachTrade() {
        assertThat(RefundResult.read(notice("2011031500000002^0.01^SUCCESS#2011031500000003^5.00^TRADE_HAS_CLOSED")))
                .contains(new RefundResult(
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
                        NotRefunded.class,
                        item -> assertThat(item.error()).contains(GatewayError.REFUND_TRADE_FEE_ERROR));
    }

    @Test
    void aCodeNobodyListsIsNotRefundedAndUnknown() {
        assertThat(items("2011031500000002^0.01^NEW_REASON"))
                .singleElement()
                .isInstanceOfSatisfying(
                        NotRefunded.class, item -> assertThat(item.error()).isEmpty());
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

    @Test
    void anotherNotificationBringsNone() {
        assertThat(RefundResult.read(new Notice(Map.of("notify_type", "trade_status_sync"))))
                .isEmpty();
        assertThat(RefundResult.read(new Notice(Map.of("notify_type", "batch_refund_notify"))))
                .contains(new RefundResult("", OptionalInt.empty(), List.of()));
    }
}
