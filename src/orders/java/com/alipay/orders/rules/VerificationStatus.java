package com.alipay.orders.rules;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import com.alipay.protocol.VerificationResult;

/** The result of a verification as the database, the JSON and the pages name it. The codes never change. */
public enum VerificationStatus {
    GENUINE("Genuine"),
    SIGNATURE_DIFFERS("SignatureDiffers"),
    NOT_CONFIRMED("NotConfirmed"),
    GATEWAY_UNREACHABLE("GatewayUnreachable"),
    INCOMPLETE("Incomplete"),
    UNREADABLE("Unreadable");

    private final String code;

    VerificationStatus(String code) {
        this.code = code;
    }

    /** Returns the status of a result. */
    public static VerificationStatus of(VerificationResult result) {
        return result.fold(
                genuine -> GENUINE,
                differs -> SIGNATURE_DIFFERS,
                not -> NOT_CONFIRMED,
                unreachable -> GATEWAY_UNREACHABLE,
                incomplete -> INCOMPLETE,
                unreadable -> UNREADABLE);
    }

    /** Returns the code used in the database and in JSON. */
    public String code() {
        return code;
    }

    /** Returns the label that people read. */
    public Text meaning() {
        return Messages.label(this);
    }
}
