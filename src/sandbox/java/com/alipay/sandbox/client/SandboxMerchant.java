package com.alipay.sandbox.client;

import com.alipay.sandbox.merchant.DemoMerchant;
import com.alipay.sandbox.merchant.MerchantAccount;

/** A merchant with the full contract, as the shop's own settings name it. */
public final class SandboxMerchant {
    private final MerchantAccount account;

    private SandboxMerchant(MerchantAccount account) {
        this.account = account;
    }

    /**
     * Returns a merchant.
     *
     * @param partner 2088 and 12 digits
     * @param key the MD5 security key, any text
     * @throws IllegalArgumentException a value is not of that form
     */
    public static SandboxMerchant of(String partner, String key, String sellerEmail) {
        return new SandboxMerchant(MerchantAccount.of(partner, key, sellerEmail));
    }

    /** Returns the built-in merchant, which every sandbox serves. */
    public static SandboxMerchant demo() {
        return new SandboxMerchant(DemoMerchant.ACCOUNT);
    }

    /** Returns the same merchant with the advanced instant contract: an instant payment can be refunded for three months. */
    public SandboxMerchant withAdvancedInstant() {
        return new SandboxMerchant(account.withContract(account.contract().withAdvancedInstant()));
    }

    public String partner() {
        return account.partner();
    }

    public String key() {
        return account.key();
    }

    public String sellerEmail() {
        return account.seller().email();
    }

    MerchantAccount account() {
        return account;
    }

    /** Returns the merchant without its key. */
    @Override
    public String toString() {
        return account.toString();
    }
}
