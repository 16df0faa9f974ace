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
 * The parameters of one message from Alipay, decoded once, in name order. A message is a notification (异步通知) or a return
 * (同步返回); both carry the same news about a trade. What it says is to be believed only inside {@link VerificationResult.Verified}.
 *
 * <p>Any parameter may be absent: a return of an instant payment has neither price nor gmt_payment.
 *
 * @param entry the ledger's number of this message; 0 when no ledger is kept, {@link #UNWRITTEN} when it could not be written down
 * @param delivery how it came just now; empty when it did not: a stored message that is looked at again, or one made by a person
 * @tutorial 双功能 2.3, 4.4 / 担保 3.4, 5.4
 */
public record Notification(Map<String, String> params, long entry, Optional<RawMessage> delivery) {
    /** A message of which nothing could be read. */
    public static final Notification NONE = new Notification(Map.of());

    /** The entry of a message that the ledger could not take: it must not be acknowledged. */
    public static final long UNWRITTEN = -1;

    public Notification {
        params = Parameters.of(params);
    }

    public Notification(Map<String, String> params) {
        this(params, 0, Optional.empty());
    }

    /** The same message, delivered so. */
    public Notification delivered(RawMessage how) {
        return new Notification(params, entry, Optional.of(how));
    }

    /** The same message with its number in the ledger. */
    public Notification numbered(long number) {
        return new Notification(params, number, delivery);
    }

    /** The parameter's value; empty when it did not come or came without a value. */
    public Optional<String> value(String name) {
        String value = text(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** The parameter's value for showing and for comparing with a constant; "" when it did not come. */
    public String text(String name) {
        String value = params.get(name);
        return value == null ? "" : value;
    }

    public boolean has(String name) {
        return !text(name).isEmpty();
    }

    /** Whether the browser brought it: a message with {@code is_success} is a return wherever it arrives. */
    public boolean isReturn() {
        return has("is_success");
    }

    /** Whether it is a return that says that something went wrong: {@code T} alone is a success. */
    public boolean isFailedReturn() {
        return isReturn() && !text("is_success").equals("T");
    }

    /** Whether another message tells the same of trade and refund. */
    public boolean tellsTheSame(Notification other) {
        return text("trade_status").equals(other.text("trade_status"))
                && text("refund_status").equals(other.text("refund_status"));
    }

    /**
     * What identifies the message, in hexadecimal: the SHA-256 of what is signed of it. The same parameters are the same message, in
     * whatever order, bytes and with whatever unsigned parts they are written. Empty without a {@code notify_id}: such a message is
     * not one of Alipay's.
     */
    public Optional<String> digest() {
        return has("notify_id") ? Optional.of(digest(name -> true)) : Optional.empty();
    }

    /** The same of the news that it brings: equal for a resend, which has another time, and for the next return of the same trade. */
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

    /** Without values that could be used or that belong to a buyer: a signature in a log would let its reader forge. */
    @Override
    public String toString() {
        return "Notification[out_trade_no=" + ParameterNames.shown(text("out_trade_no")) + ", notify_id="
                + ParameterNames.shown(text("notify_id")) + ", " + params.size() + " parameters]";
    }
}
