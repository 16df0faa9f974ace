package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void whatWouldNotBeSeenShowsAsItsNumber() {
        assertThat(Visible.text("gift\u202Efdp.exe", 100)).isEqualTo("gift[U+202E]fdp.exe");
        assertThat(Visible.text("a\u202Eb\u202Ec", 3)).isEqualTo("a[U+202E]b…（共 5 个字）");
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
