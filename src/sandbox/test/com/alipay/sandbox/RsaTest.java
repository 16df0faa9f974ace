package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.merchant.RsaKeyPair;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.protocol.Pem;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A merchant that signs with RSA, judged by the JDK's own signatures over the text that the vectors prove. */
class RsaTest {
    private static final RsaKeyPair SHOP = RsaKeyPair.generate();

    @RegisterExtension
    static final SandboxExtension sandbox =
            SandboxExtension.of(SandboxOptions.forMerchant(PayForm.MERCHANT.withRsaKey(SHOP.publicKey())));

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();

    @ParameterizedTest
    @CsvSource({"utf-8, UTF-8", "gbk, GBK"})
    void paymentReturnAndNotificationAreSignedWithTheSandboxsKey(String name, String javaName) {
        Charset charset = Charset.forName(javaName);
        client.submit(signed(order("R1").with("_input_charset", name)));
        JsonObject paid = client.api("pay", "out_trade_no=R1");

        String query = URI.create(paid.get("return_url").getAsString()).getRawQuery();
        assertThat(isGenuine(
                        Parameters.of(query.getBytes(StandardCharsets.US_ASCII), new byte[0], charset)
                                .asMap(),
                        charset))
                .isTrue();
        assertThat(merchant.received())
                .hasSizeGreaterThan(1)
                .allSatisfy(notice -> assertThat(isGenuine(notice.in(charset).asMap(), charset))
                        .isTrue());
    }

    @Test
    void anAnswerInXmlIsSignedWithRsaAsTheCallWas() {
        client.submit(signed(order("R2")));
        String tradeNo = client.api("pay", "out_trade_no=R2").get("trade_no").getAsString();
        XmlAnswer answer = XmlAnswer.of(
                client.submit(signed(PayForm.call("single_trade_query").with("trade_no", tradeNo))));

        Map<String, String> told = new TreeMap<>(answer.object());
        told.put("sign", answer.text("sign"));
        told.put("sign_type", answer.text("sign_type"));
        assertThat(isGenuine(told, StandardCharsets.UTF_8)).isTrue();
    }

    @Test
    void theSameMerchantMayStillSignWithMd5AndIsAnsweredSo() {
        client.submit(order("R3"));
        client.api("pay", "out_trade_no=R3");

        assertThat(new RecordedNotifications(merchant).last().get("sign_type")).isEqualTo("MD5");
    }

    @Test
    void aNotificationSignedWithTheWrongKeyIsStillSignedWithRsa() {
        client.api("faults", "fault=WRONG_KEY");
        client.submit(signed(order("R5")));
        client.api("pay", "out_trade_no=R5");
        Parameters notice = new RecordedNotifications(merchant).last();

        assertThat(notice.get("sign_type")).isEqualTo("RSA");
        assertThat(Base64.getDecoder().decode(notice.get("sign"))).hasSize(128);
        assertThat(isGenuine(notice.asMap(), StandardCharsets.UTF_8)).isFalse();
    }

    @Test
    void aSignatureOfAnotherKeyOrNoneAtAllIsRefused() {
        PayForm form = signed(order("R4"));

        assertThat(code(form.with("price", "1.00"))).isEqualTo("ILLEGAL_SIGN");
        assertThat(code(form.with("sign", "no Base64"))).isEqualTo("ILLEGAL_SIGN");
        assertThat(code(form.with("sign", "QUJD"))).isEqualTo("ILLEGAL_SIGN");
        assertThat(code(form.with("sign", ""))).isEqualTo("ILLEGAL_SIGN");
    }

    @Test
    void thePublicKeyCanBeFetchedAndThePrivateOneCannot() {
        String pem = Client.text(client.get("/alipay_public_key.pem"));

        assertThat(pem).startsWith("-----BEGIN PUBLIC KEY-----\n").isEqualTo(Pem.of(sandboxKey()));
        assertThat(client.api("public_key").get("alipay_public_key").getAsString())
                .isEqualTo(pem);
        assertThat(Client.text(client.get("/")))
                .contains(pem.lines().toList().get(1))
                .doesNotContain("PRIVATE");
    }

    private PayForm order(String number) {
        return PayForm.dual(number).with("notify_url", merchant.notifyUrl()).with("return_url", merchant.returnUrl());
    }

    private static String code(PayForm form) {
        HttpResponse<byte[]> answer = client.submit(form);
        return Client.text(answer).replaceAll("(?s).*<code id=\"code\">(\\w+)</code>.*", "$1");
    }

    private static PayForm signed(PayForm form) {
        PayForm rsa = form.with("sign_type", "RSA");
        try {
            Signature signature = Signature.getInstance("SHA1withRSA");
            signature.initSign(Pem.privateKey(SHOP.privatePem()));
            signature.update(text(rsa.params()).getBytes(rsa.charset()));
            return rsa.with("sign", Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isGenuine(Map<String, String> message, Charset charset) {
        try {
            Signature signature = Signature.getInstance("SHA1withRSA");
            signature.initVerify(sandboxKey());
            signature.update(text(message).getBytes(charset));
            return message.get("sign_type").equals("RSA")
                    && signature.verify(Base64.getDecoder().decode(message.get("sign")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Map<String, String> params) {
        return Md5Signer.signedText(params);
    }

    private static PublicKey sandboxKey() {
        return Pem.publicKey(Client.text(client.get("/alipay_public_key.pem")));
    }
}
