package com.alipay.sandbox.trade;

/** The two sides of a trade. */
public enum Role {
    BUYER,
    SELLER
}
