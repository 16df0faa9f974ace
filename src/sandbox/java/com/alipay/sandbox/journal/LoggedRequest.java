package com.alipay.sandbox.journal;

import com.alipay.i18n.Text;
import com.alipay.sandbox.gateway.GatewayErrorCode;
import java.util.Optional;

/**
 * A request that reached the sandbox, and its response. Contains no security key. Compares by identity, as arrays do.
 *
 * @param path the whole path of its address
 * @param service the parameter of that name; empty if absent, as are the next three
 * @param query as received; empty if {@link #withheld}
 * @param body the form as received; empty if {@link #withheld}
 * @param withheld whether query and body are not kept: too long, or they contain a security key
 * @param outcome the response besides its status: a word, or the redirect address; may be empty
 * @param refused whether it was refused, or a notify_id not confirmed
 * @param code the error code; empty if there is none
 * @param parameter the parameter that the refusal is about; empty if none in particular
 * @param detail what is wrong; {@link Text#NONE} if nothing is
 */
public record LoggedRequest(
        RequestKind kind,
        String method,
        String path,
        String service,
        String partner,
        String outTradeNo,
        String tradeNo,
        byte[] query,
        byte[] body,
        boolean withheld,
        int status,
        String outcome,
        boolean refused,
        Optional<GatewayErrorCode> code,
        String parameter,
        Text detail) {
    /** Returns whether the signature can be diagnosed: it caused the refusal, and the request is kept. */
    public boolean isExplainable() {
        return code.equals(Optional.of(GatewayErrorCode.ILLEGAL_SIGN)) && !withheld;
    }

    /** Returns the name of the error code; empty if there is none. */
    public String error() {
        return code.map(Enum::name).orElse("");
    }

    /** Omits the request, which contains a signature and a buyer's address. */
    @Override
    public String toString() {
        return "LoggedRequest[" + method + " " + path + " " + status + " " + error() + "]";
    }
}
