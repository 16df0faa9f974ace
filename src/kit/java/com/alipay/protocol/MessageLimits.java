package com.alipay.protocol;

import java.util.Arrays;
import java.util.Optional;

/**
 * Limits the unsigned part of a message, so that one genuine message cannot be enlarged: by a long signature, parameters without
 * a value, needless escapes, or empty fields between two {@code &}.
 */
public final class MessageLimits {
    /** The signature of a 4,096-bit RSA key has 684 characters, an MD5 signature 32. */
    private static final int LONGEST_SIGN = 1024;

    private static final int LONGEST_SIGN_TYPE = 16;

    /** Maximum bytes per signed byte: {@code %41}. */
    private static final int ESCAPED = 3;

    /** Additional bytes allowed: the signature, and names without a value. */
    private static final int MOST_UNSIGNED = 4 * 1024;

    private MessageLimits() {}

    /** Returns which limit this message exceeds; empty if none. */
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

    /** Returns the beginning of a message that exceeds a limit, enough for diagnosis. */
    public static RawMessage beginning(Notification notice) {
        RawMessage whole = notice.delivery().orElseThrow();
        return whole.with(Arrays.copyOf(whole.raw(), Math.min(whole.raw().length, MOST_UNSIGNED)));
    }
}
