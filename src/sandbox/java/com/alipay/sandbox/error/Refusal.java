package com.alipay.sandbox.error;

import java.util.Optional;

/**
 * Why a request is refused.
 *
 * @param code empty for what concerns the buyer alone
 * @param parameter which parameter, empty if none in particular
 * @param detail what is wrong with it, in Chinese
 * @param signature for ILLEGAL_SIGN: what was refused
 */
public record Refusal(Optional<ErrorCode> code, String parameter, String detail, Optional<BadSignature> signature) {
    public static Refusal of(ErrorCode code, String parameter, String detail) {
        return new Refusal(Optional.of(code), parameter, detail, Optional.empty());
    }

    public static Refusal ofSignature(String detail, BadSignature signature) {
        return new Refusal(Optional.of(ErrorCode.ILLEGAL_SIGN), "sign", detail, Optional.of(signature));
    }

    /** Cashier link or form edited after the gateway made it. */
    public static Refusal tampered() {
        return of(ErrorCode.BUSINESS_DATA_TAMPERED, "", "业务数据被篡改：收银台的表单被修改过");
    }

    /** Whether whoever filled in the page can mend it there. */
    public boolean isForTheBuyer() {
        return code.map(ErrorCode.ILLEGAL_ARGUMENT::equals).orElse(!parameter.isEmpty());
    }

    /** @param parameter the field of the page that it is about; empty if none */
    public static Refusal withoutCode(String parameter, String detail) {
        return new Refusal(Optional.empty(), parameter, detail, Optional.empty());
    }
}
