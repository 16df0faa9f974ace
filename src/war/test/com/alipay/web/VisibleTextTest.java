package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void whatWouldNotBeSeenShowsAsItsNumber() {
        assertThat(VisibleText.text("gift\u202Efdp.exe", 100)).isEqualTo("gift[U+202E]fdp.exe");
        assertThat(VisibleText.text("a\u202Eb\u202Ec", 3)).isEqualTo("a[U+202E]b…[5]");
    }

    @Test
    void whatIsTooLongIsCutAndSaysSo() {
        assertThat(VisibleText.text("aaaaaaaa", 5)).isEqualTo("aaaaa…[8]");
        assertThat(VisibleText.text("aaaaa", 5)).isEqualTo("aaaaa");
        assertThat(VisibleText.text("😀😀😀", 2)).isEqualTo("😀😀…[3]");
    }

    @Test
    void bytesThatAreNoTextAreShownAsTheyTravelled() {
        assertThat(VisibleText.bytes("a\0 \u00ff".getBytes(StandardCharsets.ISO_8859_1), 10))
                .isEqualTo("a%00%20%FF");
        assertThat(VisibleText.bytes(new byte[] {'a', 'b', 'c'}, 2)).isEqualTo("ab…[3 B]");
    }
}
