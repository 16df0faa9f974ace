package com.alipay.orders.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every ordered pair of statuses, as a grid to lay beside 双功能 4.4 / 担保 5.4. */
class TradeStatusTest {
    /** A row per status the order has, a column per status that arrives: A advance, R repeat, L late, - impossible. */
    private static final String GRID = """
                                     PAY SYS SND CFM PSL PND SUC FIN CLO
            WAIT_BUYER_PAY            R   A   A   A   A   A   A   A   A
            WAIT_SYS_CONFIRM_PAY      L   R   A   A   A   -   -   A   A
            WAIT_SELLER_SEND_GOODS    L   L   R   A   A   -   -   A   A
            WAIT_BUYER_CONFIRM_GOODS  L   L   L   R   A   -   -   A   A
            WAIT_SYS_PAY_SELLER       L   L   L   L   R   -   -   A   -
            TRADE_PENDING             L   -   -   -   -   R   A   A   A
            TRADE_SUCCESS             L   -   -   -   -   L   R   A   A
            TRADE_FINISHED            L   L   L   L   L   L   L   R   -
            TRADE_CLOSED              L   L   L   L   -   L   L   -   R
            """;

    @Test
    void everyPairOfStatusesStepsAsTheGridSays() {
        String header = GRID.lines().findFirst().orElseThrow();
        String rows = Arrays.stream(TradeStatus.values())
                .map(from -> String.format("%-26s", from.name())
                        + Arrays.stream(TradeStatus.values())
                                .map(to -> letter(from.step(to)))
                                .collect(Collectors.joining("   ")))
                .collect(Collectors.joining("\n"));
        assertThat(header + "\n" + rows + "\n").isEqualTo(GRID);
    }

    private static String letter(TransitionType step) {
        return switch (step) {
            case ADVANCE -> "A";
            case REPEAT -> "R";
            case LATE -> "L";
            case IMPOSSIBLE -> "-";
        };
    }

    @Test
    void aStatusOfAnotherProductIsNobodysStatus() {
        assertThat(TradeStatus.of("COD_WAIT_BUYER_PAY")).isEmpty();
        assertThat(TradeStatus.of("trade_finished")).isEmpty();
        assertThat(TradeStatus.of("")).isEmpty();
    }

    @Test
    void aRefundGoesRoundUntilItSucceeds() {
        assertThat(RefundStatus.WAIT_SELLER_AGREE.step(RefundStatus.SELLER_REFUSE_BUYER))
                .isEqualTo(TransitionType.ADVANCE);
        assertThat(RefundStatus.SELLER_REFUSE_BUYER.step(RefundStatus.WAIT_SELLER_AGREE))
                .isEqualTo(TransitionType.ADVANCE);
        assertThat(RefundStatus.REFUND_CLOSED.step(RefundStatus.WAIT_SELLER_AGREE))
                .isEqualTo(TransitionType.ADVANCE);
        assertThat(RefundStatus.WAIT_SELLER_AGREE.step(RefundStatus.WAIT_SELLER_AGREE))
                .isEqualTo(TransitionType.REPEAT);
        assertThat(RefundStatus.REFUND_SUCCESS.step(RefundStatus.WAIT_SELLER_AGREE))
                .isEqualTo(TransitionType.LATE);
    }
}
