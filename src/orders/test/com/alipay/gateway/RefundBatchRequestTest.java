package com.alipay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.config.Violation;
import com.alipay.gateway.GatewayResponse.Success;
import com.alipay.gateway.RefundBatchRequest.Item;
import com.alipay.i18n.Languages;
import com.alipay.services.InvalidRequestException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch of refunds with one thing broken at a time. */
class RefundBatchRequestTest {
    private static final Charset GBK = Charset.forName("GBK");
    /** Ten minutes past midnight in China, and still the day before in Greenwich. */
    private static final Instant NOW = Instant.parse("2011-03-19T16:10:00Z");

    private static Map<String, String> valid() {
        return Map.of(
                "batch_no", "20110320001",
                "detail_data", "2011031500000002^0.01^协商退款#2011031500000003^5.00^缺货",
                "notify_url", "http://shop.example.com/refund_notify.jsp");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> parameters = new HashMap<>(valid());
        parameters.put(name, value);
        return parameters;
    }

    private static List<Violation> check(Map<String, String> parameters) {
        return RefundBatchRequest.check(parameters, GBK, NOW);
    }

    @Test
    void aGoodBatchFillsInNumberAndDateOfChina() {
        RefundBatchRequest batch = RefundBatchRequest.of(valid(), GBK, NOW);

        assertThat(batch.parameters())
                .containsEntry("batch_num", "2")
                .containsEntry("refund_date", "2011-03-20 00:10:00")
                .containsEntry("detail_data", "2011031500000002^0.01^协商退款#2011031500000003^5.00^缺货");
        assertThat(batch.items())
                .containsExactly(
                        new Item("2011031500000002", new BigDecimal("0.01"), "协商退款"),
                        new Item("2011031500000003", new BigDecimal("5.00"), "缺货"));
        assertThat(RefundBatchRequest.of(
                        "20110320001", batch.items(), "http://shop.example.com/refund_notify.jsp", GBK, NOW))
                .isEqualTo(batch);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            nullValues = "absent",
            quoteCharacter = '"',
            value = {
                "batch_no, absent",
                "batch_no, 20110320",
                "batch_no, 2011032001",
                "batch_no, 20110320000",
                "batch_no, 20110320-001",
                "batch_no, 20110319001",
                "batch_no, 201103200123456789012345678901234",
                "detail_data, absent",
                "detail_data, \"\"",
                "detail_data, 2011031500000002^0.01",
                "detail_data, 2011031500000002^0.01^a^b",
                "detail_data, 2011031500000002^0.01^a#",
                "detail_data, 2011031500000002^0.00^a",
                "detail_data, 2011031500000002^-1^a",
                "detail_data, 2011031500000002^0.001^a",
                "detail_data, \"2011031500000002^0.01^ \"",
                "detail_data, 2011031500000002^0.01^a|b",
                "detail_data, 2011031500000002^0.01^a$$b",
                "detail_data, SIM1^0.01^a",
                "detail_data, 2011031500000002^0.01^a#2011031500000002^0.02^b",
                "detail_data, 2011031500000002^0.01^a&batch_num=3",
                "detail_data, 2011031500000002^0.01^😀",
                "batch_num, 3",
                "batch_num, two",
                "refund_date, 2011-03-20",
                "refund_date, 2011-03-20 00:10:00.5",
                "notify_url, www.example.com",
                "notify_url, http://www.example.com/?id=1"
            })
    void whatTheGatewayWouldRefuseIsRefusedBefore(String name, String value) {
        assertThat(check(with(name, value))).singleElement().satisfies(finding -> {
            assertThat(finding.key()).isEqualTo(name);
            Languages.said(List.of(finding.text()), String.valueOf(value));
        });
    }

    @Test
    void aNumberMayContinueTheZeros() {
        assertThat(check(with("batch_no", "201103200001"))).isEmpty();
        assertThat(check(with("batch_no", "20110320abcDEF123456789012345678"))).isEmpty();
    }

    @Test
    void aReasonIsMeasuredInBytesOfGbk() {
        assertThat(check(with("detail_data", "2011031500000002^1.00^" + "退".repeat(128))))
                .isEmpty();
        assertThat(RefundBatchRequest.check(
                        with("detail_data", "2011031500000002^1.00^" + "退".repeat(128) + "a"),
                        StandardCharsets.UTF_8,
                        NOW))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.problem().in(Locale.CHINESE)).contains("257 字节"));
    }

    @Test
    void aBatchHoldsAThousand() {
        String thousand = IntStream.range(0, 1000)
                .mapToObj(i -> "201103150000" + (1000 + i) + "^0.01^r")
                .collect(Collectors.joining("#"));

        assertThat(check(with("detail_data", thousand))).isEmpty();
        assertThat(check(with("detail_data", thousand + "#2011031599999999^0.01^r")))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.problem().in(Locale.CHINESE)).contains("1000"));
    }

    @Test
    void noItemsAreNoBatch() {
        assertThatThrownBy(() -> RefundBatchRequest.of("20110320001", Collections.emptyList(), "", GBK, NOW))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("没有退款明细");
    }

    @Test
    void theCallWithoutAPasswordIsSignedAndAcceptedOrRefused() throws IOException {
        try (StubGateway gateway = new StubGateway("gbk")) {
            gateway.answers("<?xml version=\"1.0\" encoding=\"gbk\"?><alipay><is_success>T</is_success></alipay>");
            RefundBatchRequest batch = RefundBatchRequest.of(valid(), GBK, NOW);

            assertThat(gateway.client().refund_fastpay_by_platform_nopwd(batch)).isInstanceOf(Success.class);

            Map<String, String> asked = gateway.question();
            String text = "_input_charset=gbk&batch_no=20110320001&batch_num=2"
                    + "&detail_data=2011031500000002^0.01^协商退款#2011031500000003^5.00^缺货"
                    + "&notify_url=http://shop.example.com/refund_notify.jsp&partner=2088000000000001"
                    + "&refund_date=2011-03-20 00:10:00&seller_email=seller@example.com"
                    + "&service=refund_fastpay_by_platform_nopwd";
            assertThat(asked).containsEntry("sign", DigestUtils.md5Hex((text + StubGateway.KEY).getBytes(GBK)));

            gateway.refuses("duplicate_batch_no");
            GatewayResponse<Map<String, String>> again = gateway.client().refund_fastpay_by_platform_nopwd(batch);
            assertThat(again.isRefusedWith(GatewayError.DUPLICATE_BATCH_NO)).isTrue();
        }
    }

    @Test
    void theOneWithAPasswordIsAFormOrAnAddress() throws IOException {
        try (StubGateway gateway = new StubGateway("gbk")) {
            RefundBatchRequest batch = RefundBatchRequest.of(valid(), GBK, NOW);

            assertThat(gateway.client().refund_fastpay_by_platform_pwd(batch).url())
                    .contains("service=refund_fastpay_by_platform_pwd", "batch_no=20110320001", "&sign=");
            assertThat(gateway.client().refund_fastpay_by_platform_pwd(batch).form("post", "确认退款"))
                    .contains("name=\"seller_email\" value=\"seller@example.com\"", "name=\"batch_num\" value=\"2\"");
            assertThat(gateway.questions()).isZero();
        }
    }
}
