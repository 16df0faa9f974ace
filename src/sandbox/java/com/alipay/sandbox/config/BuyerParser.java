package com.alipay.sandbox.config;

import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.merchant.Buyer;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.Receiver;
import java.math.BigDecimal;
import java.util.Optional;

/** Parses {@code buyer.<name>.…}. */
final class BuyerParser {
    private final PropertySection section;

    BuyerParser(PropertySection section) {
        this.section = section;
    }

    /** Returns the buyer; empty if something is wrong, which the section has recorded. */
    Optional<Buyer> read() {
        String login = section.required("login", "buyer@example.com");
        String id = section.required("id", "2088000000000003");
        if (!id.isEmpty() && !id.matches("2088\\d{12}")) {
            section.wrong("id", "is " + id, "write 2088 and 12 digits");
        }
        Optional<BigDecimal> balance = balance();
        Receiver address = address();
        section.refuseOthers();
        return section.isClean() ? Optional.of(new Buyer(new Account(login, id), address, balance)) : Optional.empty();
    }

    private Optional<BigDecimal> balance() {
        Optional<String> text = section.find("balance");
        Optional<BigDecimal> amount = text.filter(Money::isAmount).map(Money::of);
        if (text.isPresent() && amount.isEmpty()) {
            section.wrong(
                    "balance", "is " + text.get(), "write yuan with at most two decimals, or nothing for no limit");
        }
        return amount;
    }

    /** Returns the configured address, or the demo address if no part of it is configured. */
    private Receiver address() {
        Receiver own = new Receiver(
                section.text("receive_name"),
                section.text("receive_address"),
                section.text("receive_zip"),
                section.text("receive_phone"),
                section.text("receive_mobile"));
        if (own.equals(Receiver.UNKNOWN)) {
            return Accounts.DEMO_ADDRESS;
        }
        if (!own.isComplete()) {
            String missing = own.name().isEmpty() ? "receive_name" : "receive_address";
            section.wrong(missing, "is missing", "an address needs receive_name and receive_address");
        }
        return own;
    }
}
