package com.alipay.sandbox.notifier;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to deliver one notification.
 *
 * @param id counts the attempts of this sandbox, from 1
 * @param attempt counts the attempts of this notification, from 1; those by hand included
 * @param message what it said, as things were at the event
 * @param form the request's body
 * @param nextTry when the sandbox tries again by itself; empty when acknowledged, or when the last try is over, or after
 *     a try by hand
 */
public record Delivery(
        long id,
        String notifyId,
        int attempt,
        Message message,
        String form,
        Instant time,
        Reception reception,
        boolean acknowledged,
        Optional<Instant> nextTry) {

    /** What the tester should know beyond yes or no; empty if there is nothing. */
    public Optional<String> lint() {
        return reception instanceof Reception.Answered answer && answer.isSuccess() && answer.wasTrimmed()
                ? Optional.of("应答中 success 前后有空白或换行：请只输出 success 这 7 个字节")
                : Optional.empty();
    }

    /** Always the same here: the charset is not named. */
    public String contentType() {
        return Courier.CONTENT_TYPE;
    }

    public String userAgent() {
        return Courier.USER_AGENT;
    }
}
