package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void whatWouldNotBeSeenShowsAsItsNumber() {
        assertThat(Visible.text("a\0b\r\n\u0085\u200B\u202Egpj\uFFFD\uD800", 100))
                .isEqualTo("a[U+0000]b[U+000D][U+000A][U+0085][U+200B][U+202E]gpj[U+FFFD][U+D800]");
        assertThat(Visible.text("测试 Tom & Jerry <b>", 100)).isEqualTo("测试 Tom & Jerry <b>");
    }

    @Test
    void whatIsTooLongIsCutAndSaysSo() {
        assertThat(Visible.text("aaaaaaaa", 5)).isEqualTo("aaaaa…（共 8 个字）");
        assertThat(Visible.text("aaaaa", 5)).isEqualTo("aaaaa");
        assertThat(Visible.text("😀😀😀", 2)).isEqualTo("😀😀…（共 3 个字）");
    }

    @Test
    void bytesThatAreNoTextAreShownAsTheyTravelled() {
        assertThat(Visible.bytes("a\0 \u00ff".getBytes(StandardCharsets.ISO_8859_1), 10))
                .isEqualTo("a%00%20%FF");
        assertThat(Visible.bytes(new byte[] {'a', 'b', 'c'}, 2)).isEqualTo("ab…（共 3 个字节）");
    }
}
