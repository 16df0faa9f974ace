package com.alipay.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.config.MerchantConfig;
import com.alipay.config.RsaKeys;
import com.alipay.util.AlipayCore;
import com.alipay.util.AlipayNotify;
import com.alipay.util.Md5Encrypt;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures that other programs computed; see the {@code source} of each. */
class SignatureVectorsTest {
    private record Vector(String id, JsonObject json) {
        String text(String name) {
            JsonElement value = json.get(name);
            return value == null || value.isJsonNull() ? null : value.getAsString();
        }

        Charset charset() {
            return MerchantConfig.of(Map.of("input_charset", text("charset"))).charset();
        }

        Map<String, String> params() {
            Map<String, String> params = new LinkedHashMap<>();
            json.getAsJsonObject("params")
                    .entrySet()
                    .forEach(entry -> params.put(
                            entry.getKey(),
                            entry.getValue().isJsonNull()
                                    ? null
                                    : entry.getValue().getAsString()));
            return params;
        }

        String toSign() {
            return text("form").equals("sorted")
                    ? AlipayCore.createLinkString(AlipayCore.paraFilter(params()))
                    : text("to_sign");
        }

        /** A text that holds what the charset cannot carry is refused, whatever other programs sign instead. */
        boolean isRefused() {
            return CharsetCodec.uncarried(toSign(), charset()).isPresent();
        }

        boolean matches(byte[] signed) throws Exception {
            String sign = text("expected_sign");
            if (text("sign_type").equals("RSA")) {
                byte[] key = Base64.getMimeDecoder().decode(text("public_key").replaceAll("-----[A-Z ]+-----", ""));
                PublicKey alipays = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key));
                return new RsaKeys(null, alipays).matches(signed, sign);
            }
            MerchantConfig merchant = MerchantConfig.of(Map.of("key", text("key"), "input_charset", text("charset")));
            return AlipayNotify.mysign(signed, sign, merchant).equals(sign);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    private static JsonObject file(String name) throws IOException {
        try (Reader reader = new InputStreamReader(
                SignatureVectorsTest.class.getResourceAsStream("/vectors/" + name), StandardCharsets.UTF_8)) {
            return new Gson().fromJson(reader, JsonObject.class);
        }
    }

    static List<Vector> vectors() throws IOException {
        return Stream.of("signatures.json", "protocol-examples.json")
                .flatMap(name -> {
                    try {
                        return file(name).getAsJsonArray("vectors").asList().stream();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .map(JsonElement::getAsJsonObject)
                .map(json -> new Vector(json.get("id").getAsString(), json))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agreesWithTheProgramThatComputedIt(Vector vector) throws Exception {
        assertThat(vector.toSign()).as("the signed text").isEqualTo(vector.text("to_sign"));
        if (vector.isRefused()) {
            assertThatThrownBy(() -> CharsetCodec.encode(vector.toSign(), vector.charset()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot be carried by");
            return;
        }
        byte[] text = CharsetCodec.encode(vector.toSign(), vector.charset());
        boolean valid = vector.json().get("expect_valid").getAsBoolean();
        assertThat(vector.matches(text)).isEqualTo(valid);
        if (vector.text("sign_type").equals("MD5") && valid) {
            byte[] key = vector.text("key").getBytes(vector.charset());
            assertThat(Md5Encrypt.md5(text, key)).isEqualTo(vector.text("expected_sign"));
        }
    }

    @Test
    void everyVectorOfTheFilesIsRead() throws IOException {
        int announced = file("signatures.json").get("numberOfTests").getAsInt()
                + file("protocol-examples.json").get("numberOfTests").getAsInt();
        assertThat(vectors()).hasSize(announced);
        assertThat(vectors().stream().filter(Vector::isRefused).map(Vector::id))
                .as("refused: emoji and the euro sign in GBK, and nothing else")
                .containsExactlyInAnyOrder("gen-euro-gbk-0x80", "gen-euro-gbk-?", "gen-euro-gbk-A2E3", "gen-emoji-gbk");
    }
}
