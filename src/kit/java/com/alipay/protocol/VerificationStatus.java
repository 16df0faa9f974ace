package com.alipay.protocol;

import java.util.Optional;
import java.util.stream.Stream;

/** The result of a verification in one word, as the database, the JSON and the log name it. The codes never change. */
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

    /** The word that is stored and answered. */
    public String code() {
        return code;
    }

    /** What a merchant calls it, in Chinese. */
    public String meaning() {
        return meaning;
    }

    /** One sentence for the log: what the message is, and what to look at; {@code {found}} stands for {@link VerificationResult#detail()}. */
    public String sentence() {
        return sentence;
    }

    /** The status of this code; empty for another word, such as one that a later version stored. */
    public static Optional<VerificationStatus> of(String code) {
        return Stream.of(values()).filter(status -> status.code.equals(code)).findFirst();
    }
}
