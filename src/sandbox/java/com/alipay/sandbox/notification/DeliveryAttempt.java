package com.alipay.sandbox.notification;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.protocol.FormCodec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One attempt to deliver one notification.
 *
 * @param id counts the attempts of this sandbox, from 1
 * @param attempt counts the attempts of this notification, from 1; those by hand included
 * @param message what it said, as things were at the event
 * @param charset of the form: the message's, unless a fault chose another
 * @param wire how the form was written
 * @param form the request's body
 * @param faults what was made wrong with its content
 * @param remark what happened beside it, in Chinese; empty if nothing did
 * @param nextTry when the sandbox tries again by itself; empty when acknowledged, or when the last try is over, or after
 *     a try by hand
 */
public record DeliveryAttempt(
        long id,
        String notifyId,
        int attempt,
        NotificationContent message,
        NotificationProfile profile,
        Charset charset,
        WireForm wire,
        String form,
        Set<Fault> faults,
        Instant time,
        DeliveryResponse reception,
        String remark,
        boolean acknowledged,
        Optional<Instant> nextTry) {

    public DeliveryAttempt {
        // A data file that was written before there was a choice has none.
        wire = wire == null ? WireForm.USUAL : wire;
    }

    /** What the tester should know beyond yes or no; empty if there is nothing. */
    public Optional<String> lint() {
        return reception instanceof DeliveryResponse.Answered answer && answer.isSuccess() && answer.wasTrimmed()
                ? Optional.of("应答中 success 前后有空白或换行：请只输出 success 这 7 个字节")
                : Optional.empty();
    }

    /** The parameters that were sent, in their order on the wire. */
    public List<Map.Entry<String, String>> parameters() {
        return FormCodec.decode(form.getBytes(StandardCharsets.US_ASCII), charset);
    }

    /** The charset is not named, but in the form that was captured once. */
    public String contentType() {
        return wire.contentType(charset);
    }

    public String userAgent() {
        return NotificationHttpClient.USER_AGENT;
    }
}
