package com.alipay.readme;

import com.alipay.orders.rules.RefundStatus;
import com.alipay.orders.rules.TradeStatus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Draws the diagrams of the documents from the rules: each arrow is a status that {@code next()} names. When a rule changes, the picture
 * differs and the test fails; the new one is then in {@code target/diagrams}, to be looked at and copied.
 */
class StateDiagramsTest {
    /** Where each status is, in columns and rows. */
    private static final Map<TradeStatus, double[]> TRADE = Map.of(
            TradeStatus.WAIT_BUYER_PAY, new double[] {0, 1},
            TradeStatus.WAIT_SYS_CONFIRM_PAY, new double[] {1, 0},
            TradeStatus.WAIT_SELLER_SEND_GOODS, new double[] {2, 0},
            TradeStatus.WAIT_BUYER_CONFIRM_GOODS, new double[] {3, 0},
            TradeStatus.WAIT_SYS_PAY_SELLER, new double[] {4, 0},
            TradeStatus.TRADE_PENDING, new double[] {1, 2},
            TradeStatus.TRADE_SUCCESS, new double[] {2.5, 2},
            TradeStatus.TRADE_FINISHED, new double[] {4, 1},
            TradeStatus.TRADE_CLOSED, new double[] {2, 1});

    private static final Map<RefundStatus, double[]> REFUND = Map.of(
            RefundStatus.WAIT_SELLER_AGREE, new double[] {0, 1},
            RefundStatus.WAIT_BUYER_RETURN_GOODS, new double[] {1, 0},
            RefundStatus.WAIT_SELLER_CONFIRM_GOODS, new double[] {2.2, 0},
            RefundStatus.REFUND_SUCCESS, new double[] {3, 1},
            RefundStatus.SELLER_REFUSE_BUYER, new double[] {1.5, 2},
            RefundStatus.REFUND_CLOSED, new double[] {0, 3});

    /** An arrow below the other statuses, because another status is on the straight line. */
    private static final Set<List<TradeStatus>> BELOW =
            Set.of(List.of(TradeStatus.WAIT_BUYER_PAY, TradeStatus.TRADE_FINISHED));

    @Test
    void theTradeStatusesAreAsDrawn() throws IOException {
        Drawings.assertIsShown(
                "trade-status.svg",
                new StateDiagram<>(
                                "trade_status",
                                List.of(TradeStatus.values()),
                                status -> status.meaning().in(Locale.CHINESE),
                                TradeStatus::next,
                                TRADE,
                                BELOW)
                        .svg());
    }

    @Test
    void theRefundStatusesAreAsDrawn() throws IOException {
        Drawings.assertIsShown(
                "refund-status.svg",
                new StateDiagram<>(
                                "refund_status",
                                List.of(RefundStatus.values()),
                                status -> status.meaning().in(Locale.CHINESE),
                                RefundStatus::next,
                                REFUND,
                                Set.of())
                        .svg());
    }
}
