package com.alipay.trade;

import java.util.Optional;
import java.util.stream.Stream;

/** The result of a verification in one word, as the database, the JSON and the log name it. The codes never change. */
public enum VerificationStatus {
    GENUINE("Genuine", "真实"),
    SIGNATURE_DIFFERS("SignatureDiffers", "签名不一致"),
    NOT_CONFIRMED("NotConfirmed", "支付宝没有确认"),
    GATEWAY_UNREACHABLE("GatewayUnreachable", "没能向支付宝确认"),
    INCOMPLETE("Incomplete", "缺少参数"),
    UNREADABLE("Unreadable", "读不出来");

    private final String code;
    private final String meaning;

    VerificationStatus(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The word that is stored and answered. */
    public String code() {
        return code;
    }

    /** What a merchant calls it, in Chinese. */
    public String meaning() {
        return meaning;
    }

    /** The status of this code; empty for another word, such as one that a later version stored. */
    public static Optional<VerificationStatus> of(String code) {
        return Stream.of(values()).filter(status -> status.code.equals(code)).findFirst();
    }
}
