package com.alipay.sandbox.cashier;

import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeRepository;
import java.math.BigDecimal;
import java.util.Optional;

/** What buyers have left: what they began with, without what they have paid and not got back. What a bank paid is not theirs. */
record BalanceCalculator(Accounts accounts, TradeRepository book) {
    /** In yuan; empty for an account without a limit. */
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
