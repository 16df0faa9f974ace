package com.alipay.sandbox.refund;

import java.nio.charset.Charset;
import java.util.List;

/**
 * Refunds of instant payments that the gateway has accepted together.
 *
 * @param notifyUrl who is told how it went; empty if nobody
 */
public record RefundBatch(String partner, Charset charset, String batchNo, String notifyUrl, List<RefundItem> items) {
    public RefundBatch {
        items = List.copyOf(items);
    }
}
