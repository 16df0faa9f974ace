package com.alipay.protocol;

import java.util.Arrays;
import java.util.Optional;

/**
 * Limits what a message may carry that is not signed, so that nobody who has one genuine message makes a large one of it: a long
 * signature, parameters without a value, characters escaped that need not be, or nothing between two {@code &}.
 */
public final class MessageLimits {
    /** That of an RSA key of 4,096 bits has 684 characters, an MD5 one 32. */
    private static final int LONGEST_SIGN = 1024;

    private static final int LONGEST_SIGN_TYPE = 16;

    /** How many bytes one signed byte has at the most: {@code %41}. */
    private static final int ESCAPED = 3;

    /** How many bytes more a message may have: the signature, and the names that came without a value. */
    private static final int MOST_UNSIGNED = 4 * 1024;

    private MessageLimits() {}

    /** Which limit this message exceeds; empty if none. */
    public static Optional<String> exceeded(Notification notice, byte[] signedText) {
        int sign = notice.text("sign").length();
        if (sign > LONGEST_SIGN) {
            return Optional.of("sign has " + sign + " characters, more than " + LONGEST_SIGN);
        }
        int type = notice.text("sign_type").length();
        if (type > LONGEST_SIGN_TYPE) {
            return Optional.of("sign_type has " + type + " characters, more than " + LONGEST_SIGN_TYPE);
        }
        int most = ESCAPED * signedText.length + MOST_UNSIGNED;
        int bytes = notice.delivery().orElseThrow().raw().length;
        return bytes > most
                ? Optional.of(bytes + " bytes, more than " + most + " for what is signed of them")
                : Optional.empty();
    }

    /** The beginning of a message that exceeds a limit: enough to see what it was. */
    public static RawMessage beginning(Notification notice) {
        RawMessage whole = notice.delivery().orElseThrow();
        return whole.with(Arrays.copyOf(whole.raw(), Math.min(whole.raw().length, MOST_UNSIGNED)));
    }
}
