package com.alipay.sandbox.account;

import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** The merchants of this sandbox, at least one, each with a partner id of its own. */
public record Merchants(List<MerchantAccount> all) {
    public Merchants {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no merchant: a sandbox serves at least one");
        }
        Set<String> partners = new HashSet<>();
        for (MerchantAccount merchant : all) {
            if (!partners.add(merchant.partner())) {
                throw new IllegalArgumentException("two merchants with the partner " + merchant.partner()
                        + ": give one of them another 2088 and 12 digits");
            }
        }
    }

    public static Merchants of(MerchantAccount... merchants) {
        return new Merchants(List.of(merchants));
    }

    /** Those that say nothing of it get that charset for requests that name none. */
    public Merchants withCharset(Charset charset) {
        return new Merchants(all.stream()
                .map(merchant -> merchant.charset().isPresent() ? merchant : merchant.withCharset(charset))
                .toList());
    }

    public Optional<MerchantAccount> find(String partner) {
        return all.stream()
                .filter(merchant -> merchant.partner().equals(partner))
                .findFirst();
    }

    /** The merchant of a message or a trade, whose partner has been checked before. */
    public MerchantAccount of(String partner) {
        return find(partner)
                .orElseThrow(() -> new NoSuchElementException(
                        "no merchant " + partner + ": was it taken out of the configuration?"));
    }
}
