package com.alipay.services;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The vendor's static calls, where the account is not filled in. */
class AlipayServiceTest {
    @Test
    void withoutAnAccountNobodyIsCalledAndTheFindingsAreTold() {
        Map<String, String> trade = Map.of("trade_no", "2011031500000001");
        assertThatThrownBy(() -> AlipayService.query_timestamp()).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> AlipayService.single_trade_query(trade))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("没有填写合作者身份ID");
        assertThatThrownBy(() -> AlipayService.close_trade(trade)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> AlipayService.send_goods_confirm_by_platform(trade))
                .isInstanceOf(InvalidRequest.class);
    }
}
