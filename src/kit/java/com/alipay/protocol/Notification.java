package com.alipay.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The parameters of one message from Alipay, decoded once, sorted by name. A message is a notification (异步通知) or a return (同步返回);
 * both report the same state of a trade. Its content is trustworthy only inside {@link VerificationResult.Verified}.
 *
 * <p>Any parameter may be absent: a return of an instant payment has neither price nor gmt_payment.
 *
 * @param entry the number of this message in the log of notifications; 0 when no log is kept, {@link #UNWRITTEN} when it could
 *     not be stored
 * @param delivery the raw message as just received; empty for a stored message that is processed again or one made by a person
 * @tutorial 双功能 2.3, 4.4 / 担保 3.4, 5.4
 */
public record Notification(Map<String, String> params, long entry, Optional<RawMessage> delivery) {
    /** A message without readable parameters. */
    public static final Notification NONE = new Notification(Map.of());

    /** The entry of a message that could not be stored: it must not be acknowledged. */
    public static final long UNWRITTEN = -1;

    public Notification {
        params = Parameters.of(params);
    }

    public Notification(Map<String, String> params) {
        this(params, 0, Optional.empty());
    }

    /** Returns the same message with this raw message. */
    public Notification delivered(RawMessage how) {
        return new Notification(params, entry, Optional.of(how));
    }

    /** Returns the same message with its number in the log of notifications. */
    public Notification numbered(long number) {
        return new Notification(params, number, delivery);
    }

    /** Returns the parameter's value; empty when it is absent or has no value. */
    public Optional<String> value(String name) {
        String value = text(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** Returns the parameter's value for display and for comparison with a constant; "" when it is absent. */
    public String text(String name) {
        String value = params.get(name);
        return value == null ? "" : value;
    }

    public boolean has(String name) {
        return !text(name).isEmpty();
    }

    /** Returns whether the browser brought the message: one with {@code is_success} is a return, on whichever page it arrives. */
    public boolean isReturn() {
        return has("is_success");
    }

    /** Returns whether it is a return that reports a failure: only {@code T} is a success. */
    public boolean isFailedReturn() {
        return isReturn() && !text("is_success").equals("T");
    }

    /** Returns whether another message reports the same status of trade and refund. */
    public boolean tellsTheSame(Notification other) {
        return text("trade_status").equals(other.text("trade_status"))
                && text("refund_status").equals(other.text("refund_status"));
    }

    /**
     * Returns the identity of the message: SHA-256 of its signed part, in hexadecimal. The same parameters are the same message,
     * whatever their order, encoding and unsigned parts. Empty without a {@code notify_id}: such a message is not from Alipay.
     */
    public Optional<String> digest() {
        return has("notify_id") ? Optional.of(digest(name -> true)) : Optional.empty();
    }

    /** Returns the same digest without notify_id and notify_time: equal for a resend and for a return with the same content. */
    public String content() {
        return digest(name -> !name.equals("notify_id") && !name.equals("notify_time"));
    }

    private String digest(Predicate<String> counted) {
        String text = params.entrySet().stream()
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

    /** Hides signatures and the buyer's data: with a signature from a log its reader could forge a message. */
    @Override
    public String toString() {
        return "Notification[out_trade_no=" + ParameterNames.shown(text("out_trade_no")) + ", notify_id="
                + ParameterNames.shown(text("notify_id")) + ", " + params.size() + " parameters]";
    }
}
