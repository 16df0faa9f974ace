package com.alipay.sandbox.trade;

/**
 * What a buyer decides at the cashier.
 *
 * @param bank the bank that somebody without an account pays through; empty for a member, whose balance pays
 */
public record Payment(PaymentMode mode, ShippingOption group, Receiver receiver, String bank) {}
