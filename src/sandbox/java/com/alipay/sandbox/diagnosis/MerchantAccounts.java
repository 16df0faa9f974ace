package com.alipay.sandbox.diagnosis;

import com.alipay.config.MerchantConfig.SecurityKey;
import com.alipay.diagnosis.SecretMasker;
import com.alipay.diagnosis.signature.SigningAccount;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.text.InvalidValueException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Signing accounts of this sandbox's merchants. */
public record MerchantAccounts(Merchants merchants, PublicKey alipays) implements AccountLookup {
    @Override
    public SigningAccount account(DiagnosisRequestParser form, MessageType kind, Parameters params) {
        String asked = form.get("partner").isEmpty() ? params.get("partner") : form.get("partner");
        List<MerchantAccount> all = merchants.all();
        String partner = asked.isEmpty() && all.size() == 1 ? all.get(0).partner() : asked;
        if (merchants.find(partner).isEmpty()) {
            throw new InvalidValueException("value.key-missing");
        }
        return account(partner, kind, params, form.get("charset"), form.get("sign_type"));
    }

    /**
     * Returns the account of one merchant.
     *
     * @param charset {@code utf-8}, {@code gbk}, or "" for the one in the message
     * @param signType {@code MD5}, {@code RSA}, or "" for the one in the message
     */
    SigningAccount account(String partner, MessageType kind, Parameters params, String charset, String signType) {
        MerchantAccount merchant = merchants.of(partner);
        SignType type = SignType.named(signType.isEmpty() ? params.get("sign_type") : signType)
                .filter(it -> merchant.verifier(it).isPresent())
                .orElse(merchant.usualSignType());
        return new SigningAccount(
                partner,
                partner,
                new SecurityKey(merchant.key()),
                charset(charset, kind, params),
                type.name(),
                kind == MessageType.REQUEST ? merchant.rsaKey() : Optional.of(alipays));
    }

    /**
     * Returns the charset of that name; without a name the one that the message names, by default GBK for a request and UTF-8
     * otherwise.
     *
     * @throws InvalidValueException the charset is unknown
     */
    static Charset charset(String name, MessageType kind, Parameters params) {
        if (name.isEmpty()) {
            return Charsets.named(params.get("_input_charset"))
                    .orElse(kind == MessageType.REQUEST ? Charsets.GBK : StandardCharsets.UTF_8);
        }
        return Charsets.named(name).orElseThrow(() -> new InvalidValueException("value.charset", name));
    }

    @Override
    public List<SigningAccount> others(String partner) {
        return merchants.all().stream()
                .filter(merchant ->
                        !merchant.partner().equals(partner) && !merchant.key().isEmpty())
                .map(merchant -> SigningAccount.of(merchant.partner(), merchant.key(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Returns a masker for every key of this sandbox, and some more. */
    public SecretMasker secrets(String... more) {
        return SecretMasker.of(Stream.concat(merchants.all().stream().map(MerchantAccount::key), Stream.of(more))
                .toList());
    }
}
