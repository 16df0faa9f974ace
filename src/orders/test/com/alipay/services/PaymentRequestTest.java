package com.alipay.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.config.Violation;
import com.alipay.gateway.GatewayClient;
import com.alipay.i18n.Languages;
import com.alipay.protocol.PayService;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol's table, one row broken at a time. */
class PaymentRequestTest {
    private static final Charset GBK = Charset.forName("GBK");

    private static Map<String, String> valid() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("out_trade_no", "SIM201103150001");
        parameters.put("subject", "测试订单");
        parameters.put("price", "328.00");
        parameters.put("logistics_type", "EXPRESS");
        parameters.put("logistics_fee", "10.00");
        parameters.put("logistics_payment", "BUYER_PAY");
        return parameters;
    }

    private static Map<String, String> with(String... changes) {
        Map<String, String> parameters = valid();
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        return parameters;
    }

    private static List<Violation> check(Map<String, String> parameters) {
        return PaymentRequest.check(PayService.ESCROW, parameters, GBK);
    }

    @Test
    void aGoodRequestHasNoFindingsAndFillsInWhatIsUsual() {
        assertThat(check(valid())).isEmpty();
        PaymentRequest request = PaymentRequest.of(PayService.ESCROW, valid(), GBK);
        assertThat(request.parameters()).containsEntry("payment_type", "1").containsEntry("quantity", "1");
        assertThat(request.logistics()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            nullValues = "absent",
            value = {
                "out_trade_no, absent",
                "out_trade_no, 12345678901234567890123456789012345678901234567890123456789012345",
                "subject, absent",
                "subject, '   '",
                "subject, 笑脸😀",
                "subject, 9.99€",
                "subject, gift&total_fee=9999.00&z=",
                "body, x&out_trade_no=1",
                "subject, 'ab'",
                "out_trade_no, 'a'",
                "price, absent",
                "price, 000000001.00",
                "price, ''",
                "price, 0",
                "price, 0.00",
                "price, 0.001",
                "price, -1",
                "price, +1",
                "price, 1e3",
                "price, '1,000'",
                "price, .5",
                "price, 1.",
                "price, 1000000.01",
                "price, ９.00",
                "price, ' 1'",
                "quantity, 0",
                "quantity, 1.5",
                "quantity, -1",
                "discount, 0.001",
                "discount, 10%",
                "discount, -338.00",
                "payment_type, 01",
                "total_fee, 300.00",
                "logistics_type, absent",
                "logistics_type, express",
                "logistics_fee, -1.00",
                "logistics_fee, absent",
                "logistics_payment, BUYER",
                "show_url, www.example.com",
                "buyer_id, 1088000000000003",
                "it_b_pay, 1.5h",
                "it_b_pay, 16d",
                "t_b_rec_post, 3"
            })
    void whatTheGatewayWouldRefuseIsRefusedBefore(String name, String value) {
        List<Violation> findings = check(with(name, value));
        assertThat(findings).isNotEmpty();
        assertThat(findings).extracting(Violation::isError).containsOnly(true);
        assertThat(findings).extracting(Violation::key).anyMatch(key -> key.startsWith(name));
        Languages.said(findings.stream().map(Violation::text).toList(), String.valueOf(value), "测试订单", "笑脸");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "price, 0.01",
        "price, 54.0",
        "price, 999990.00",
        "quantity, 3",
        "discount, -3.00",
        "discount, 5",
        "total_fee, 328.00",
        "total_fee, 338.00",
        "subject, Tom & Jerry=1 100% +1",
        "body, \"'><script>",
        "it_b_pay, 90m",
        "it_b_pay, 15d",
        "it_b_pay, 1c",
        "show_url, http://www.example.com/?id=1",
        "receive_zip, 200062",
        "receive_zip, undefined",
        "receive_phone, 12345",
        "receive_mobile, 100000000000"
    })
    void whatTheGatewayAcceptsIsAccepted(String name, String value) {
        assertThat(check(with(name, value))).isEmpty();
    }

    @Test
    void lengthsAreCountedInBytesOfGbk() {
        assertThat(check(with("subject", "测".repeat(128)))).isEmpty();
        assertThat(check(with("subject", "测".repeat(128) + "a"))).hasSize(1);
        assertThat(check(with("subject", "a".repeat(256)))).isEmpty();
        assertThat(PaymentRequest.check(PayService.ESCROW, with("subject", "测".repeat(129)), StandardCharsets.UTF_8))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.problem().in(Locale.CHINESE)).contains("258 字节"));
    }

    @Test
    void groupsOfDeliveryAreCompleteInOrderAndDifferent() {
        Map<String, String> second =
                with("logistics_type_1", "EMS", "logistics_fee_1", "5.00", "logistics_payment_1", "SELLER_PAY");
        assertThat(check(second)).isEmpty();
        assertThat(check(with("logistics_type_1", "EMS")))
                .as("one of three parameters")
                .hasSize(2);
        Map<String, String> third = new LinkedHashMap<>(second);
        third.putAll(Map.of("logistics_type_2", "POST", "logistics_fee_2", "0", "logistics_payment_2", "SELLER_PAY"));
        assertThat(check(third)).isEmpty();
        assertThat(PaymentRequest.of(PayService.DUAL, third, GBK).logistics()).hasSize(3);
        assertThat(check(with("logistics_type_2", "POST", "logistics_fee_2", "0", "logistics_payment_2", "SELLER_PAY")))
                .as("the third without the second")
                .isNotEmpty();
        Map<String, String> twice = new LinkedHashMap<>(second);
        twice.put("logistics_type_1", "EXPRESS");
        assertThat(check(twice)).isNotEmpty();
    }

    @Test
    void onlyEscrowHasAnUpperLimitOfTheTotal() {
        Map<String, String> dear = with("price", "600000.00", "quantity", "2");
        assertThat(PaymentRequest.check(PayService.ESCROW, dear, GBK)).isNotEmpty();
        assertThat(PaymentRequest.check(PayService.DUAL, dear, GBK)).isEmpty();
    }

    @Test
    void theExceptionListsEverythingAtOnce() {
        assertThatThrownBy(() -> PaymentRequest.of(PayService.DUAL, with("subject", "", "price", "1e3"), GBK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("subject")
                .hasMessageContaining("price（1e3）");
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "€", "\u00A5", "한"})
    void utf8CarriesWhatGbkCannot(String character) {
        assertThat(PaymentRequest.check(PayService.DUAL, with("subject", character), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(PaymentRequest.check(PayService.DUAL, with("subject", character), GBK))
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem().in(Locale.CHINESE))
                        .contains("GBK")
                        .contains("U+"));
    }

    @Test
    void aLineBreakIsWelcomeInTheBodyAsBrowsersSendIt() {
        assertThat(check(with("body", "第一行\r\n第二行"))).isEmpty();
        assertThat(check(with("body", "第一行\n第二行"))).isNotEmpty();
        assertThat(check(with("subject", "第一行\r\n第二行"))).isNotEmpty();
        assertThat(check(with("subject", "\uFFFF"))).isNotEmpty();
    }

    @Test
    void aTotalThatCouldNotBeKeptIsRefused() {
        Map<String, String> dear = with("price", "1000000.00", "quantity", "1000");
        assertThat(PaymentRequest.check(PayService.DUAL, dear, GBK)).isNotEmpty();
    }

    @Test
    void anotherSellerInTheShopsMapIsNotSent() {
        Map<String, String> order = with("seller_id", "2088000000000009", "seller_account_name", "other");
        com.alipay.config.MerchantConfig merchant = com.alipay.config.MerchantConfig.of(
                Map.of("key", "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m", "seller_email", "s@e.com"));
        assertThat(new GatewayClient(merchant).trade_create_by_buyer(order).url())
                .contains("seller_email=s%40e.com")
                .doesNotContain("seller_id")
                .doesNotContain("seller_account_name");
    }
}
