package com.alipay.sandbox.gateway;

import java.util.Optional;

/**
 * Why a request is refused.
 *
 * @param code empty for a problem that concerns only the buyer
 * @param parameter the parameter it is about; empty if none in particular
 * @param detail what is wrong with it, in Chinese
 * @param signature for ILLEGAL_SIGN: the refused request
 */
public record GatewayRefusal(
        Optional<GatewayErrorCode> code, String parameter, String detail, Optional<RejectedSignature> signature) {
    public static GatewayRefusal of(GatewayErrorCode code, String parameter, String detail) {
        return new GatewayRefusal(Optional.of(code), parameter, detail, Optional.empty());
    }

    public static GatewayRefusal ofSignature(String detail, RejectedSignature signature) {
        return new GatewayRefusal(Optional.of(GatewayErrorCode.ILLEGAL_SIGN), "sign", detail, Optional.of(signature));
    }

    /** Returns the refusal of a cashier link or form that was edited after the gateway created it. */
    public static GatewayRefusal tampered() {
        return of(GatewayErrorCode.BUSINESS_DATA_TAMPERED, "", "业务数据被篡改：收银台的表单被修改过");
    }

    /** Returns whether the buyer can correct it on the page. */
    public boolean isForTheBuyer() {
        return code.map(GatewayErrorCode.ILLEGAL_ARGUMENT::equals).orElse(!parameter.isEmpty());
    }

    /** @param parameter the field of the page that it is about; empty if none */
    public static GatewayRefusal withoutCode(String parameter, String detail) {
        return new GatewayRefusal(Optional.empty(), parameter, detail, Optional.empty());
    }
}
