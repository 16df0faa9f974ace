package com.alipay.sandbox.notification;

import com.alipay.sandbox.merchant.SignerFactory;
import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.scheduling.ChinaTime;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Encodes a notification as form data: the content with its id and the time of sending, signed, in the trade's charset. */
final class NotificationFormEncoder {
    private final SignerFactory signers;

    NotificationFormEncoder(SignerFactory signers) {
        this.signers = signers;
    }

    /** Encodes the form. The parameter order is arbitrary but derived from the id, so that a resend keeps it. */
    String write(Notification notification, Instant time) {
        ContentTampering wrong = notification.falsification();
        NotificationContent message = notification.message();
        Charset charset = wrong.charset(message.charset());
        Map<String, String> honest = new TreeMap<>(message.fields());
        honest.put("notify_id", notification.notifyId());
        honest.put("notify_time", ChinaTime.format(time));
        Map<String, String> params = wrong.beforeSigning(honest);
        SignType type = message.signType();
        String sign = wrong.signer(signers.of(message.partner(), type), type).sign(params, charset);
        Map<String, String> sent = wrong.afterSigning(params, honest);
        sent.put("sign", sign);
        sent.put("sign_type", type.name());
        List<Map.Entry<String, String>> pairs = new ArrayList<>(sent.entrySet());
        Collections.shuffle(pairs, new Random(notification.notifyId().hashCode()));
        return FormCodec.encode(pairs, charset);
    }
}
