package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.Merchants;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every situation of the corpus, pasted into /explain: the first sentence names a cause, and no key is shown. */
class ExplainCorpusTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.of(SandboxOptions.forMerchants(Merchants.of(
            MerchantAccount.of("2088000000000009", "0therfakekey0therfakekey0therfak", "nine@example.com"),
            MerchantAccount.of("2088000000000008", "thirdfakekeythirdfakekeythirdfak", "eight@example.com"))));

    private static final Client client = sandbox.client();

    record Situation(JsonObject json) {
        String get(String name) {
            return json.get(name).getAsString();
        }

        String account(String name) {
            return json.getAsJsonObject("account").get(name).getAsString();
        }

        List<String> expected() {
            return json.getAsJsonArray("expect").asList().stream()
                    .map(JsonElement::getAsString)
                    .toList();
        }

        /** As a person fills the form in who has the bytes in hex. */
        Map<String, String> fields() {
            Map<String, String> fields = new TreeMap<>();
            fields.put("format", "hex");
            fields.put("message", hex(get("raw")));
            fields.put("query", get("kind").equals("request") && get("query").isEmpty() ? "?" : hex(get("query")));
            fields.put("kind", get("kind"));
            fields.put("charset", get("charset"));
            fields.put("partner", account("partner"));
            fields.put("key", account("key"));
            fields.put("sign_type", account("sign_type"));
            fields.put(
                    "known",
                    json.getAsJsonObject("known").entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue().getAsString())
                            .collect(Collectors.joining("\n")));
            return fields;
        }

        private static String hex(String octets) {
            return HexFormat.of().formatHex(octets.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public String toString() {
            return get("id") + " " + get("comment");
        }
    }

    static Stream<Situation> situations() throws IOException {
        try (Reader reader = new InputStreamReader(
                ExplainCorpusTest.class.getResourceAsStream("/corpus/situations.json"), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("situations").asList().stream()
                    .map(each -> new Situation(each.getAsJsonObject()));
        }
    }

    @ParameterizedTest
    @MethodSource("situations")
    void theFirstSentenceNamesTheCause(Situation situation) {
        String form = situation.fields().entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String page = Client.text(client.post("/explain", form));

        assertThat(situation.expected()).contains(ExplainTest.firstCause(page));
        assertThat(page)
                .doesNotContainIgnoringCase("k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m")
                .doesNotContain("0therfakekey0therfakekey0therfak", "thirdfakekeythirdfakekeythirdfak");
    }
}
