package com.alipay.orders.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.orders.rules.DecisionReason.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person and a program read about a message. */
class DecisionReasonTest {
    @Test
    void anAmountIsSaidInBothLanguages() {
        DecisionReason reason = new DecisionReason(Code.AMOUNT, "353.00", "338.00 or 328.00");
        assertThat(reason.english()).isEqualTo("total_fee is 353.00, agreed was 338.00 or 328.00");
        assertThat(reason.meaning()).isEqualTo("付款总额是 353.00 元，约定的是 338.00 或 328.00 元");
        assertThat(reason.remedy()).contains("支付宝网站", "放行", "驳回");
    }

    @Test
    void aStatusIsTheVendorsWordWithItsMeaning() {
        DecisionReason reason = new DecisionReason(Code.NO_SUCH_WAY, "TRADE_CLOSED", "TRADE_FINISHED");
        assertThat(reason.english()).isEqualTo("no trade goes from TRADE_FINISHED to TRADE_CLOSED");
        assertThat(reason.meaning()).contains("交易完成 TRADE_FINISHED", "交易关闭 TRADE_CLOSED");
    }

    @Test
    void aValueThatLooksLikeAPlaceholderStaysAValue() {
        assertThat(new DecisionReason(Code.OTHER_SELLER, "{agreed}{", "seller@example.com").english())
                .isEqualTo("seller_email is {agreed}{, the order's is seller@example.com");
    }

    @ParameterizedTest
    @EnumSource
    void everyCaseIsSaidWholly(Code code) {
        DecisionReason reason = new DecisionReason(code, "FOUND", "AGREED");
        assertThat(reason.english()).isNotBlank().doesNotContainPattern("[{}]").matches("\\P{IsHan}*( \\(.*\\))?");
        assertThat(reason.meaning()).containsPattern("\\p{IsHan}").doesNotContainPattern("[{}。]");
        assertThat(reason.remedy()).doesNotContainPattern("[{}。]");
        assertThat(Code.of(code.name())).contains(code);
    }

    @Test
    void aWordOfNobodysIsNoCode() {
        assertThat(Code.of("amount")).isEmpty();
        assertThat(Code.of(null)).isEmpty();
    }
}
