package com.alipay.diagnosis.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextDiffTest {
    @Test
    void theFirstDifferenceIsMarkedAndItsParameterNamed() {
        TextDiff comparison = TextDiff.of("body=a b&price=1&subject=x", "body=a b&price=1.00&subject=x");
        assertThat(comparison.isEqual()).isFalse();
        assertThat(comparison.parameter()).isEqualTo("price");
        assertThat(comparison.before()).isEqualTo("body=a b&price=1");
        assertThat(comparison.oursFrom()).startsWith("&subject");
        assertThat(comparison.theirsFrom()).startsWith(".00&subject");
    }

    @Test
    void charactersThatLookTheSameAreTold() {
        assertThat(TextDiff.of("body=a\u00A0b", "body=a b").codePoints()).isEqualTo("U+00A0 / U+0020");
        assertThat(TextDiff.of("a=1", "a=1&b=2").codePoints()).isEqualTo(" / U+0026");
        assertThat(TextDiff.of("s=😀", "s=😁").codePoints()).isEqualTo("U+1F600 / U+1F601");
    }

    @Test
    void aParameterThatOneSideLacksIsNamed() {
        assertThat(TextDiff.of("a=1&c=3", "a=1&b=2&c=3").parameter()).isEqualTo("b");
        assertThat(TextDiff.of("a=1&b=2", "a=1").parameter()).isEqualTo("a");
    }

    @Test
    void equalTextsHaveNoDifference() {
        TextDiff comparison = TextDiff.of("a=1", "a=1");
        assertThat(comparison.isEqual()).isTrue();
        assertThat(comparison.parameter()).isEmpty();
        assertThat(comparison.toString()).isEqualTo("equal");
        assertThat(TextDiff.of("", "").isEqual()).isTrue();
    }
}
