package com.alipay.diagnosis.signature;

import com.alipay.config.MerchantConfig;
import com.alipay.config.MerchantConfig.SecurityKey;
import com.alipay.config.RsaKeys;
import java.nio.charset.Charset;
import java.security.PublicKey;
import java.util.Optional;

/**
 * The credentials a merchant signs with, exactly as configured: nothing is trimmed or validated, because a stray blank is one of
 * the mistakes to detect. {@code toString} never shows the key.
 *
 * @param name a display name, usually the partner
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

    /** Format of a partner number. */
    public static final String PARTNER = "2088[0-9]{12}";

    /** Creates an account that signs with MD5. */
    public static SigningAccount of(String partner, String key, Charset charset) {
        return new SigningAccount(partner, partner, new SecurityKey(key), charset, "MD5", Optional.empty());
    }

    /** Creates the account of a configuration. With RSA, Alipay's public key is read from its file; empty if that fails. */
    public static SigningAccount of(MerchantConfig merchant) {
        return new SigningAccount(
                merchant.partner(),
                merchant.partner(),
                merchant.key(),
                merchant.charset(),
                merchant.sign_type(),
                publicKey(merchant));
    }

    /** Returns the same account with another charset. */
    public SigningAccount in(Charset other) {
        return new SigningAccount(name, partner, key, other, sign_type, alipayPublicKey);
    }

    /** Returns the same account with another {@code sign_type}. */
    public SigningAccount signing(String other) {
        return new SigningAccount(name, partner, key, charset, other, alipayPublicKey);
    }

    /** Returns the display name; "" if it may be a key entered in the partner field. */
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

    /** Omits key and partner: if the two are swapped, the partner is the key. */
    @Override
    public String toString() {
        return "Account[" + charset + ", " + sign_type + "]";
    }
}
