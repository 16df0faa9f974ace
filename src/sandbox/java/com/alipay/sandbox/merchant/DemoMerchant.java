package com.alipay.sandbox.merchant;

/**
 * The built-in merchant of every sandbox, for payments without a shop. Its key is public: the home page and the examples show it.
 */
public final class DemoMerchant {
    public static final String PARTNER = "2088000000000090";
    public static final String KEY = "published0demo0key0no0secret0000";
    public static final String SELLER = "demo-seller@example.com";

    /** Account with the full contract. */
    public static final MerchantAccount ACCOUNT = MerchantAccount.of(PARTNER, KEY, SELLER);

    private DemoMerchant() {}
}
