package com.alipay.sandbox.merchant;

/**
 * The merchant that every sandbox serves beside the configured ones, so that a payment can be tried without a shop. Its key is
 * published: it stands on the first page and in the examples.
 */
public final class DemoMerchant {
    public static final String PARTNER = "2088000000000090";
    public static final String KEY = "published0demo0key0no0secret0000";
    public static final String SELLER = "demo-seller@example.com";

    /** With the full contract. */
    public static final MerchantAccount ACCOUNT = MerchantAccount.of(PARTNER, KEY, SELLER);

    private DemoMerchant() {}
}
