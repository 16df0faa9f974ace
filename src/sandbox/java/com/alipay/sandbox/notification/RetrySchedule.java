package com.alipay.sandbox.notification;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Delays after the first failure, the second, and so on. Alipay has documented three generations; all say that the last attempt
 * comes after 24 hours and 22 minutes, which is the sum of the second only. Three captures of 2014 and 2015 match the third, none
 * the second.
 */
public enum RetrySchedule {
    /** 纯担保交易接口 v1.0 of 2011, 7.2: nine attempts within 24 h 27 min 5 s. */
    V1_0("PT5S", "PT2M", "PT10M", "PT15M", "PT1H", "PT2H", "PT6H", "PT15H"),
    /** The same document v1.7 of about 2012: eight attempts within 24 h 22 min. */
    V1_7("PT2M", "PT10M", "PT10M", "PT1H", "PT2H", "PT6H", "PT15H"),
    /** The text of the later open platform: eight attempts within 24 h 24 min. */
    OPEN_PLATFORM("PT4M", "PT10M", "PT10M", "PT1H", "PT2H", "PT6H", "PT15H");

    private final List<Duration> waits;

    RetrySchedule(String... waits) {
        this.waits = Arrays.stream(waits).map(Duration::parse).toList();
    }

    public List<Duration> waits() {
        return waits;
    }
}
