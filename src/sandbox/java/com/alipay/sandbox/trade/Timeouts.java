package com.alipay.sandbox.trade;

import com.alipay.sandbox.scheduling.ChinaTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The deadlines of a trade, as the merchant wrote them; the empty string means the default.
 *
 * @param unpaid {@code it_b_pay}: {@code 90m}, {@code 2h}, {@code 15d}, or {@code 1c} for midnight of the same day
 * @param refundAllowed {@code t_s_send_1}: days the seller has to ship before the buyer may apply for a refund
 * @param refundSuggested {@code t_s_send_2}: days before the buyer is advised to apply
 * @param receiptByPost {@code t_b_rec_post}: days, {@code 20d}
 */
public record Timeouts(String unpaid, String refundAllowed, String refundSuggested, String receiptByPost) {

    private static final Pattern SPAN = Pattern.compile("[1-9]\\d{0,5}[mhd]");
    private static final Pattern DAYS = Pattern.compile("[1-9]\\d{0,5}d");
    private static final Duration LONGEST = Duration.ofDays(15);

    /** Returns whether a text is {@code 1m} to {@code 15d}, without decimals, or {@code 1c}. */
    public static boolean isUnpaidLimit(String text) {
        return text.equals("1c") || SPAN.matcher(text).matches() && span(text).compareTo(LONGEST) <= 0;
    }

    /** Returns whether a text is {@code 1d} to {@code 15d}. */
    public static boolean isDays(String text) {
        return DAYS.matcher(text).matches() && span(text).compareTo(LONGEST) <= 0;
    }

    /** Returns when an unpaid trade closes; 15 days after its creation by default. */
    public Instant closesUnpaid(Instant created) {
        if (unpaid.equals("1c")) {
            return ChinaTime.midnightAfter(created);
        }
        return created.plus(unpaid.isEmpty() ? LONGEST : span(unpaid));
    }

    /** Returns when receipt counts as confirmed; the merchant's own limit applies to surface post only. */
    public Instant confirmsReceipt(Instant sent, TransportType transport) {
        boolean own = transport == TransportType.POST && !receiptByPost.isEmpty();
        return sent.plus(own ? span(receiptByPost) : transport.receipt());
    }

    /** Returns how far an unshipped trade that was paid then is over its limit; empty if it is not, or the merchant set none. */
    Optional<ShippingDelay> shippingDelay(Instant paid, Instant now) {
        if (isOver(refundSuggested, paid, now)) {
            return Optional.of(ShippingDelay.REFUND_SUGGESTED);
        }
        return isOver(refundAllowed, paid, now) ? Optional.of(ShippingDelay.REFUND_ALLOWED) : Optional.empty();
    }

    private static boolean isOver(String limit, Instant from, Instant now) {
        return !limit.isEmpty() && !now.isBefore(from.plus(span(limit)));
    }

    private static Duration span(String text) {
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
