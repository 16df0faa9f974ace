package com.alipay.sandbox.refund;

import java.math.BigDecimal;

/**
 * One line of a batch.
 *
 * @param amount yuan
 * @param royalty whether it also claims back a share that was paid to somebody else; no trade here has one
 */
public record RefundItem(String tradeNo, BigDecimal amount, String reason, boolean royalty) {}
