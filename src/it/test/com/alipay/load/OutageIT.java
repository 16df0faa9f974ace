package com.alipay.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.alipay.database.MySqlServer;
import com.alipay.database.PostgresServer;
import com.alipay.it.Folders;
import com.alipay.it.Http;
import com.alipay.it.LocalAlipay;
import com.alipay.it.RawForm;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The database goes away under load, once so that nobody can connect and once so that nobody gets an answer, and comes back.
 * Meanwhile notifications are answered {@code fail} and pages are shown; afterwards everything is applied, once, and the pool is
 * as large as before.
 */
class OutageIT {
    private static final int SENDERS = 8;
    private static final int POOL = 16;
    private static final int ORDERS = LoadTest.size(40, 1_000);

    /** So many refusals are seen before the database comes back. */
    private static final int REFUSALS = LoadTest.size(SENDERS, 20 * SENDERS);

    /** Three seconds for a connection, or five for an answer on one that was taken just before; and three more to write it down. */
    private static final long LONGEST_REFUSAL_MILLIS = 12_000;

    /** For a message in the middle of whose transaction the database went away. */
    private static final long LONGEST_ANSWER_MILLIS = 20_000;

    private static final long LONGEST_PAGE_MILLIS = 5_000;
    private static final long PATIENCE_SECONDS = 600;

    /** One answer: whether the database was away all the time between question and answer. */
    private record Answer(String answer, long millis, boolean away) {}

    private final Semaphore applied = new Semaphore(0);
    private final Semaphore refused = new Semaphore(0);
    private final List<Answer> answers = new ArrayList<>();
    private final List<Long> pages = new ArrayList<>();
    private volatile int outage;

    /** Whether the last outage is over. */
    private volatile boolean isOver;

    /** A database server that goes away and comes back. */
    private interface Server {
        void stop() throws Exception;

        void start() throws Exception;

        void freeze() throws Exception;

        void thaw() throws Exception;
    }

    /** What the databases spell differently: to lock the shop's table, and to count who waits for it. */
    private record Dialect(String lock, String pause, String waiting) {
        static final Dialect POSTGRES = new Dialect(
                "lock table shop_calls in exclusive mode",
                "select pg_sleep(0.05)",
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        static final Dialect MYSQL = new Dialect(
                "lock tables shop_calls write",
                "select sleep(0.05)",
                "select count(*) from information_schema.processlist where db = database()"
                        + " and state like 'Waiting for table%'");
    }

    @Test
    void aPostgresThatIsStoppedOrStandsStillForAWhile() throws Exception {
        Path folder = Folders.fresh(LoadTest.folder("outage-postgres"));
        try (PostgresServer server = PostgresServer.start(folder)) {
            prove(ShopDatabase.on(server, "shop"), Dialect.POSTGRES, new Server() {
                @Override
                public void stop() throws Exception {
                    server.stop();
                }

                @Override
                public void start() throws Exception {
                    server.start();
                }

                @Override
                public void freeze() throws Exception {
                    server.freeze();
                }

                @Override
                public void thaw() throws Exception {
                    server.thaw();
                }
            });
        }
    }

    @Test
    void aMySqlThatIsStoppedOrStandsStillForAWhile() throws Exception {
        assumeTrue(MySqlServer.isInstalled(), "no MySQL on this machine");
        Path folder = Folders.fresh(LoadTest.folder("outage-mysql"));
        try (MySqlServer server = MySqlServer.start(folder)) {
            prove(ShopDatabase.on(server, "shop"), Dialect.MYSQL, new Server() {
                @Override
                public void stop() {
                    server.stop();
                }

                @Override
                public void start() throws Exception {
                    server.start();
                }

                @Override
                public void freeze() throws Exception {
                    server.freeze();
                }

                @Override
                public void thaw() throws Exception {
                    server.thaw();
                }
            });
        }
    }

    private void prove(ShopDatabase database, Dialect dialect, Server server) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        ListenerCallAudit audit = new ListenerCallAudit();
        try (ConfirmingGateway alipay = ConfirmingGateway.open()) {
            try (MerchantNode node = MerchantNode.prepare(
                    "outage-node-" + database.title(), database, "http://127.0.0.1:9/gateway.do", alipay.url())) {
                node.tomcat().start();
                assertThat(node.shows("index.jsp"))
                        .as("compiled before its time counts")
                        .isTrue();
                int all = 0;
                List<Queue<RawForm>> bags = new ArrayList<>();
                for (int i = 0; i < SENDERS; i++) {
                    bags.add(new ArrayDeque<>());
                }
                for (int i = 0; i < ORDERS; i++) {
                    SignedNotifications trade = place(node, audit, false);
                    bags.get(i % SENDERS).addAll(trade.notifications());
                    all += trade.notifications().size();
                }
                List<Future<?>> senders = new ArrayList<>();
                bags.forEach(bag -> senders.add(threads.submit(() -> send(node, bag))));

                await(applied, all / 4);
                server.stop();
                awayUntilRefused(node);
                outage++; // before it is back: what is answered from now on may be either
                server.start();
                backAgain(database, "stopped");

                await(applied, all / 4);
                server.freeze();
                try {
                    awayUntilRefused(node);
                } finally {
                    outage++;
                    server.thaw();
                }
                backAgain(database, "standing still");
                isOver = true;

                for (Future<?> sender : senders) {
                    sender.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
                page(node);
                thePoolIsAsLargeAsItWas(node, database, dialect, audit);
                LoadTest.report(
                        "outage: longest wait for index.jsp %d ms; notifications %s",
                        longest(pages), database.notificationsByOutcome());
                LoadTest.report("outage: %s", audit.settle(database));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Goes on until everything in the bag has been taken; what is refused comes again after the rest. Before the last outage is over,
     * the last message is repeated when the bag is empty, so that somebody is there to be refused.
     */
    private Void send(MerchantNode node, Queue<RawForm> bag) throws IOException, InterruptedException {
        RawForm message = bag.element();
        while (!bag.isEmpty() || !isOver) {
            message = bag.isEmpty() ? message : bag.remove();
            int before = outage;
            long begin = System.nanoTime();
            String word = node.shop().notify(message);
            long millis = (System.nanoTime() - begin) / 1_000_000;
            boolean away = before % 2 == 1 && before == outage;
            synchronized (answers) {
                answers.add(new Answer(word, millis, away));
            }
            if (word.equals("success")) {
                applied.release();
            } else {
                bag.add(message);
                refused.release(away ? 1 : 0);
            }
        }
        return null;
    }

    private void awayUntilRefused(MerchantNode node) throws IOException, InterruptedException {
        refused.drainPermits();
        outage++;
        for (int i = 0; i < SENDERS; i++) {
            page(node);
            await(refused, REFUSALS / SENDERS);
        }
    }

    private void backAgain(ShopDatabase database, String how) {
        List<Answer> so;
        synchronized (answers) {
            so = List.copyOf(answers);
            answers.clear();
        }
        List<Answer> away = so.stream().filter(Answer::away).toList();
        List<Long> times = away.stream().map(Answer::millis).toList();
        LoadTest.report(
                "outage: %s %s: %d answers before and across it, longest %d ms; %d while it was away, longest %d ms",
                database.title(),
                how,
                so.size() - away.size(),
                longest(so.stream().map(Answer::millis).toList()),
                away.size(),
                longest(times));
        assertThat(away)
                .as("nothing may be acknowledged that cannot be stored, and Alipay does not wait for ever")
                .isNotEmpty()
                .allSatisfy(answer -> {
                    assertThat(answer.answer()).isEqualTo("fail");
                    assertThat(answer.millis()).isLessThan(LONGEST_REFUSAL_MILLIS);
                });
        assertThat(so).allSatisfy(answer -> {
            assertThat(answer.answer()).isIn("success", "fail");
            assertThat(answer.millis()).isLessThan(LONGEST_ANSWER_MILLIS);
        });
    }

    /** A page that needs no database is shown at once: no thread waits where it should not. */
    private void page(MerchantNode node) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        assertThat(node.shows("index.jsp")).isTrue();
        long millis = (System.nanoTime() - begin) / 1_000_000;
        pages.add(millis);
        assertThat(millis).isLessThan(LONGEST_PAGE_MILLIS);
    }

    /** As many transactions as the pool has connections, all open at the same time: they wait for a table that the test holds. */
    private static void thePoolIsAsLargeAsItWas(
            MerchantNode node, ShopDatabase database, Dialect dialect, ListenerCallAudit audit) throws Exception {
        List<RawForm> messages = new ArrayList<>();
        for (int i = 0; i < POOL; i++) {
            messages.add(place(node, audit, true).notification("TRADE_FINISHED"));
        }
        List<CompletableFuture<HttpResponse<byte[]>>> answers;
        try (Connection holder = database.open();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(dialect.lock());
            answers = messages.stream()
                    .map(message -> Http.postLater(node.shop().page("notify_url.jsp"), message))
                    .toList();
            int most = 0;
            for (int attempt = 0; attempt < 200 && most < POOL; attempt++) {
                most = Math.max(most, waiting(database, dialect));
            }
            LoadTest.report("outage: afterwards %d transactions open at once, the pool has %d", most, POOL);
            assertThat(most).as("a connection that was lost is replaced").isEqualTo(POOL);
            holder.rollback();
        }
        for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
            assertThat(answer.join().body()).isEqualTo("success".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** How many transactions wait for a lock; takes a twentieth of a second. */
    private static int waiting(ShopDatabase database, Dialect dialect) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(dialect.pause());
            try (ResultSet row = statement.executeQuery(dialect.waiting())) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static SignedNotifications place(MerchantNode node, ListenerCallAudit audit, boolean instant)
            throws IOException, InterruptedException {
        SignedNotifications trade =
                new SignedNotifications(LocalAlipay.DUAL, instant, node.shop().place(LocalAlipay.DUAL));
        trade.milestones().forEach(step -> audit.expect(trade.out_trade_no(), step));
        return trade;
    }

    private static void await(Semaphore semaphore, int permits) throws InterruptedException {
        assertThat(semaphore.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("%d more answers within %d seconds", permits, PATIENCE_SECONDS)
                .isTrue();
    }

    private static long longest(List<Long> millis) {
        return millis.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
