package com.alipay.sandbox.notification;

import com.alipay.i18n.Text;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.text.Texts;
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
 * @param attempt counts the attempts of this notification, from 1; manual ones included
 * @param message the content, as of the event
 * @param charset of the form: the message's, unless a fault set another
 * @param wire how the form was written
 * @param form the request body
 * @param faults the faults applied to its content
 * @param remark what else happened; {@link Text#NONE} if nothing did
 * @param nextTry when the sandbox retries; empty when acknowledged, after the last retry, or after a manual attempt
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
        Text remark,
        boolean acknowledged,
        Optional<Instant> nextTry) {

    public DeliveryAttempt {
        // Data files written before this field existed have none.
        wire = wire == null ? WireForm.USUAL : wire;
    }

    /** Returns a hint for the tester beyond success or failure; empty if there is none. */
    public Optional<Text> lint() {
        return reception instanceof DeliveryResponse.Answered answer && answer.isSuccess() && answer.wasTrimmed()
                ? Optional.of(Texts.of("ack.trimmed"))
                : Optional.empty();
    }

    /** Returns the parameters that were sent, in their order on the wire. */
    public List<Map.Entry<String, String>> parameters() {
        return FormCodec.decode(form.getBytes(StandardCharsets.US_ASCII), charset);
    }

    /** Returns the content type; only the form captured in 2014 names the charset. */
    public String contentType() {
        return wire.contentType(charset);
    }

    public String userAgent() {
        return NotificationHttpClient.USER_AGENT;
    }
}
