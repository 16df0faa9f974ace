package com.alipay.sandbox.explain;

import com.alipay.config.SecurityKey;
import com.alipay.diagnosis.Account;
import com.alipay.diagnosis.Secrets;
import com.alipay.sandbox.account.MerchantAccount;
import com.alipay.sandbox.account.Merchants;
import com.alipay.sandbox.wire.Charsets;
import com.alipay.sandbox.wire.Parameters;
import com.alipay.sandbox.wire.SignType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** This sandbox's merchants as the doctor knows them. */
record Shops(Merchants merchants, PublicKey alipays) implements KnownAccounts {
    @Override
    public Account account(InquiryForm form, Kind kind, Parameters params) {
        String asked = form.get("partner").isEmpty() ? params.get("partner") : form.get("partner");
        List<MerchantAccount> all = merchants.all();
        String partner = asked.isEmpty() && all.size() == 1 ? all.get(0).partner() : asked;
        if (merchants.find(partner).isEmpty()) {
            throw new BadInquiry(
                    "key is missing: give it, or as partner one of this sandbox's merchants",
                    "不知道用哪个安全校验码：请填写 key，或选择本沙箱的一个商户");
        }
        return account(partner, kind, params, form.get("charset"), form.get("sign_type"));
    }

    /**
     * The account of one of them.
     *
     * @param charset {@code utf-8}, {@code gbk}, or "" for what the message says
     * @param signType {@code MD5}, {@code RSA}, or "" for what the message says
     */
    Account account(String partner, Kind kind, Parameters params, String charset, String signType) {
        MerchantAccount merchant = merchants.of(partner);
        SignType type = SignType.named(signType.isEmpty() ? params.get("sign_type") : signType)
                .filter(it -> merchant.verifier(it).isPresent())
                .orElse(merchant.usualSignType());
        return new Account(
                partner,
                partner,
                SecurityKey.of(merchant.key()),
                charset(charset, kind, params),
                type.name(),
                kind == Kind.REQUEST ? merchant.rsaKey() : Optional.of(alipays));
    }

    /**
     * The charset of that name; otherwise the one a request names, wherever it does, and GBK for a request that names none.
     *
     * @throws BadInquiry nobody knows it
     */
    static Charset charset(String name, Kind kind, Parameters params) {
        if (name.isEmpty()) {
            return Charsets.named(params.get("_input_charset"))
                    .orElse(kind == Kind.REQUEST ? Charsets.GBK : StandardCharsets.UTF_8);
        }
        return Charsets.named(name)
                .orElseThrow(() -> new BadInquiry("charset (" + name + ") must be utf-8 or gbk", "编码只能是 utf-8 或 gbk"));
    }

    @Override
    public List<Account> others(String partner) {
        return merchants.all().stream()
                .filter(merchant ->
                        !merchant.partner().equals(partner) && !merchant.key().isEmpty())
                .map(merchant -> Account.of(merchant.partner(), merchant.key(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Every key of this sandbox, and some more. */
    Secrets secrets(String... more) {
        return Secrets.of(Stream.concat(merchants.all().stream().map(MerchantAccount::key), Stream.of(more))
                .toList());
    }
}
