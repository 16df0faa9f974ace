package com.alipay.sandbox.gateway;

import com.alipay.i18n.Text;
import com.alipay.sandbox.text.Texts;
import java.util.Optional;

/**
 * Why a request is refused.
 *
 * @param code empty for a problem that concerns only the buyer
 * @param parameter the parameter it is about; empty if none in particular
 * @param detail what is wrong with it
 * @param signature for ILLEGAL_SIGN: the refused request
 */
public record GatewayRefusal(
        Optional<GatewayErrorCode> code, String parameter, Text detail, Optional<RejectedSignature> signature) {
    public static GatewayRefusal of(GatewayErrorCode code, String parameter, Text detail) {
        return new GatewayRefusal(Optional.of(code), parameter, detail, Optional.empty());
    }

    public static GatewayRefusal ofSignature(Text detail, RejectedSignature signature) {
        return new GatewayRefusal(Optional.of(GatewayErrorCode.ILLEGAL_SIGN), "sign", detail, Optional.of(signature));
    }

    /** Returns the refusal of a cashier link or form that was edited after the gateway created it. */
    public static GatewayRefusal tampered() {
        return of(GatewayErrorCode.BUSINESS_DATA_TAMPERED, "", Texts.of("refusal.tampered"));
    }

    /** Returns whether the buyer can correct it on the page. */
    public boolean isForTheBuyer() {
        return code.map(GatewayErrorCode.ILLEGAL_ARGUMENT::equals).orElse(!parameter.isEmpty());
    }

    /** @param parameter the field of the page that it is about; empty if none */
    public static GatewayRefusal withoutCode(String parameter, Text detail) {
        return new GatewayRefusal(Optional.empty(), parameter, detail, Optional.empty());
    }
}
