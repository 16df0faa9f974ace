package com.alipay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The copy of conf/sandbox.properties that a run with other ports or another charset gets. */
class DemoConfigTest {
    private static final DemoConfig SETTINGS = DemoConfig.read(Path.of(""));

    @Test
    void everyAddressAndTheCharsetFollowTheRun() {
        String text = SETTINGS.with("gbk", 18080, 18090).text();

        assertThat(text)
                .contains(
                        "input_charset=gbk", "//localhost:18080/alipay/notify_url.jsp", "//localhost:18090/gateway.do")
                .doesNotContain("input_charset=utf-8", "localhost:8080", "localhost:8090");
    }

    @Test
    void theSandboxServesTheMerchantOfTheFile() {
        assertThat(SETTINGS.merchant().partner()).isEqualTo("2088000000000001");
        assertThat(SETTINGS.merchant().seller().email()).isEqualTo("seller@example.com");
    }

    @Test
    void aMissingKeyIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new DemoConfig("partner=2088000000000001").merchant())
                .withMessageContaining("has no key");
    }
}
