package com.alipay.orders.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.protocol.Notification;
import com.alipay.protocol.PayService;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How the buyer of the dual interface paid, by what a message says; the strongest evidence stands first. */
class PaymentModeTest {
    private static Notification notification(String pairs) {
        Map<String, String> params = new HashMap<>();
        for (String pair : pairs.split("&")) {
            String[] parts = pair.split("=", 2);
            params.put(parts[0], parts[1]);
        }
        return new Notification(params);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # only an instant payment's return names the interface
            is_success=T&exterface=trade_create_by_buyer&trade_status=TRADE_FINISHED       | WAIT_BUYER_PAY         | INSTANT
            exterface=trade_create_by_buyer&trade_status=TRADE_FINISHED&gmt_send_goods=x   | WAIT_BUYER_PAY         | INSTANT
            # goods are sent only with escrow, and refunds have steps only there
            trade_status=WAIT_SELLER_SEND_GOODS                                            | WAIT_BUYER_PAY         | ESCROW
            trade_status=WAIT_BUYER_CONFIRM_GOODS                                          | WAIT_BUYER_PAY         | ESCROW
            trade_status=TRADE_FINISHED&gmt_send_goods=2011-03-15 10:10:00                 | WAIT_BUYER_PAY         | ESCROW
            trade_status=TRADE_FINISHED&seller_actions=EXTEND_TIMEOUT                      | WAIT_BUYER_PAY         | ESCROW
            trade_status=TRADE_FINISHED&refund_status=REFUND_CLOSED                        | WAIT_BUYER_PAY         | ESCROW
            # what a buyer may have put into a return proves nothing
            is_success=T&trade_status=TRADE_FINISHED&refund_status=REFUND_CLOSED           | WAIT_BUYER_PAY         | INSTANT
            # the advanced contract
            trade_status=TRADE_SUCCESS                                                     | WAIT_BUYER_PAY         | INSTANT
            # an instant payment is over the moment it is paid
            trade_status=TRADE_FINISHED&gmt_payment=2011-03-15 10:00:01&gmt_close=2011-03-15 10:00:01 | WAIT_BUYER_PAY | INSTANT
            trade_status=TRADE_FINISHED&gmt_payment=2011-03-15 10:00:01&gmt_close=2011-03-18 20:00:00 | WAIT_BUYER_PAY | ESCROW
            # the tutorial's own rule
            trade_status=TRADE_FINISHED                                                    | WAIT_BUYER_PAY         | INSTANT
            # nothing said it
            trade_status=WAIT_BUYER_PAY                                                    | WAIT_BUYER_PAY         | UNKNOWN
            trade_status=TRADE_CLOSED                                                      | WAIT_BUYER_PAY         | UNKNOWN
            trade_status=TRADE_CLOSED&refund_status=REFUND_SUCCESS                         | WAIT_BUYER_PAY         | UNKNOWN
            """)
    void aMessageTellsTheMode(String message, TradeStatus local, PaymentMode mode) {
        assertThat(PaymentMode.UNKNOWN.inferFrom(notification(message), local)).isEqualTo(mode);
    }

    @ParameterizedTest
    @EnumSource(value = PaymentMode.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void aModeOnceKnownIsNeverTakenBack(PaymentMode known) {
        for (String other : new String[] {
            "trade_status=WAIT_SELLER_SEND_GOODS",
            "trade_status=TRADE_SUCCESS",
            "exterface=x&trade_status=TRADE_FINISHED"
        }) {
            assertThat(known.inferFrom(notification(other), TradeStatus.WAIT_BUYER_PAY))
                    .isEqualTo(known);
        }
    }

    @Test
    void onlyThePureEscrowServiceIsEscrowFromBirth() {
        assertThat(PaymentMode.initialFor(PayService.ESCROW)).isEqualTo(PaymentMode.ESCROW);
        assertThat(PaymentMode.initialFor(PayService.DUAL)).isEqualTo(PaymentMode.UNKNOWN);
    }
}
