package com.alipay.orders.persistence;

import com.alipay.protocol.Notification;
import com.alipay.protocol.ParameterNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Identifies messages by the SHA-256 of their signed part, in hexadecimal, so that each is stored once. */
final class NotificationDigest {
    private NotificationDigest() {}

    /**
     * Returns the identity of a message. The same parameters are the same message, whatever their order, encoding and unsigned
     * parts. Empty without a {@code notify_id}: such a message is not from Alipay.
     */
    static Optional<String> of(Notification notification) {
        return notification.has("notify_id") ? Optional.of(digest(notification, name -> true)) : Optional.empty();
    }

    /** Returns the same digest without notify_id and notify_time: equal for a resend and for a return with the same content. */
    static String ofContent(Notification notification) {
        return digest(notification, name -> !name.equals("notify_id") && !name.equals("notify_time"));
    }

    private static String digest(Notification notification, Predicate<String> counted) {
        String text = new TreeMap<>(notification.params())
                .entrySet().stream()
                        .filter(param -> !param.getValue().isEmpty()
                                && !ParameterNames.isUnsigned(param.getKey())
                                && counted.test(param.getKey()))
                        .map(param -> param.getKey() + "=" + param.getValue())
                        .collect(Collectors.joining("&"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
