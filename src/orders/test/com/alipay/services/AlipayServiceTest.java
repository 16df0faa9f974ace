package com.alipay.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.gateway.StubGateway;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The vendor's calls, where the account is not filled in, and what they make of an answer. */
class AlipayServiceTest {
    @Test
    void withoutAnAccountNobodyIsCalledAndTheFindingsAreTold() {
        Map<String, String> trade = Map.of("trade_no", "2011031500000001");
        assertThatThrownBy(() -> AlipayService.query_timestamp()).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> AlipayService.send_goods_confirm_by_platform(trade))
                .isInstanceOf(IllegalArgumentException.class)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("没有填写合作者身份ID");
    }

    @Test
    void theTimestampIsTakenOutOfTheAnswer() throws IOException {
        try (StubGateway gateway = new StubGateway("gbk")) {
            AlipayService service = new AlipayService(gateway.merchant());
            String answer =
                    "<?xml version=\"1.0\" encoding=\"GBK\"?>\n<alipay><is_success>T</is_success><response><timestamp>"
                            + "<encrypt_key>KPr8DuZp5xc031OVxw==</encrypt_key></timestamp></response></alipay>";
            gateway.answers(answer);
            assertThat(service.encrypt_key()).isEqualTo("KPr8DuZp5xc031OVxw==");

            gateway.refuses("ILLEGAL_PARTNER");
            assertThatThrownBy(service::encrypt_key).hasMessage("the gateway refused: ILLEGAL_PARTNER");

            gateway.answers(answer.replaceAll("<encrypt_key>.*</encrypt_key>", ""));
            assertThatThrownBy(service::encrypt_key).hasMessage("the gateway's answer has no encrypt_key");
            gateway.answers(answer.replace("<is_success>T<", "<is_success>F<"));
            assertThatThrownBy(service::encrypt_key).hasMessage("the gateway's answer has no encrypt_key");
        }
    }
}
