package com.alipay.sandbox.journal;

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
 * @param error the error code; empty if there is none
 * @param parameter the parameter that the refusal is about; empty if none in particular
 * @param detail what is wrong, in Chinese; empty if nothing is
 * @param cause the usual cause of the refusal, in Chinese; empty if unknown
 * @param remedy what to do, in Chinese; empty if unknown
 * @param section the tutorials' section about the refusal; empty if there is none
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
        String error,
        String parameter,
        String detail,
        String cause,
        String remedy,
        String section) {
    /** Returns whether the signature can be diagnosed: it caused the refusal, and the request is kept. */
    public boolean isExplainable() {
        return error.equals("ILLEGAL_SIGN") && !withheld;
    }

    /** Omits the request, which contains a signature and a buyer's address. */
    @Override
    public String toString() {
        return "LoggedRequest[" + method + " " + path + " " + status + " " + error + "]";
    }
}
