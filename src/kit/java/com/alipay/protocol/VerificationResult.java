package com.alipay.protocol;

import java.util.List;
import java.util.function.Function;

/**
 * The result of verifying a message. Only {@link Verified} may change an order. For every other result the merchant answers
 * {@code fail}, so that a genuine message is sent again.
 *
 * @tutorial 双功能 3.4, 4.2 / 担保 4.4, 5.2
 */
public sealed interface VerificationResult {

    /** Signature and gateway agree: {@code mysign} equals {@code sign} and {@code responseTxt} is {@code true}. */
    record Verified(Notification notification) implements VerificationResult {}

    /** The signature differs: another key or charset, or a changed parameter. No content of the message is trustworthy. */
    record SignatureMismatch(Notification notification) implements VerificationResult {}

    /** The signature is valid, but the gateway did not confirm the {@code notify_id}. */
    record NotifyIdRejected(Notification notification, VerifyResponse answer, String responseTxt)
            implements VerificationResult {}

    /** The signature is valid, and the gateway could not be asked. */
    record GatewayUnreachable(Notification notification, String why) implements VerificationResult {}

    /** Something required is missing: a parameter of the message, or the merchant's own configuration. */
    record MissingParameters(Notification notification, List<String> missing) implements VerificationResult {
        public MissingParameters {
            missing = List.copyOf(missing);
        }
    }

    /**
     * The message is ambiguous or unreadable: a repeated name, a parameter inside a value, malformed bytes, too large.
     *
     * @param notification without parameters, because none of them is reliable
     */
    record Malformed(Notification notification, String reason) implements VerificationResult {}

    /** What the gateway answered instead of {@code true}. */
    enum VerifyResponse {
        /** The id is unknown, used, or older than one minute. */
        FALSE,
        /** The call was malformed: an empty partner or notify_id. */
        INVALID,
        /** Neither true, false nor invalid: another program or a proxy responded. */
        OTHER
    }

    /** Returns the message; without parameters when it could not be read. */
    Notification notification();

    default boolean isGenuine() {
        return this instanceof Verified;
    }

    /** Returns whether the signature was computed and matched, whatever the gateway responded afterwards. */
    default boolean signatureMatches() {
        return isGenuine() || this instanceof NotifyIdRejected || this instanceof GatewayUnreachable;
    }

    /** Returns the tutorial's {@code responseTxt}: the gateway's word, or why there is none. */
    default String responseTxt() {
        return isGenuine() ? "true" : this instanceof GatewayUnreachable it ? "no answer: " + it.why() : "not asked";
    }

    /** Returns one sentence for the log: what the message is, and what to check. */
    default String reason() {
        return fold(
                genuine -> "genuine",
                differs -> "the signature differs: compare key, charset and parameters (双功能 4.2 / 担保 5.2)",
                not -> "the gateway did not confirm notify_id (" + not.responseTxt()
                        + "): check partner, and whether the message is older than a minute",
                unreachable -> "the gateway could not be asked: " + unreachable.why(),
                incomplete -> "missing: " + String.join(", ", incomplete.missing()),
                Malformed::reason);
    }

    /** Applies the function of the actual case; a caller has to supply all six. */
    default <R> R fold(
            Function<Verified, R> genuine,
            Function<SignatureMismatch, R> differs,
            Function<NotifyIdRejected, R> notConfirmed,
            Function<GatewayUnreachable, R> unreachable,
            Function<MissingParameters, R> incomplete,
            Function<Malformed, R> unreadable) {
        if (this instanceof Verified it) {
            return genuine.apply(it);
        }
        if (this instanceof SignatureMismatch it) {
            return differs.apply(it);
        }
        if (this instanceof NotifyIdRejected it) {
            return notConfirmed.apply(it);
        }
        if (this instanceof GatewayUnreachable it) {
            return unreachable.apply(it);
        }
        if (this instanceof MissingParameters it) {
            return incomplete.apply(it);
        }
        return unreadable.apply((Malformed) this);
    }
}
