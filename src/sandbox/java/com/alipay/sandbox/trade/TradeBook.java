package com.alipay.sandbox.trade;

import com.alipay.sandbox.account.Account;
import com.alipay.sandbox.data.Shelf;
import com.alipay.sandbox.data.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Every trade of this sandbox. Thread-safe: each method is one short step under one lock, and none calls out.
 */
public final class TradeBook {
    private final Shelf<Trade> byTradeNo;
    private final Map<String, String> tradeNoByOrder = new HashMap<>();
    private final TradeNumbers numbers;

    public TradeBook(Vault vault) {
        byTradeNo = vault.shelf("trades", Trade.class);
        byTradeNo.values().forEach(this::index);
        numbers = new TradeNumbers(byTradeNo.keys());
    }

    /**
     * Begins the trade of that request, unless it has begun: then that one is answered, unchanged.
     *
     * @param longNumber whether its number has 28 digits
     */
    public synchronized Trade begin(PayRequest request, Account buyer, boolean longNumber, Instant now) {
        Optional<Trade> before = ofOrder(request.partner(), request.outTradeNo());
        if (before.isPresent()) {
            return before.get();
        }
        Trade trade = Trade.begin(numbers.next(longNumber, now), request, buyer, now);
        byTradeNo.put(trade.tradeNo(), trade);
        index(trade);
        return trade;
    }

    /** Takes one step with a trade that exists; throws what the step throws, and then changes nothing. */
    public synchronized Trade change(String tradeNo, UnaryOperator<Trade> step) {
        Trade changed = step.apply(find(tradeNo)
                .orElseThrow(
                        () -> new NoSuchElementException("no trade " + tradeNo + ": has the sandbox been reset?")));
        byTradeNo.put(tradeNo, changed);
        return changed;
    }

    public synchronized Optional<Trade> find(String tradeNo) {
        return byTradeNo.find(tradeNo);
    }

    /** The trade of the merchant's order number, if its buyer has been identified. */
    public synchronized Optional<Trade> ofOrder(String partner, String outTradeNo) {
        return Optional.ofNullable(tradeNoByOrder.get(orderKey(partner, outTradeNo)))
                .flatMap(byTradeNo::find);
    }

    /** Newest first. */
    public synchronized List<Trade> all() {
        List<Trade> trades = new ArrayList<>(byTradeNo.values());
        Collections.reverse(trades);
        return trades;
    }

    /**
     * Those that began before that trade, newest first; all for the empty string.
     *
     * @throws IllegalArgumentException there is no such trade
     */
    public List<Trade> before(String tradeNo) {
        List<Trade> trades = all();
        if (tradeNo.isEmpty()) {
            return trades;
        }
        int place = trades.stream().map(Trade::tradeNo).toList().indexOf(tradeNo);
        if (place < 0) {
            throw new IllegalArgumentException(
                    "before (" + tradeNo + ") is no trade: give the trade_no of the last one you have");
        }
        return trades.subList(place + 1, trades.size());
    }

    public synchronized void clear() {
        byTradeNo.clear();
        tradeNoByOrder.clear();
    }

    private void index(Trade trade) {
        tradeNoByOrder.put(orderKey(trade.request().partner(), trade.request().outTradeNo()), trade.tradeNo());
    }

    private static String orderKey(String partner, String outTradeNo) {
        return partner + " " + outTradeNo;
    }
}
