package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.Parameters;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that name no charset: GBK at Alipay, and here unless a merchant is set up with another one. */
class CharsetTest {
    private static final String OTHER = "2088000000000051";

    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.of(SandboxOptions.forMerchants(Merchants.of(
            PayForm.MERCHANT,
            MerchantAccount.of(OTHER, PayForm.KEY, "other@example.com").withCharset(StandardCharsets.UTF_8))));

    private static final Client client = sandbox.client();

    private final FakeMerchant merchant = sandbox.openShop();

    @Covers("request without _input_charset")
    @ParameterizedTest
    @CsvSource({PayForm.PARTNER + ", seller@example.com, GBK", OTHER + ", other@example.com, UTF-8"})
    void whatNamesNoCharsetIsReadAndToldInTheMerchantsUsualOne(String partner, String seller, Charset usual) {
        assertThat(submit(order(partner, seller), usual).statusCode()).isEqualTo(303);
        String url = client.api("pay", "out_trade_no=C1").get("return_url").getAsString();

        Parameters notice = merchant.received().get(0).in(usual);
        Parameters back = Parameters.of(
                url.substring(url.indexOf('?') + 1).getBytes(StandardCharsets.US_ASCII), new byte[0], usual);
        assertThat(notice.get("subject")).isEqualTo("测试订单");
        assertThat(back.get("subject")).isEqualTo("测试订单");
        assertThat(new Md5Signer(PayForm.KEY).accepts(notice.asMap(), usual)).isTrue();
        assertThat(new Md5Signer(PayForm.KEY).accepts(back.asMap(), usual)).isTrue();
        assertThat(client.list("trades").get(0).get("_input_charset").getAsString())
                .isEqualTo(usual.name());
    }

    @ParameterizedTest
    @CsvSource({PayForm.PARTNER + ", seller@example.com, GBK", OTHER + ", other@example.com, UTF-8"})
    void whatIsWrongIsToldInItToo(String partner, String seller, Charset usual) {
        HttpResponse<byte[]> page = submit(order(partner, seller).with("price", "x"), usual);
        HttpResponse<byte[]> xml = submit(
                PayForm.call("single_trade_query")
                        .without("_input_charset")
                        .with("partner", partner)
                        .with("trade_no", "2011031500000001"),
                usual);

        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=" + usual);
        assertThat(new String(page.body(), usual)).contains("调试错误，请回到请求来源地，重新发起请求。");
        assertThat(new String(xml.body(), usual)).containsIgnoringCase("encoding=\"" + usual + "\"");
    }

    @Test
    void aCharsetInTheAddressIsStillTheOneThatCounts() {
        PayForm named = order(OTHER, "other@example.com").with("_input_charset", "gbk");

        assertThat(client.submit(named).statusCode()).isEqualTo(303);
        client.api("pay", "out_trade_no=C1");
        assertThat(merchant.received().get(0).in(Charsets.GBK).get("subject")).isEqualTo("测试订单");
    }

    @Test
    void aMerchantKeepsItsOwnWhenTheOthersGetAnother() {
        MerchantAccount own = PayForm.MERCHANT.withCharset(Charsets.GBK);
        Merchants merchants = Merchants.of(own, MerchantAccount.of(OTHER, PayForm.KEY, "other@example.com"))
                .withCharset(StandardCharsets.UTF_8);

        assertThat(merchants.of(PayForm.PARTNER).usualCharset()).isEqualTo(Charsets.GBK);
        assertThat(merchants.of(OTHER).usualCharset()).isEqualTo(StandardCharsets.UTF_8);
    }

    private PayForm order(String partner, String seller) {
        return PayForm.escrow("C1")
                .without("_input_charset")
                .with("partner", partner)
                .with("seller_email", seller)
                .with("notify_url", merchant.notifyUrl())
                .with("return_url", merchant.returnUrl());
    }

    private static HttpResponse<byte[]> submit(PayForm form, Charset charset) {
        Map<String, String> signed = new TreeMap<>(form.params());
        signed.put("sign", new Md5Signer(PayForm.KEY).sign(form.params(), charset));
        return client.post("/gateway.do", FormCodec.encode(signed.entrySet(), charset));
    }
}
