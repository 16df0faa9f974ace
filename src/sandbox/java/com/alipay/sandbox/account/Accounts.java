package com.alipay.sandbox.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Every account that exists in the sandbox: the merchant's seller, the demo buyers, and a seller nobody has bound. */
public final class Accounts {
    /** Exists, but is bound to no contract: SELLER_NOT_IN_SPECIFIED_SELLERS. */
    public static final Account UNBOUND_SELLER = new Account("other-seller@example.com", "2088000000000009");

    /** Ready-made buyers; the first is the default. */
    public static final List<Account> DEMO_BUYERS = List.of(
            new Account("buyer@example.com", "2088000000000003"),
            new Account("buyer2@example.com", "2088000000000004"),
            new Account("13800000000", "2088000000000005"));

    private static final int DERIVED_IDS = 1_000_000_000;

    private final Account seller;

    public Accounts(Account seller) {
        this.seller = seller;
    }

    public Account defaultBuyer() {
        return DEMO_BUYERS.get(0);
    }

    /** The account of that login name, without regard to case. */
    public Optional<Account> byEmail(String email) {
        return all().filter(account -> account.email().equalsIgnoreCase(email)).findFirst();
    }

    public Optional<Account> byId(String id) {
        return all().filter(account -> account.id().equals(id)).findFirst();
    }

    /**
     * Logs somebody in. Any login name works, with any password: one that is not known gets an id made from its name,
     * the same each time.
     */
    public Account login(String email) {
        return byEmail(email).orElseGet(() -> new Account(email, derivedId(email)));
    }

    private static String derivedId(String email) {
        return String.format(Locale.ROOT, "20881%011d", Math.floorMod(email.hashCode(), DERIVED_IDS));
    }

    private Stream<Account> all() {
        return Stream.concat(Stream.of(seller, UNBOUND_SELLER), DEMO_BUYERS.stream());
    }
}
