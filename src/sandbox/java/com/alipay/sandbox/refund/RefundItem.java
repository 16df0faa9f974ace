package com.alipay.sandbox.refund;

import java.math.BigDecimal;

/**
 * One line of a batch.
 *
 * @param amount yuan
 * @param royalty whether it also asks for a share back that was paid on to somebody else; no trade here has one
 */
public record RefundItem(String tradeNo, BigDecimal amount, String reason, boolean royalty) {}
