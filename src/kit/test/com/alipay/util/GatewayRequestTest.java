package com.alipay.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.config.MerchantConfig;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatewayRequestTest {
    private static final MerchantConfig GBK =
            MerchantConfig.of(Map.of("key", "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m", "input_charset", "gbk"));

    private static GatewayRequest request(String subject) {
        return GatewayRequest.sign(
                Map.of("subject", subject, "body", "", "_input_charset", "gbk"),
                "http://localhost:8090/gateway.do",
                GBK);
    }

    @Test
    void aFormSubmitsItselfAndNamesItsCharsetThreeTimes() {
        String form = request("测试").form("post", "确认付款");
        assertThat(form)
                .contains("action=\"http://localhost:8090/gateway.do?_input_charset=gbk\"")
                .contains("accept-charset=\"GBK\"")
                .contains("<input type=\"hidden\" name=\"_input_charset\" value=\"gbk\">")
                .contains("<button type=\"submit\">确认付款</button>")
                .contains("document.forms['alipaysubmit'].submit()")
                .contains("name=\"sign_type\" value=\"MD5\"")
                .doesNotContain("name=\"body\"");
    }

    @Test
    void noValueBreaksOutOfItsAttribute() {
        assertThat(request("\"><script>alert(1)</script>&copy=1").form("post", "付"))
                .contains("value=\"&#34;>&lt;script>alert(1)&lt;/script>&amp;copy=1\"")
                .doesNotContain("<script>alert");
    }

    @Test
    void anAddressIsEncodedInTheMerchantsCharset() {
        assertThat(request("测试 a+b").url())
                .startsWith("http://localhost:8090/gateway.do?_input_charset=gbk&subject=%B2%E2%CA%D4+a%2Bb&sign=");
    }

    @Test
    void aCharacterTheCharsetCannotCarryIsRefusedAndNotReplaced() {
        assertThatThrownBy(() -> request("笑脸😀"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("😀 (U+1F600) cannot be carried by GBK: replace it, or run the site in utf-8");
    }

    @Test
    void aParameterInsideAParameterIsRefusedBeforeSigning() {
        assertThatThrownBy(() -> request("gift&total_fee=0.01&z="))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds &total_fee=");
        assertThatThrownBy(() -> GatewayRequest.sign(Map.of("a&total_fee", "0.01"), "http://localhost/", GBK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("letters, digits and _ only");
    }

    @Test
    void orderNumbersAreUniqueAcrossThreadsReadableAndInOrder() {
        Set<String> numbers = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 8).parallel().forEach(thread -> {
            String last = "";
            for (int i = 0; i < 5_000; i++) {
                String number = UtilDate.getOrderNum();
                assertThat(number).isGreaterThan(last);
                numbers.add(number);
                last = number;
            }
        });
        assertThat(numbers).hasSize(40_000).allMatch(number -> number.matches("20[0-9]{18}[0-9a-z]{6}"));
        assertThat(UtilDate.getThree()).matches("[0-9]{3}");
        assertThat(UtilDate.getDate()).matches("20[0-9]{6}");
        assertThat(UtilDate.getDateFormatter()).matches("20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9:]{8}");
    }
}
