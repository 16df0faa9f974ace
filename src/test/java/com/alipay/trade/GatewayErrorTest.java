package com.alipay.trade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayErrorTest {
    @ParameterizedTest
    @EnumSource(GatewayError.class)
    void everyCodeTellsAMerchantWhatItMeansAndWhatToDo(GatewayError error) {
        assertThat(GatewayError.of(error.name())).contains(error);
        assertThat(error.meaning()).matches(".*\\p{IsHan}.*").doesNotEndWith("。");
        assertThat(error.remedy()).matches(".*\\p{IsHan}.*").doesNotEndWith("。");
        assertThat(error.advice()).contains(error.name(), error.meaning(), error.remedy());
    }

    @Test
    void onlyWhatPassesByItselfIsWorthTheSameCallAgain() {
        assertThat(GatewayError.values())
                .filteredOn(GatewayError::isPassing)
                .containsExactly(GatewayError.SESSION_TIMEOUT, GatewayError.SYSTEM_ERROR, GatewayError.GENERIC_FAILURE);
    }

    @Test
    void aCodeNobodyListsIsNone() {
        assertThat(GatewayError.of("NEW_REASON")).isEmpty();
        assertThat(GatewayError.of("trade_not_exist")).isEmpty();
        assertThat(GatewayError.of("")).isEmpty();
    }
}
