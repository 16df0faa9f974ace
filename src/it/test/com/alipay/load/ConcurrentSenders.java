package com.alipay.load;

import com.alipay.it.LocalAlipay;
import com.alipay.it.Shop;
import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Buyers at a sandbox. Each is sent to the gateway by the merchant and pays; a payment is over when the sandbox has tried every
 * notification of it.
 */
final class ConcurrentSenders implements AutoCloseable {
    /** Escrow: of the trade, of the way of shipping, of the payment. */
    static final List<String> STATUSES = List.of("WAIT_BUYER_PAY", "WAIT_BUYER_PAY", "WAIT_SELLER_SEND_GOODS");

    /** Half of what the sandbox's server takes at once. */
    private static final int AT_ONCE = 100;

    private final LocalAlipay alipay;
    private final String notifyUrl;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final AtomicInteger count = new AtomicInteger();
    private final Set<String> paid = ConcurrentHashMap.newKeySet();

    /**
     * How it went.
     *
     * @param times that each payment took
     * @param elapsedNanos from the first to the last
     * @param waiting how many payments were due and not over, at most
     */
    record Figures(LatencySummary times, long elapsedNanos, int waiting) {
        double perSecond() {
            return times.count() * 1e9 / elapsedNanos;
        }
    }

    ConcurrentSenders(LocalAlipay alipay, AckServer merchant) {
        this.alipay = alipay;
        this.notifyUrl = URLEncoder.encode(merchant.url(), StandardCharsets.UTF_8);
    }

    /** The order numbers of all that have been paid. */
    Set<String> paid() {
        return paid;
    }

    /** Everybody waits for the answer before the next payment. */
    Figures asFastAsItGoes(int buyers, int payments) throws Exception {
        AtomicInteger left = new AtomicInteger(payments);
        Queue<Long> times = new ConcurrentLinkedQueue<>();
        long begin = System.nanoTime();
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < buyers; i++) {
            all.add(() -> {
                while (left.getAndDecrement() > 0) {
                    long from = System.nanoTime();
                    pay();
                    times.add(System.nanoTime() - from);
                }
                return null;
            });
        }
        for (Future<Void> each : threads.invokeAll(all)) {
            each.get();
        }
        return figures(times, begin, buyers);
    }

    /**
     * Nobody waits for the answer to another: a payment begins when its time has come, or when too many are under way, and counts
     * from that time.
     */
    Figures atRate(int perSecond, int payments) throws Exception {
        Queue<Long> times = new ConcurrentLinkedQueue<>();
        AtomicInteger underWay = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        int waiting = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < payments; i++) {
            long due = begin + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            waiting = Math.max(waiting, underWay.incrementAndGet());
            all.add(threads.submit(() -> {
                pay();
                times.add(System.nanoTime() - due);
                underWay.decrementAndGet();
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        return figures(times, begin, waiting);
    }

    private static Figures figures(Queue<Long> times, long begin, int waiting) {
        LongStream nanos = times.stream().mapToLong(Long::longValue);
        return new Figures(LatencySummary.of(nanos), System.nanoTime() - begin, waiting);
    }

    /** One payment; answers the trade. */
    JsonObject pay() throws Exception {
        String order = "LOAD" + (1_000_000 + count.incrementAndGet());
        alipay.accept(LocalAlipay.payRequest(LocalAlipay.ESCROW, order, StandardCharsets.UTF_8)
                .and("notify_url", notifyUrl)
                .signed(StandardCharsets.UTF_8, Shop.KEY));
        JsonObject trade = alipay.pay(order, "escrow");
        paid.add(order);
        return trade;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
