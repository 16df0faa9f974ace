package com.alipay.sandbox.gateway;

import com.alipay.sandbox.http.HttpRequest;

/**
 * A request whose signature was refused.
 *
 * @param partner whose it should be
 * @param signedText the text this side built from what arrived, without the key behind it
 */
public record RejectedSignature(String partner, String signedText, HttpRequest call) {
    /** Without the request, which holds a signature and a buyer's address. */
    @Override
    public String toString() {
        return "RejectedSignature[partner=" + partner + "]";
    }
}
