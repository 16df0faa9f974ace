package com.alipay.sandbox.trade;

import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import com.alipay.sandbox.text.InvalidValueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Repository of all trades of this sandbox. Thread-safe: each method is one short critical section, and none calls other
 * components.
 */
public final class TradeRepository {
    private final StoredMap<Trade> byTradeNo;
    private final TradeNoGenerator numbers;

    /** Trade numbers, oldest first and therefore ascending. */
    private final List<String> tradeNumbers = new ArrayList<>();

    /** Positions in that list of the trades of an order number: several merchants may use the same number. */
    private final Map<String, List<Integer>> placesByOrder = new HashMap<>();

    public TradeRepository(StateStore vault) {
        byTradeNo = vault.map("trades", Trade.class);
        byTradeNo.values().forEach(this::index);
        numbers = new TradeNoGenerator(byTradeNo.keys());
    }

    /**
     * Creates the trade of that request, or returns the existing one unchanged.
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

    /** A trade that was there a moment ago is gone: the sandbox has been reset. */
    public static final class NoSuchTradeException extends NoSuchElementException {
        private static final long serialVersionUID = 1;

        public NoSuchTradeException(String tradeNo) {
            super("no trade " + tradeNo + ": has the sandbox been reset?");
        }
    }

    /** Applies one transition to an existing trade; if the transition throws, nothing changes. */
    public synchronized Trade change(String tradeNo, UnaryOperator<Trade> step) {
        Trade changed = step.apply(get(tradeNo));
        byTradeNo.put(tradeNo, changed);
        return changed;
    }

    /** Returns a trade that was there a moment ago. */
    Trade get(String tradeNo) {
        return find(tradeNo).orElseThrow(() -> new NoSuchTradeException(tradeNo));
    }

    public synchronized Optional<Trade> find(String tradeNo) {
        return byTradeNo.find(tradeNo);
    }

    /** Returns the trade of the merchant's order number, if its buyer has been identified. */
    public synchronized Optional<Trade> ofOrder(String partner, String outTradeNo) {
        return begin(outTradeNo).stream()
                .flatMap(place -> at(place).stream())
                .filter(trade -> trade.request().partner().equals(partner))
                .findFirst();
    }

    /** Returns all trades, newest first. */
    public synchronized List<Trade> all() {
        List<Trade> trades = new ArrayList<>(byTradeNo.values());
        Collections.reverse(trades);
        return trades;
    }

    /**
     * Returns the trades created before that one, newest first; all for the empty string. Each is looked up lazily.
     *
     * @throws IllegalArgumentException there is no such trade
     */
    public Stream<Trade> before(String tradeNo) {
        return IntStream.iterate(place(tradeNo) - 1, place -> place >= 0, place -> place - 1)
                .mapToObj(this::at)
                .flatMap(Optional::stream);
    }

    /** Returns those with that order number only, of any merchant. */
    public Stream<Trade> before(String tradeNo, String outTradeNo) {
        int end = place(tradeNo);
        return begin(outTradeNo).stream()
                .filter(place -> place < end)
                .sorted(Comparator.reverseOrder())
                .flatMap(place -> at(place).stream());
    }

    public synchronized void clear() {
        byTradeNo.clear();
        tradeNumbers.clear();
        placesByOrder.clear();
    }

    private synchronized int place(String tradeNo) {
        int place = tradeNo.isEmpty() ? tradeNumbers.size() : Collections.binarySearch(tradeNumbers, tradeNo);
        if (place < 0) {
            throw new InvalidValueException("value.before-trade", tradeNo);
        }
        return place;
    }

    private synchronized Optional<Trade> at(int place) {
        return place < tradeNumbers.size() ? find(tradeNumbers.get(place)) : Optional.empty();
    }

    private synchronized List<Integer> begin(String outTradeNo) {
        return placesByOrder.getOrDefault(outTradeNo, List.of());
    }

    private void index(Trade trade) {
        String outTradeNo = trade.request().outTradeNo();
        List<Integer> places = new ArrayList<>(begin(outTradeNo));
        places.add(tradeNumbers.size());
        placesByOrder.put(outTradeNo, List.copyOf(places));
        tradeNumbers.add(trade.tradeNo());
    }
}
