package com.alipay.sandbox.merchant;

import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.RsaVerifier;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.protocol.Verifier;
import java.nio.charset.Charset;
import java.security.PublicKey;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A merchant that the sandbox serves.
 *
 * @param partner partner id: 2088 and 12 digits
 * @param key security key for MD5; empty for a merchant with an RSA key only. Never shown, not even by {@link #toString}
 * @param seller account that receives the money and is bound to the contract; the terms may list others
 * @param contract what the merchant may call
 * @param rsaKey the public key that verifies its requests with {@code sign_type=RSA}
 * @param charset the charset of its requests that name none, and of their responses; empty for GBK, Alipay's default
 */
public record MerchantAccount(
        String partner,
        String key,
        Account seller,
        Contract contract,
        Optional<PublicKey> rsaKey,
        Optional<Charset> charset) {
    public MerchantAccount {
        if (!partner.matches("2088\\d{12}")) {
            throw new IllegalArgumentException("partner (" + partner + ") must be 2088 and 12 digits");
        }
        if (!key.equals(key.strip()) || key.isEmpty() && rsaKey.isEmpty()) {
            throw new IllegalArgumentException("key is empty or has blanks around it: copy it again without them");
        }
    }

    /** Returns a merchant with the full contract, whose partner id is the user id of its seller, as at the real Alipay. */
    public static MerchantAccount of(String partner, String key, String sellerEmail) {
        return of(partner, key, sellerEmail, partner);
    }

    /** Returns a merchant with the full contract, whose seller is another account than the one that signed. */
    public static MerchantAccount of(String partner, String key, String sellerEmail, String sellerId) {
        return new MerchantAccount(
                partner, key, new Account(sellerEmail, sellerId), Contract.full(), Optional.empty(), Optional.empty());
    }

    public MerchantAccount withContract(Contract other) {
        return new MerchantAccount(partner, key, seller, other, rsaKey, charset);
    }

    public MerchantAccount withRsaKey(PublicKey publicKey) {
        return new MerchantAccount(partner, key, seller, contract, Optional.of(publicKey), charset);
    }

    /** Sets the charset of requests without {@code _input_charset}. */
    public MerchantAccount withCharset(Charset other) {
        return new MerchantAccount(partner, key, seller, contract, rsaKey, Optional.of(other));
    }

    /** Returns the charset of a request that names none. */
    public Charset usualCharset() {
        return charset.orElse(Charsets.GBK);
    }

    /** Returns the verifier for this merchant's signatures of that type; empty if it has no such key. */
    public Optional<Verifier> verifier(SignType type) {
        return switch (type) {
            case MD5 -> key.isEmpty() ? Optional.empty() : Optional.of(new Md5Signer(key));
            case RSA -> rsaKey.map(RsaVerifier::new);
        };
    }

    /** Returns the sign_type of responses to unsigned calls. */
    public SignType usualSignType() {
        return key.isEmpty() ? SignType.RSA : SignType.MD5;
    }

    /** Returns the accounts that may receive the money; the first is the default. */
    public Stream<Account> sellers() {
        return Stream.concat(
                Stream.of(seller), contract.terms().otherSellers().stream().sorted(Comparator.comparing(Account::id)));
    }

    @Override
    public String toString() {
        return "MerchantAccount[partner=" + partner + ", key=…, seller=" + seller + ", contract=" + contract
                + ", rsaKey=" + (rsaKey.isPresent() ? "…" : "none") + ", charset=" + usualCharset() + "]";
    }
}
