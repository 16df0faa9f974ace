package com.alipay.protocol;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
    record Malformed(Notification notification, String reason) implements VerificationResult {
        /** Reports a message of which nothing can be stored. */
        public Malformed(String reason) {
            this(Notification.NONE, reason);
        }
    }

    /** What the gateway answered instead of {@code true}. */
    enum VerifyResponse {
        /** The id is unknown, used, or older than one minute. */
        FALSE,
        /** The call was malformed: an empty partner or notify_id. */
        INVALID,
        /** Neither true, false nor invalid: another program or a proxy responded. */
        OTHER
    }

    /** The result of a verification as the database, the JSON and the log name it. The codes never change. */
    enum VerificationStatus {
        GENUINE("Genuine", "genuine"),
        SIGNATURE_DIFFERS(
                "SignatureDiffers", "the signature differs: compare key, charset and parameters (双功能 4.2 / 担保 5.2)"),
        NOT_CONFIRMED(
                "NotConfirmed",
                "the gateway did not confirm notify_id ({found}): check partner, and whether the message is older than a minute"),
        GATEWAY_UNREACHABLE("GatewayUnreachable", "the gateway could not be asked: {found}"),
        INCOMPLETE("Incomplete", "missing: {found}"),
        UNREADABLE("Unreadable", "unreadable: {found}");

        private final String code;
        private final String sentence;

        VerificationStatus(String code, String sentence) {
            this.code = code;
            this.sentence = sentence;
        }

        /** Returns the code used in the database and in JSON. */
        public String code() {
            return code;
        }

        /** Returns the label that people read. */
        public Text meaning() {
            return Messages.label(this);
        }

        /**
         * Returns one sentence for the log: what the message is, and what to check; {@code {found}} stands for
         * {@link VerificationResult#detail()}.
         */
        public String sentence() {
            return sentence;
        }

        /** Returns the status of this code; empty for an unknown one, such as one that a later version stored. */
        public static Optional<VerificationStatus> of(String code) {
            return Stream.of(values())
                    .filter(status -> status.code.equals(code))
                    .findFirst();
        }
    }

    /** Returns the message; without parameters when it could not be read. */
    Notification notification();

    /** Returns the result as a status. */
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

    /** Returns whether the signature was computed and matched, whatever the gateway responded afterwards. */
    default boolean signatureMatches() {
        return fold(
                genuine -> true, differs -> false, not -> true, unreachable -> true, incomplete -> false, un -> false);
    }

    /** Returns the tutorial's {@code responseTxt}: the gateway's word, or why there is none. */
    default String responseTxt() {
        return fold(
                genuine -> "true",
                differs -> "not asked",
                NotifyIdRejected::responseTxt,
                unreachable -> "no answer: " + unreachable.why(),
                incomplete -> "not asked",
                unreadable -> "not asked");
    }

    /** Returns one sentence for the log: what the message is, and what to check. */
    default String reason() {
        return status().sentence().replace("{found}", detail());
    }

    /**
     * Returns the variable part of the sentence: the gateway's word, what is missing, why it cannot be read; "" if there is none.
     */
    default String detail() {
        return fold(
                genuine -> "",
                differs -> "",
                NotifyIdRejected::responseTxt,
                GatewayUnreachable::why,
                incomplete -> String.join(", ", incomplete.missing()),
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
