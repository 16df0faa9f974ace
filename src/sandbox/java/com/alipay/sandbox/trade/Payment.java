package com.alipay.sandbox.trade;

/**
 * The buyer's choices at the cashier.
 *
 * @param bank the bank that a buyer without an account pays through; empty for a member, who pays from the balance
 */
public record Payment(PaymentMode mode, ShippingOption group, Receiver receiver, String bank) {}
