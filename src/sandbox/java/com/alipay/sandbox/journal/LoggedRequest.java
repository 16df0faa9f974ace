package com.alipay.sandbox.journal;

/**
 * A request that reached the sandbox, and how it was answered. No security key is in it. Compares by identity, as arrays do.
 *
 * @param path the whole path of its address
 * @param service the parameter of that name; empty if it was not sent, as the three that follow
 * @param query as it travelled; empty if it is {@link #withheld}
 * @param body the form as it travelled; empty if it is {@link #withheld}
 * @param withheld whether query and body are not kept: they are long, or a security key is in them
 * @param outcome what it was answered beside the status: a word, or where the browser was sent; may be empty
 * @param refused whether it was refused, or a notify_id not confirmed
 * @param error the code of the refusal; empty if there is none
 * @param parameter which parameter the refusal is about; empty if none in particular
 * @param detail what is wrong, in Chinese; empty if nothing is
 * @param cause what usually causes the refusal, in Chinese; empty if nothing is known
 * @param remedy what to do, in Chinese; empty if nothing is known
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
    /** Whether the signature can be examined: it is what was refused, and the request is kept. */
    public boolean isExplainable() {
        return error.equals("ILLEGAL_SIGN") && !withheld;
    }

    /** Without the request, which holds a signature and a buyer's address. */
    @Override
    public String toString() {
        return "LoggedRequest[" + method + " " + path + " " + status + " " + error + "]";
    }
}
