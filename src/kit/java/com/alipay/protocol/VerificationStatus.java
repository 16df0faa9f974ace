package com.alipay.protocol;

import java.util.Optional;
import java.util.stream.Stream;

/** The result of a verification as the database, the JSON and the log name it. The codes never change. */
public enum VerificationStatus {
    GENUINE("Genuine", "真实", "genuine"),
    SIGNATURE_DIFFERS(
            "SignatureDiffers",
            "签名不一致",
            "the signature differs: compare key, charset and parameters (双功能 4.2 / 担保 5.2)"),
    NOT_CONFIRMED(
            "NotConfirmed",
            "支付宝没有确认",
            "the gateway did not confirm notify_id ({found}): check partner, and whether the message is older than a minute"),
    GATEWAY_UNREACHABLE("GatewayUnreachable", "没能向支付宝确认", "the gateway could not be asked: {found}"),
    INCOMPLETE("Incomplete", "缺少参数", "missing: {found}"),
    UNREADABLE("Unreadable", "读不出来", "unreadable: {found}");

    private final String code;
    private final String meaning;
    private final String sentence;

    VerificationStatus(String code, String meaning, String sentence) {
        this.code = code;
        this.meaning = meaning;
        this.sentence = sentence;
    }

    /** Returns the code used in the database and in JSON. */
    public String code() {
        return code;
    }

    /** Returns the display name in Chinese. */
    public String meaning() {
        return meaning;
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
        return Stream.of(values()).filter(status -> status.code.equals(code)).findFirst();
    }
}
