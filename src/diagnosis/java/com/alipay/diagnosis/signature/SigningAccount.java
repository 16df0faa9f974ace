package com.alipay.diagnosis.signature;

import com.alipay.config.MerchantConfig;
import com.alipay.config.RsaKeys;
import com.alipay.config.SecurityKey;
import java.nio.charset.Charset;
import java.security.PublicKey;
import java.util.Optional;

/**
 * What a merchant signs with, or believes to sign with: nothing here is trimmed or checked, because a stray blank is one of the
 * mistakes looked for. The key never shows.
 *
 * @param name how people tell it from others; the partner, usually
 * @param partner 合作者身份ID as configured
 * @param key 交易安全校验码 as configured
 * @param charset the configured charset, GBK for gb2312
 * @param sign_type {@code MD5} or {@code RSA}
 * @param alipayPublicKey Alipay's public key; empty with MD5
 */
public record SigningAccount(
        String name,
        String partner,
        SecurityKey key,
        Charset charset,
        String sign_type,
        Optional<PublicKey> alipayPublicKey) {

    /** What a partner looks like. */
    public static final String PARTNER = "2088[0-9]{12}";

    /** An account that signs with MD5. */
    public static SigningAccount of(String partner, String key, Charset charset) {
        return new SigningAccount(partner, partner, SecurityKey.of(key), charset, "MD5", Optional.empty());
    }

    /** The account a configuration describes. With RSA its public key is read from the file; a file that cannot be read is no key. */
    public static SigningAccount of(MerchantConfig merchant) {
        return new SigningAccount(
                merchant.partner(),
                merchant.partner(),
                merchant.key(),
                merchant.charset(),
                merchant.sign_type(),
                publicKey(merchant));
    }

    /** The same account in another charset. */
    public SigningAccount in(Charset other) {
        return new SigningAccount(name, partner, key, other, sign_type, alipayPublicKey);
    }

    /** The same account with another way of signing. */
    public SigningAccount signing(String other) {
        return new SigningAccount(name, partner, key, charset, other, alipayPublicKey);
    }

    /** The name for people, unless it may be a key that stands where the partner belongs. */
    String displayName() {
        return name.equals(partner) && !partner.matches(PARTNER) ? "" : name;
    }

    private static Optional<PublicKey> publicKey(MerchantConfig merchant) {
        if (!merchant.sign_type().equals("RSA") || !merchant.canSign()) {
            return Optional.empty();
        }
        return Optional.of(RsaKeys.read(merchant.rsa_private_key(), merchant.alipay_public_key())
                .alipayPublicKey());
    }

    /** Neither the key nor the partner: with the two swapped, the partner is the key. */
    @Override
    public String toString() {
        return "Account[" + charset + ", " + sign_type + "]";
    }
}
