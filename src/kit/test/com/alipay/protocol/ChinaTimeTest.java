package com.alipay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChinaTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2011-03-15 10:00:01, 2011-03-15T02:00:01Z",
        "2016-06-24 14:03:02.470, 2016-06-24T06:03:02.470Z",
        "2012-02-29 00:00:00, 2012-02-28T16:00:00Z"
    })
    void timesAreChinasWhereverTheServerStands(String text, Instant moment) {
        assertThat(ChinaTime.parse(text)).contains(moment);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "null", "2011-02-30 10:00:01", "2011-03-15", "2011-03-15T10:00:01", "2011-3-15 10:00:01"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(ChinaTime.parse(text)).isEmpty();
    }
}
