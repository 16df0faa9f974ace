package com.alipay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({"0.01, 0.01", "0, 0.00", "0.5, 0.50", "54.0, 54.00", "7, 7.00", "999999999.99, 999999999.99"})
    void readsWhatTheProtocolWrites(String text, BigDecimal amount) {
        assertThat(Money.parse(text)).hasValue(amount);
        assertThat(Money.parseSigned("-" + text)).hasValue(amount.negate());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "1e3",
                "1E3",
                "1,000",
                ".5",
                "1.",
                "0.001",
                "00",
                "01",
                "1 ",
                " 1",
                "0x1",
                "1.0.0",
                "1000000000",
                "０",
                "１.00",
                "1.0\n"
            })
    void readsNothingElse(String text) {
        assertThat(Money.parse(text)).isEmpty();
    }
}
