package com.alipay.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.database.PostgresPair;
import com.alipay.it.Folders;
import com.alipay.it.LocalAlipay;
import com.alipay.it.RawForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The primary of two PostgreSQL servers is killed under load and its synchronous standby promoted, again and again, while buyers
 * order at two nodes and are paid for. The nodes are never restarted; nothing that was answered {@code success} is missing, and every
 * step reaches the shop's code once.
 */
class FailoverIT {
    private static final int ROUNDS = LoadTest.size(2, 30);
    private static final int NODES = 2;
    private static final int SENDERS = 8;

    /** A round's load before its primary is killed: at least so many messages, and up to twice as many. */
    private static final int BEFORE_THE_KILL = LoadTest.size(40, 200);

    /** For a message in the middle of whose transaction the primary was killed. */
    private static final long LONGEST_ANSWER_MILLIS = 20_000;

    private static final long PATIENCE_SECONDS = 600;

    /** One answer to a notification; times are those of {@link System#nanoTime}. */
    private record Answer(boolean isSuccess, long asked, long answered) {
        long nanos() {
            return answered - asked;
        }
    }

    /** A node, and how many notifications it has taken since somebody last asked. */
    private record Site(MerchantNode node, Semaphore applied) {}

    private final List<Site> sites = new ArrayList<>();
    private final ListenerCallAudit audit = new ListenerCallAudit();
    private final Semaphore refused = new Semaphore(0);
    private final Set<String> acknowledged = new HashSet<>();
    private final List<Answer> answers = new ArrayList<>();
    private final AtomicInteger orders = new AtomicInteger();
    private final AtomicInteger notOrdered = new AtomicInteger();
    private final List<Long> failing = new ArrayList<>();
    private long answered;
    private long longest;
    private volatile boolean isOver;

    @Test
    void aStandbyTakesThePlaceOfAKilledPostgres() throws Exception {
        Path folder = Folders.fresh(LoadTest.folder("failover"));
        Random random = new Random(LoadTest.SEED);
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        try (PostgresPair servers = PostgresPair.start(folder);
                ConfirmingGateway alipay = ConfirmingGateway.open()) {
            ShopDatabase database = ShopDatabase.on(servers, "shop");
            try {
                for (int i = 1; i <= NODES; i++) {
                    MerchantNode node = MerchantNode.prepare(
                            "failover-node-" + i, database, "http://127.0.0.1:9/gateway.do", alipay.url());
                    sites.add(new Site(node, new Semaphore(0)));
                    node.tomcat().start();
                }
                List<Future<?>> senders = new ArrayList<>();
                for (int i = 0; i < SENDERS; i++) {
                    Site site = sites.get(i % NODES);
                    boolean instant = i / NODES % 2 == 0;
                    senders.add(threads.submit(() -> send(site, instant)));
                }
                for (int round = 1; round <= ROUNDS; round++) {
                    awaitSuccess(BEFORE_THE_KILL + random.nextInt(BEFORE_THE_KILL));
                    long killed = System.nanoTime();
                    servers.killPrimary();
                    refused.drainPermits();
                    await(refused, SENDERS);
                    servers.promoteStandby();
                    long promoted = System.nanoTime();
                    awaitSuccess(SENDERS);
                    tell(round, killed, promoted);
                    servers.replaceKilled();
                }
                isOver = true;
                for (Future<?> sender : senders) {
                    sender.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            } finally {
                isOver = true;
                threads.shutdownNow();
                sites.forEach(site -> site.node().close());
            }
            settle(database);
        }
    }

    /** Orders, and tells each order's messages one after the other, each until it has been taken. */
    private Void send(Site site, boolean instant) throws IOException, InterruptedException {
        while (!isOver) {
            Optional<String> placed = site.node().shop().placeIfPossible(LocalAlipay.DUAL);
            if (placed.isEmpty()) {
                notOrdered.incrementAndGet();
                continue;
            }
            orders.incrementAndGet();
            SignedNotifications trade = new SignedNotifications(LocalAlipay.DUAL, instant, placed.get());
            trade.milestones().forEach(step -> audit.expect(trade.out_trade_no(), step));
            for (String status : trade.statuses()) {
                RawForm message = trade.notification(status);
                while (!isTaken(site, message)) {
                    refused.release();
                }
                synchronized (answers) {
                    acknowledged.add(trade.notify_id(status));
                }
                site.applied().release();
            }
        }
        return null;
    }

    private boolean isTaken(Site site, RawForm message) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        String word = site.node().shop().notify(message);
        assertThat(word).isIn("success", "fail");
        Answer answer = new Answer(word.equals("success"), asked, System.nanoTime());
        synchronized (answers) {
            answers.add(answer);
        }
        return answer.isSuccess();
    }

    /** Both nodes take so many more. */
    private void awaitSuccess(int each) throws InterruptedException {
        for (Site site : sites) {
            site.applied().drainPermits();
            await(site.applied(), each);
        }
    }

    private static void await(Semaphore semaphore, int permits) throws InterruptedException {
        assertThat(semaphore.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("%d more answers within %d seconds", permits, PATIENCE_SECONDS)
                .isTrue();
    }

    private void tell(int round, long killed, long promoted) {
        List<Answer> seen;
        synchronized (answers) {
            seen = List.copyOf(answers);
            answers.clear();
        }
        List<Answer> fails = seen.stream().filter(answer -> !answer.isSuccess()).toList();
        long last = fails.stream().mapToLong(Answer::answered).max().orElseThrow();
        long most = seen.stream().mapToLong(Answer::nanos).max().orElseThrow();
        failing.add(last - killed);
        answered += seen.size();
        longest = Math.max(longest, most);
        LoadTest.report(
                "failover: round %d: promoted %.1f s after the kill, fail for %.1f s; %d answers fail of %d, longest"
                        + " request %d ms",
                round, (promoted - killed) / 1e9, (last - killed) / 1e9, fails.size(), seen.size(), most / 1_000_000);
        assertThat(most / 1_000_000).isLessThan(LONGEST_ANSWER_MILLIS);
    }

    private void settle(ShopDatabase database) throws Exception {
        Set<String> missing = new HashSet<>(acknowledged);
        missing.removeAll(database.appliedIds());
        long[] seconds = failing.stream().mapToLong(Long::longValue).sorted().toArray();
        LoadTest.report(
                "failover: seed %d: %d rounds, %d orders, %d not taken (503), %d notifications acknowledged, %d of"
                        + " them missing, %d answers; fail per round %.1f / %.1f / %.1f s (least, median, most), longest"
                        + " request %d ms; orders %s",
                LoadTest.SEED,
                ROUNDS,
                orders.get(),
                notOrdered.get(),
                acknowledged.size(),
                missing.size(),
                answered + answers.size(),
                seconds[0] / 1e9,
                seconds[seconds.length / 2] / 1e9,
                LongStream.of(seconds).max().orElseThrow() / 1e9,
                longest / 1_000_000,
                database.statuses());
        LoadTest.report("failover: %s; the database has %.1f MB", audit.settle(database), database.bytes() / 1e6);
        assertThat(missing).as("what was answered success was stored").isEmpty();
    }
}
