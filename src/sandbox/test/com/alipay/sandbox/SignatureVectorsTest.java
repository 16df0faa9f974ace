package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.Pem;
import com.alipay.sandbox.protocol.RsaVerifier;
import com.alipay.sandbox.protocol.Verifier;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The signers against signatures that others have computed. */
class SignatureVectorsTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final String KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m";

    /** One vector; prints as its id. */
    record Vector(String id, JsonObject json) {
        Map<String, String> params() {
            Map<String, String> params = new TreeMap<>();
            json.getAsJsonObject("params").entrySet().stream()
                    .filter(param -> !param.getValue().isJsonNull())
                    .forEach(
                            param -> params.put(param.getKey(), param.getValue().getAsString()));
            return params;
        }

        String text(String name) {
            return json.get(name).getAsString();
        }

        boolean is(String name) {
            return json.has(name) && json.get(name).getAsBoolean();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsTheVectorSays(Vector vector) {
        Verifier verifier = vector.text("sign_type").equals("RSA")
                ? new RsaVerifier(Pem.publicKey(vector.text("public_key")))
                : new Md5Signer(vector.text("key"));
        Charset charset = Charset.forName(vector.text("charset"));
        if (vector.is("expect_valid")) {
            assertThat(Md5Signer.signedText(vector.params())).isEqualTo(vector.text("to_sign"));
        }
        Map<String, String> signed = vector.params();
        signed.keySet().removeIf(name -> name.equalsIgnoreCase("sign"));
        signed.put("sign", vector.text("expected_sign"));
        assertThat(verifier.accepts(signed, charset)).isEqualTo(vector.is("expect_valid"));
    }

    @Test
    void everyVectorOfTheFileIsThere() throws IOException {
        JsonObject file = file();
        assertThat(file.getAsJsonArray("vectors"))
                .hasSize(file.get("numberOfTests").getAsInt());
        assertThat(vectors()).hasSizeGreaterThan(30);
    }

    @Test
    void signsChineseInGbkAndInUtf8() {
        Map<String, String> order = order();
        order.put("_input_charset", "gbk");
        assertThat(new Md5Signer(KEY).sign(order, GBK)).isEqualTo("30f87cd1edb766ec8db3b8a9f6841673");
        assertThat(new Md5Signer(KEY).sign(order, StandardCharsets.UTF_8))
                .isEqualTo("0af9f136f032e860cd9d626e6f50150c");
        order.put("_input_charset", "utf-8");
        assertThat(new Md5Signer(KEY).sign(order, StandardCharsets.UTF_8))
                .isEqualTo("82293ef8cd9b2b1652fec5680b0477fa");
    }

    @Test
    void readsGb2312AsGbkSoThatRareNamesKeepTheirSignature() {
        Map<String, String> order = order();
        order.keySet().removeAll(List.of("body", "receive_name"));
        order.put("_input_charset", "gb2312");
        order.put("subject", "朱镕基传");
        Charset charset = Charsets.named("gb2312").orElseThrow();
        assertThat(new Md5Signer(KEY).sign(order, charset)).isEqualTo("43a860203dc37e6b155e247de73a77cb");
    }

    @Test
    void signsTheValuesAsTheyAreWithoutEncodingThem() {
        Map<String, String> order = order();
        order.keySet().remove("receive_name");
        order.put("_input_charset", "utf-8");
        order.put("service", "trade_create_by_buyer");
        order.put("subject", "A&B=C 100% +1");
        order.put("body", "a b+c%20d");
        order.put("discount", "-3.00");
        order.put("logistics_type_1", "EMS");
        order.put("logistics_fee_1", "5.00");
        order.put("logistics_payment_1", "SELLER_PAY");
        order.put("notify_url", "http://shop.example.com/alipay/notify_url.jsp");
        order.put("return_url", "http://shop.example.com/alipay/return_url.jsp");
        assertThat(new Md5Signer(KEY).sign(order, StandardCharsets.UTF_8))
                .isEqualTo("87af02f75db752290832ad4e452dc4e2");
    }

    static Stream<Vector> vectors() throws IOException {
        JsonArray vectors = file().getAsJsonArray("vectors");
        return Stream.iterate(0, index -> index < vectors.size(), index -> index + 1)
                .map(vectors::get)
                .map(JsonElement::getAsJsonObject)
                .map(json -> new Vector(json.get("id").getAsString(), json))
                // Encoders disagree on the euro sign in GBK; those vectors document it and decide nothing.
                .filter(vector -> !vector.is("ambiguous"));
    }

    private static JsonObject file() throws IOException {
        try (InputStream file = SignatureVectorsTest.class.getResourceAsStream("/vectors/signatures.json")) {
            return JsonParser.parseReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        }
    }

    private static Map<String, String> order() {
        Map<String, String> order = new TreeMap<>();
        order.put("body", "2G录音笔");
        order.put("logistics_fee", "10.00");
        order.put("logistics_payment", "BUYER_PAY");
        order.put("logistics_type", "EXPRESS");
        order.put("out_trade_no", "SIM201103150001");
        order.put("partner", "2088000000000001");
        order.put("payment_type", "1");
        order.put("price", "328.00");
        order.put("quantity", "1");
        order.put("receive_name", "张三");
        order.put("seller_email", "seller@example.com");
        order.put("service", "create_partner_trade_by_buyer");
        order.put("subject", "测试订单");
        return order;
    }
}
