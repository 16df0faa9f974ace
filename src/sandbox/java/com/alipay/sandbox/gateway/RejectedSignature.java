package com.alipay.sandbox.gateway;

import com.alipay.sandbox.http.HttpRequest;

/**
 * A request whose signature was rejected.
 *
 * @param partner the partner whose signature was expected
 * @param signedText the text that the gateway built from the request, without the key
 */
public record RejectedSignature(String partner, String signedText, HttpRequest call) {
    /** Omits the request, which contains a signature and a buyer's address. */
    @Override
    public String toString() {
        return "RejectedSignature[partner=" + partner + "]";
    }
}
