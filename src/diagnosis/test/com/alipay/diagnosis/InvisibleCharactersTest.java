package com.alipay.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvisibleCharactersTest {
    @Test
    void whatWouldNotBeSeenShowsAsItsNumber() {
        assertThat(InvisibleCharacters.escape("a\0b\r\n\u0085\u200B\u202Egpj\uFFFD\uD800"))
                .isEqualTo("a[U+0000]b[U+000D][U+000A][U+0085][U+200B][U+202E]gpj[U+FFFD][U+D800]");
    }

    @Test
    void whatLooksLikeABlankShowsAsItsNumber() {
        assertThat(InvisibleCharacters.escape("a b\u00A0c\u3000d")).isEqualTo("a b[U+00A0]c[U+3000]d");
    }

    @Test
    void everythingElseStaysAsItIs() {
        assertThat(InvisibleCharacters.escape("测试 Tom & Jerry <b> 😀")).isEqualTo("测试 Tom & Jerry <b> 😀");
    }
}
