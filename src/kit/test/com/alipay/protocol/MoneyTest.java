package com.alipay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MoneyTest {
    private static final String PLAIN = "(0|[1-9][0-9]{0,8})(\\.[0-9]{1,2})?";
    private static final String LETTERS = "0011259..-+ e,０";

    @Test
    void readsWhatTheProtocolWritesAndNothingElse() {
        Random random = new Random(20110315);
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(13); i > 0; i--) {
                text.append(LETTERS.charAt(random.nextInt(random.nextInt(3) == 0 ? LETTERS.length() : 8)));
            }
            String amount = text.toString();
            Optional<BigDecimal> expected =
                    amount.matches(PLAIN) ? Optional.of(new BigDecimal(amount).setScale(2)) : Optional.empty();
            assertThat(Money.parse(amount)).as(amount).isEqualTo(expected);
        }
        assertThat(Money.parse(null)).isEmpty();
        assertThat(Money.parse("999999999.99")).hasValue(Money.MAX_TOTAL);
        assertThat(Money.parseSigned("-0.5")).hasValue(new BigDecimal("-0.50"));
    }
}
