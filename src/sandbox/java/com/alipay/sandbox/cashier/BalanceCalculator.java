package com.alipay.sandbox.cashier;

import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeRepository;
import java.math.BigDecimal;
import java.util.Optional;

/** Calculates buyers' balances: the initial balance minus payments plus refunds; payments through a bank do not count. */
record BalanceCalculator(Accounts accounts, TradeRepository book) {
    /** Returns the balance in yuan; empty for an account without a limit. */
    Optional<BigDecimal> of(Account buyer) {
        return accounts.balanceOf(buyer).map(start -> start.subtract(spent(buyer)));
    }

    private BigDecimal spent(Account buyer) {
        return book.all().stream()
                .filter(trade -> trade.moments().paid().isPresent()
                        && !trade.isPaidThroughBank()
                        && trade.buyer().isSameAs(buyer))
                .map(Trade::refundable)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
