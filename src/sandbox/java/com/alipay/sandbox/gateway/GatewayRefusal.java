package com.alipay.sandbox.gateway;

import java.util.Optional;

/**
 * Why a request is refused.
 *
 * @param code empty for what concerns the buyer alone
 * @param parameter which parameter, empty if none in particular
 * @param detail what is wrong with it, in Chinese
 * @param signature for ILLEGAL_SIGN: what was refused
 */
public record GatewayRefusal(
        Optional<GatewayErrorCode> code, String parameter, String detail, Optional<RejectedSignature> signature) {
    public static GatewayRefusal of(GatewayErrorCode code, String parameter, String detail) {
        return new GatewayRefusal(Optional.of(code), parameter, detail, Optional.empty());
    }

    public static GatewayRefusal ofSignature(String detail, RejectedSignature signature) {
        return new GatewayRefusal(Optional.of(GatewayErrorCode.ILLEGAL_SIGN), "sign", detail, Optional.of(signature));
    }

    /** Cashier link or form edited after the gateway made it. */
    public static GatewayRefusal tampered() {
        return of(GatewayErrorCode.BUSINESS_DATA_TAMPERED, "", "业务数据被篡改：收银台的表单被修改过");
    }

    /** Whether whoever filled in the page can mend it there. */
    public boolean isForTheBuyer() {
        return code.map(GatewayErrorCode.ILLEGAL_ARGUMENT::equals).orElse(!parameter.isEmpty());
    }

    /** @param parameter the field of the page that it is about; empty if none */
    public static GatewayRefusal withoutCode(String parameter, String detail) {
        return new GatewayRefusal(Optional.empty(), parameter, detail, Optional.empty());
    }
}
