package com.alipay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Under the hostile locale of this test run, whose capital of i is another letter. */
class EmailAddressTest {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    @Test
    void aLetterIsTheSameAsItselfAndItsOwnCapitalAndAsNothingElseInUnicode() {
        for (char letter : LETTERS.toCharArray()) {
            char capital = (char) (letter - 'a' + 'A');
            for (char other = 0; other < Character.MAX_VALUE; other++) {
                assertThat(EmailAddress.same(letter + "@b.cn", other + "@b.cn"))
                        .as("%c and U+%04X", letter, (int) other)
                        .isEqualTo(other == letter || other == capital);
            }
        }
    }

    @Test
    void whatIsNoLetterFromAToZIsTheSameAsItselfAlone() {
        assertThat(EmailAddress.same("É@b.cn", "é@b.cn")).isFalse();
        assertThat(EmailAddress.same("13800000000", "13800000000")).isTrue();
        assertThat(EmailAddress.same("@[`{", "`{@[")).isFalse();
        assertThat(EmailAddress.same("i@b.cn", "i@b.cn".toUpperCase(Locale.getDefault())))
                .as("a Turkish capital is another letter")
                .isFalse();
    }
}
