package com.alipay.sandbox.account;

/**
 * The merchant this sandbox serves.
 *
 * @param partner partner id: 2088 and 12 digits
 * @param key security key for MD5; never shown, not even by {@link #toString}
 * @param seller account that receives the money and is bound to the contract
 * @param contract what the merchant may call
 */
public record MerchantAccount(String partner, String key, Account seller, Contract contract) {
    public MerchantAccount {
        if (!partner.matches("2088\\d{12}")) {
            throw new IllegalArgumentException("partner (" + partner + ") must be 2088 and 12 digits");
        }
        if (!key.equals(key.strip()) || key.isEmpty()) {
            throw new IllegalArgumentException("key is empty or has blanks around it: copy it again without them");
        }
    }

    /** A merchant with the full contract. */
    public static MerchantAccount of(String partner, String key, String sellerEmail, String sellerId) {
        return new MerchantAccount(partner, key, new Account(sellerEmail, sellerId), Contract.full());
    }

    public MerchantAccount withContract(Contract other) {
        return new MerchantAccount(partner, key, seller, other);
    }

    /** First and last two characters of the key with its length, e.g. {@code a0…7f (32)}: enough to tell two keys apart. */
    public String keyHint() {
        return key.length() < 8
                ? "… (" + key.length() + ")"
                : key.substring(0, 2) + "…" + key.substring(key.length() - 2) + " (" + key.length() + ")";
    }

    @Override
    public String toString() {
        return "MerchantAccount[partner=" + partner + ", key=…, seller=" + seller + ", contract=" + contract + "]";
    }
}
