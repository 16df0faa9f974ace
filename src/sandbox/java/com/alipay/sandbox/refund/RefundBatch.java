package com.alipay.sandbox.refund;

import com.alipay.sandbox.protocol.SignType;
import java.nio.charset.Charset;
import java.util.List;

/**
 * Refunds of instant payments that the gateway has accepted as one batch.
 *
 * @param signType how it was requested; its notification is signed in the same way
 * @param notifyUrl receives the result; empty for no notification
 */
public record RefundBatch(
        String partner, SignType signType, Charset charset, String batchNo, String notifyUrl, List<RefundItem> items) {
    public RefundBatch {
        items = List.copyOf(items);
    }
}
