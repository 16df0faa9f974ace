package com.alipay.sandbox.merchant;

import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The merchants of this sandbox, each with a unique partner id: the configured ones and the built-in one.
 *
 * @param all the configured ones, at least one
 */
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

    /** Sets the charset of requests that name none, for merchants that set none themselves. */
    public Merchants withCharset(Charset charset) {
        return new Merchants(all.stream()
                .map(merchant -> merchant.charset().isPresent() ? merchant : merchant.withCharset(charset))
                .toList());
    }

    /** Returns the configured ones, then {@link DemoMerchant}, unless one of them has its partner id. */
    public Stream<MerchantAccount> withDemo() {
        boolean isTaken = all.stream().anyMatch(each -> each.partner().equals(DemoMerchant.PARTNER));
        return Stream.concat(all.stream(), isTaken ? Stream.empty() : Stream.of(DemoMerchant.ACCOUNT));
    }

    public Optional<MerchantAccount> find(String partner) {
        return withDemo().filter(merchant -> merchant.partner().equals(partner)).findFirst();
    }

    /** Returns the merchant of a message or a trade whose partner was checked before. */
    public MerchantAccount of(String partner) {
        return find(partner)
                .orElseThrow(() -> new NoSuchElementException(
                        "no merchant " + partner + ": was it taken out of the configuration?"));
    }
}
