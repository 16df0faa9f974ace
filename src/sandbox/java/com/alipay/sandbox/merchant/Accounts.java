package com.alipay.sandbox.merchant;

import com.alipay.sandbox.trade.Receiver;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Every account that exists in the sandbox: the merchants' sellers, the buyers, and a seller nobody has bound. */
public final class Accounts {
    /** Exists, but is bound to no contract: SELLER_NOT_IN_SPECIFIED_SELLERS. */
    public static final Account UNBOUND_SELLER = new Account("other-seller@example.com", "2088000000000009");

    /** Where the goods go when neither merchant nor tester nor buyer says. */
    public static final Receiver DEMO_ADDRESS = new Receiver("张三", "上海 上海市 普陀区 示例路1号", "200062", "", "13800000000");

    /** Ready-made buyers; the first is the default, and the last cannot pay much. */
    public static final List<Buyer> DEMO_BUYERS = List.of(
            Buyer.of("buyer@example.com", "2088000000000003", DEMO_ADDRESS),
            Buyer.of(
                    "buyer2@example.com",
                    "2088000000000004",
                    new Receiver("李四", "浙江省 杭州市 西湖区 示例路2号", "310013", "", "13900000000")),
            Buyer.of("13800000000", "2088000000000005", DEMO_ADDRESS),
            Buyer.of("poor@example.com", "2088000000000006", DEMO_ADDRESS).withBalance(new BigDecimal("1.00")));

    private static final int DERIVED_IDS = 1_000_000_000;

    private final List<Account> sellers;
    private final List<Buyer> buyers;

    /** @param buyers at least one; the first is the default */
    public Accounts(Merchants merchants, List<Buyer> buyers) {
        this.sellers = merchants.withDemo().flatMap(MerchantAccount::sellers).toList();
        this.buyers = List.copyOf(buyers);
    }

    public Account defaultBuyer() {
        return buyers.get(0).account();
    }

    /** Those who can be chosen; anybody else may log in too. */
    public List<Buyer> buyers() {
        return buyers;
    }

    /** Where the goods of whoever has that login name go. */
    public Receiver addressOf(String email) {
        return buyer(email).map(Buyer::address).orElse(DEMO_ADDRESS);
    }

    /** What that account holds before its first payment; empty for no limit. */
    public Optional<BigDecimal> balanceOf(Account account) {
        return buyer(account.email()).flatMap(Buyer::balance);
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

    private Optional<Buyer> buyer(String email) {
        return buyers.stream()
                .filter(buyer -> buyer.account().email().equalsIgnoreCase(email))
                .findFirst();
    }

    private static String derivedId(String email) {
        return String.format(Locale.ROOT, "20881%011d", Math.floorMod(email.hashCode(), DERIVED_IDS));
    }

    private Stream<Account> all() {
        return Stream.of(
                        sellers.stream(),
                        Stream.of(UNBOUND_SELLER),
                        buyers.stream().map(Buyer::account))
                .flatMap(each -> each);
    }
}
