package com.alipay.protocol;

import java.util.List;
import java.util.function.Function;

/**
 * What a message turned out to be. Only {@link Verified} may change an order; for each of the others the merchant's answer is
 * {@code fail}, so that a genuine message comes again.
 *
 * @tutorial 双功能 3.4, 4.2 / 担保 4.4, 5.2
 */
public sealed interface VerificationResult {

    /** Signature and gateway agree: {@code mysign} equals {@code sign} and {@code responseTxt} is {@code true}. */
    record Verified(Notification notice) implements VerificationResult {}

    /** The signature differs: another key or charset, or a changed parameter. Nothing in the message is to be believed. */
    record SignatureMismatch(Notification notice) implements VerificationResult {}

    /** The signature is right, but the gateway did not confirm the {@code notify_id}. */
    record NotifyIdRejected(Notification notice, VerifyResponse answer, String responseTxt)
            implements VerificationResult {}

    /** The signature is right, and the gateway could not be asked. */
    record GatewayUnreachable(Notification notice, String why) implements VerificationResult {}

    /** Something the check needs is missing: a parameter of the message, or the merchant's own configuration. */
    record MissingParameters(Notification notice, List<String> missing) implements VerificationResult {
        public MissingParameters {
            missing = List.copyOf(missing);
        }
    }

    /**
     * No unambiguous message: a repeated name, a spliced value, malformed bytes, too large.
     *
     * @param notice without parameters, because nothing in it can be relied on
     */
    record Malformed(Notification notice, String reason) implements VerificationResult {
        /** Not even a message that could be kept. */
        public Malformed(String reason) {
            this(Notification.NONE, reason);
        }
    }

    /** What the gateway answered instead of {@code true}. */
    enum VerifyResponse {
        /** Unknown, used, or older than one minute. */
        FALSE,
        /** The question was malformed: an empty partner or notify_id. */
        INVALID,
        /** Neither true, false nor invalid: another program answers there, or a proxy. */
        OTHER
    }

    /** The message itself; without parameters when it could not be read. */
    Notification notice();

    /** The verdict in one word. */
    default VerificationStatus status() {
        return fold(
                genuine -> VerificationStatus.GENUINE,
                differs -> VerificationStatus.SIGNATURE_DIFFERS,
                not -> VerificationStatus.NOT_CONFIRMED,
                unreachable -> VerificationStatus.GATEWAY_UNREACHABLE,
                incomplete -> VerificationStatus.INCOMPLETE,
                unreadable -> VerificationStatus.UNREADABLE);
    }

    default boolean isGenuine() {
        return this instanceof Verified;
    }

    /** Whether the signature was computed and matched, whatever the gateway said afterwards. */
    default boolean signatureMatches() {
        return fold(
                genuine -> true, differs -> false, not -> true, unreachable -> true, incomplete -> false, un -> false);
    }

    /** The tutorial's {@code responseTxt}: the gateway's word, or why there is none. */
    default String responseTxt() {
        return fold(
                genuine -> "true",
                differs -> "not asked",
                NotifyIdRejected::responseTxt,
                unreachable -> "no answer: " + unreachable.why(),
                incomplete -> "not asked",
                unreadable -> "not asked");
    }

    /** One sentence for the log: what the message is, and what to look at. */
    default String reason() {
        return status().sentence().replace("{found}", detail());
    }

    /** What the sentence names: the gateway's word, what is missing, why it cannot be read; "" where it names nothing. */
    default String detail() {
        return fold(
                genuine -> "",
                differs -> "",
                NotifyIdRejected::responseTxt,
                GatewayUnreachable::why,
                incomplete -> String.join(", ", incomplete.missing()),
                Malformed::reason);
    }

    /** Answers with the function of the case at hand; a caller has to name all six. */
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
