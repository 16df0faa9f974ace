package com.alipay.sandbox.merchant;

import com.alipay.sandbox.trade.Receiver;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** All accounts of the sandbox: the merchants' sellers, the buyers, and a seller bound to no contract. */
public final class Accounts {
    /** Exists, but is bound to no contract: SELLER_NOT_IN_SPECIFIED_SELLERS. */
    public static final Account UNBOUND_SELLER = new Account("other-seller@example.com", "2088000000000009");

    /** Shipping address when neither merchant, tester nor buyer gives one. */
    public static final Receiver DEMO_ADDRESS = new Receiver("张三", "上海 上海市 普陀区 示例路1号", "200062", "", "13800000000");

    /** Predefined buyers; the first is the default, the last has a small balance. */
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

    /** Returns the buyers offered at the cashier; others may log in too. */
    public List<Buyer> buyers() {
        return buyers;
    }

    /** Returns the shipping address of the buyer with that login name. */
    public Receiver addressOf(String email) {
        return buyer(email).map(Buyer::address).orElse(DEMO_ADDRESS);
    }

    /** Returns the balance of that account before its first payment, in yuan; empty for no limit. */
    public Optional<BigDecimal> balanceOf(Account account) {
        return buyer(account.email()).flatMap(Buyer::balance);
    }

    /** Returns the account of that login name, ignoring case. */
    public Optional<Account> byEmail(String email) {
        return all().filter(account -> account.email().equalsIgnoreCase(email)).findFirst();
    }

    public Optional<Account> byId(String id) {
        return all().filter(account -> account.id().equals(id)).findFirst();
    }

    /**
     * Logs a buyer in. Any login name works, with any password: an unknown one gets an id derived from its name, the same each
     * time.
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
