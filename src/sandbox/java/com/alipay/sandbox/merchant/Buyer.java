package com.alipay.sandbox.merchant;

import com.alipay.sandbox.trade.Receiver;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A buyer.
 *
 * @param address shipping address unless the buyer or the merchant gives another
 * @param balance balance before the first payment, in yuan with two decimals; empty for no limit
 */
public record Buyer(Account account, Receiver address, Optional<BigDecimal> balance) {
    public static Buyer of(String email, String id, Receiver address) {
        return new Buyer(new Account(email, id), address, Optional.empty());
    }

    public Buyer withBalance(BigDecimal yuan) {
        return new Buyer(account, address, Optional.of(yuan));
    }
}
