package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.database.PostgresServer;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The disk of the embedded database is full and has space again, PostgreSQL is killed and starts again, each time in the middle of
 * traffic; Tomcat goes on all the time. Nothing that was answered {@code success} is missing, what was answered {@code fail} is
 * applied when Alipay sends it again, and one line in the log tells the beginning and one the end.
 */
class RecoveryIT {
    private static final int OUTAGES = 2;

    /** Paid one after the other while the outage begins. */
    private static final int ORDERS = 20;

    /** So many have been paid before it begins. */
    private static final int PAID_BEFORE = 5;

    /** The application tries once a second; several of these attempts are in vain. */
    private static final long OUTAGE_NANOS = TimeUnit.SECONDS.toNanos(4);

    private static final long PATIENCE_SECONDS = 600;

    /** As a merchant's PostgreSQL is by default; an embedded one forgets the last commits when it is killed, of which the doctor warns. */
    private static final String DURABLE = "?options=-c%20synchronous_commit=on";

    private static final String BEGIN = "the order database cannot be used";
    private static final String END = "the order database works again";

    /** What brings an outage about, and what ends it. */
    private interface Fault {
        void begin() throws Exception;

        void end() throws Exception;

        /** What the doctor finds meanwhile. */
        void diagnosed(DoctorFindings findings, String page);
    }

    /** A Tomcat with one shop, and its Alipay. */
    private record Server(RealTomcat tomcat, Shop shop, LocalAlipay alipay, ExecutorService buyer) {}

    /** The embedded database fills a disk of its own. */
    @Test
    void aDiskThatWasFullTakesOrdersAgainWithoutARestart() throws Exception {
        RealTomcat tomcat =
                RealTomcat.prepare(TomcatVersion.TOMCAT_10, "full-disk").withAdmin();
        Path data = Files.createDirectories(tomcat.base().resolve("alipay-data"));
        try (SmallDisk disk = SmallDisk.mountOrSkip(data)) {
            recovers(tomcat, Map.of(), new Fault() {
                @Override
                public void begin() throws IOException {
                    disk.fill();
                }

                @Override
                public void end() throws IOException {
                    disk.free();
                }

                @Override
                public void diagnosed(DoctorFindings findings, String page) {
                    String folder = data.resolve("alipay").toString();
                    String user = System.getProperty("user.name");
                    assertThat(findings.codes("failed")).contains("DATABASE_REACHABLE", "DATABASE_DISK");
                    assertThat(findings.seen("DATABASE_REACHABLE")).doesNotContain("OverlappingFileLock");
                    assertThat(findings.seen("DATABASE_DISK"))
                            .contains("folder " + folder, "disk tmpfs (tmpfs)", "0.0 MB of", "MB free", "user " + user);
                    assertThat(page).contains("内置数据库的磁盘满了", folder, "tmpfs", "用户 " + user);
                }
            });
        }
    }

    @Test
    void aDatabaseThatWasKilledTakesOrdersAgainWithoutARestartOfTomcat() throws Exception {
        Path folder = Folders.fresh(Build.folder("killed-postgres"));
        RealTomcat tomcat =
                RealTomcat.prepare(TomcatVersion.TOMCAT_10, "killed-database").withAdmin();
        try (PostgresServer postgres = PostgresServer.start(folder)) {
            String url = postgres.newDatabase("shop") + DURABLE;
            Map<String, String> settings = Map.of("db.url", url, "db.user", "postgres");
            recovers(tomcat, settings, new Fault() {
                @Override
                public void begin() throws Exception {
                    postgres.kill();
                }

                @Override
                public void end() throws IOException {
                    postgres.start();
                }

                @Override
                public void diagnosed(DoctorFindings findings, String page) {
                    assertThat(findings.codes("failed"))
                            .contains("DATABASE_REACHABLE")
                            .doesNotContain("DATABASE_DISK");
                    assertThat(page).contains("订单数据库连不上，请启动数据库");
                }
            });
        }
    }

    private static void recovers(RealTomcat tomcat, Map<String, String> database, Fault fault) throws Exception {
        String name = tomcat.base().getFileName().toString();
        Path log = tomcat.base().resolve("log/log.txt");
        Shop shop = Shop.at(tomcat, "alipay", StandardCharsets.UTF_8, log);
        ExecutorService buyer = Executors.newSingleThreadExecutor();
        try (tomcat;
                LocalAlipay alipay = LocalAlipay.start("alipay-of-" + name)) {
            Map<String, String> settings = Shop.settings(shop.url(), shop.charset(), alipay);
            settings.putAll(database);
            tomcat.deploy("alipay", settings).start();
            long pid = tomcat.pid();
            Server server = new Server(tomcat, shop, alipay, buyer);
            List<String> orders = new ArrayList<>();
            for (int outage = 1; outage <= OUTAGES; outage++) {
                orders.addAll(outage(server, fault, name + " " + outage));
            }
            everythingIsThere(server, orders);
            assertThat(tomcat.pid()).isEqualTo(pid);
            tomcat.kill();
            tomcat.start();
            everythingIsThere(server, orders);
        } finally {
            buyer.shutdownNow();
            assertThat(buyer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    /** Answers the orders that have been paid. */
    private static List<String> outage(Server server, Fault fault, String title) throws Exception {
        Shop shop = server.shop();
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            orders.add(shop.place(LocalAlipay.DUAL));
        }
        String returning = shop.place(LocalAlipay.DUAL);
        String posted = shop.place(LocalAlipay.DUAL);
        int logged = shop.log().lines().size();

        CountDownLatch before = new CountDownLatch(PAID_BEFORE);
        Future<?> traffic = server.buyer().submit(() -> {
            for (String out_trade_no : orders) {
                pay(server, out_trade_no, shop.page("notify_url.jsp"));
                before.countDown();
            }
            return null;
        });
        assertThat(before.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        fault.begin();
        long begin = System.nanoTime();
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            pay(server, posted, recorder.url());
            RawForm message = recorder.await("WAIT_SELLER_SEND_GOODS");
            traffic.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

            JsonObject paid = pay(server, returning, shop.page("notify_url.jsp"));
            assertThat(server.alipay().deliveries(returning))
                    .isNotEmpty()
                    .allSatisfy(first -> assertThat(Shop.text(first, "answer")).isEqualTo("fail"));
            assertThat(text(shop, Http.get(Shop.text(paid, "return_url"))))
                    .contains("等待支付宝确认", "订单以支付宝发给本站的通知为准，付款成功的订单会自动更新")
                    .doesNotContain("Exception");
            int refusals = 0;
            for (; refusals == 0 || System.nanoTime() - begin < OUTAGE_NANOS; refusals++) {
                assertThat(shop.notify(message)).isEqualTo("fail");
                placesNothing(shop);
            }
            DoctorFindings findings = DoctorFindings.of(shop.url());
            fault.diagnosed(findings, new Operator(shop).page("admin/doctor.jsp"));
            assertThat(outageLines(shop, logged))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains(BEGIN, " ERROR "));
            report("%s: %s", title, outageLines(shop, logged).get(0));
            report(
                    "%s: %d more messages refused; doctor: DATABASE_REACHABLE %s; DATABASE_DISK %s",
                    title, refusals, findings.seen("DATABASE_REACHABLE"), findings.seen("DATABASE_DISK"));

            long ending = System.nanoTime();
            fault.end();
            awaitLine(shop, logged, line -> line.contains(END));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ending);
            report("%s: %s", title, outageLines(shop, logged).get(1));
            int refused = refused(server, orders);
            report("%s: noticed within %d ms; %d of %d orders refused at first", title, millis, refused, ORDERS);
            assertThat(shop.notify(message)).isEqualTo("success");
        }

        // The goods of a new order: placed, paid, returned and notified, all at once.
        String next = shop.place(LocalAlipay.DUAL);
        JsonObject paid = pay(server, next, shop.page("notify_url.jsp"));
        assertThat(server.alipay().deliveries(next))
                .isNotEmpty()
                .allSatisfy(first -> assertThat(Shop.text(first, "answer")).isEqualTo("success"));
        assertThat(text(shop, Http.get(Shop.text(paid, "return_url"))))
                .contains("验证成功", next)
                .doesNotContain("订单稍后自动更新");

        server.alipay().advance(Duration.ofMinutes(4));
        orders.addAll(List.of(returning, next));
        assertThat(refused(server, orders)).as("not applied by the retry").isZero();
        orders.add(posted);
        everythingIsThere(server, orders);
        assertThat(outageLines(shop, logged))
                .as("one line when it begins, one when it ends")
                .hasSize(2);
        assertThat(shop.log().linesAfter(logged))
                .noneMatch(line -> line.startsWith("\tat ") || line.startsWith("Caused by"));
        DoctorFindings healthy = DoctorFindings.of(shop.url());
        assertThat(healthy.codes("failed")).doesNotContain("DATABASE_REACHABLE", "DATABASE_WRITABLE", "DATABASE_DISK");
        return orders;
    }

    /** The buyer pays; the sandbox has tried each of its messages once when this returns. */
    private static JsonObject pay(Server server, String out_trade_no, String notify_url)
            throws IOException, InterruptedException {
        Shop shop = server.shop();
        server.alipay()
                .accept(LocalAlipay.payRequest(LocalAlipay.DUAL, out_trade_no, shop.charset())
                        .with("notify_url", PlacedOrder.escaped(notify_url))
                        .with("return_url", PlacedOrder.escaped(shop.page("return_url.jsp")))
                        .signed(shop.charset(), Shop.KEY));
        return server.alipay().pay(out_trade_no, "escrow");
    }

    private static void placesNothing(Shop shop) throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("subject", LocalAlipay.SUBJECT);
        fields.put("price", "0.01");
        fields.put("body", "");
        fields.put("service", LocalAlipay.DUAL);
        HttpResponse<byte[]> answer = Http.post(shop.page("alipayto.jsp"), RawForm.of(fields, shop.charset()));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(text(shop, answer))
                .contains("不能付款", "现在不能下单，请稍后再试")
                .doesNotContain("alipaysubmit")
                .doesNotContain("Exception");
    }

    /** How many of these orders have a notification that has not been acknowledged by any of its deliveries. */
    private static int refused(Server server, List<String> orders) throws IOException, InterruptedException {
        int refused = 0;
        for (String out_trade_no : orders) {
            Map<String, Boolean> acknowledged = new LinkedHashMap<>();
            for (JsonObject delivery : server.alipay().deliveries(out_trade_no)) {
                assertThat(Shop.text(delivery, "answer")).isIn("success", "fail");
                boolean success = Shop.text(delivery, "answer").equals("success");
                acknowledged.merge(Shop.text(delivery, "notify_id"), success, Boolean::logicalOr);
            }
            refused += acknowledged.isEmpty() || acknowledged.containsValue(false) ? 1 : 0;
        }
        return refused;
    }

    private static void everythingIsThere(Server server, List<String> orders) throws IOException, InterruptedException {
        for (String out_trade_no : orders) {
            JsonObject order = server.shop().order(out_trade_no).orElseThrow();
            assertThat(Shop.text(order, "trade_status")).isEqualTo("WAIT_SELLER_SEND_GOODS");
            assertThat(server.shop().times("PAID", out_trade_no)).isEqualTo(1);
            List<String> kept = server.shop().notifications(out_trade_no).stream()
                    .map(notification -> Shop.text(notification, "notify_id"))
                    .toList();
            List<String> acknowledged = server.alipay().deliveries(out_trade_no).stream()
                    .filter(delivery ->
                            Shop.text(delivery, "url").startsWith(server.shop().url()))
                    .filter(delivery -> Shop.text(delivery, "answer").equals("success"))
                    .map(delivery -> Shop.text(delivery, "notify_id"))
                    .toList();
            assertThat(kept).as("the messages of %s", out_trade_no).isNotEmpty().containsAll(acknowledged);
        }
    }

    /** Errors, warnings and the lines of the database itself; everything else tells of single messages. */
    private static List<String> outageLines(Shop shop, int logged) throws IOException {
        return shop.log().linesAfter(logged).stream()
                .filter(line -> line.contains(" ERROR ") || line.contains(" WARN ") || line.contains(END))
                .toList();
    }

    /** Nobody asks the shop for anything meanwhile: it has to find out by itself. */
    private static void awaitLine(Shop shop, int logged, Predicate<String> wanted)
            throws IOException, InterruptedException {
        Path folder = shop.log().path().getParent();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try (WatchService watcher = folder.getFileSystem().newWatchService()) {
            folder.register(watcher, StandardWatchEventKinds.ENTRY_MODIFY);
            while (shop.log().linesAfter(logged).stream().noneMatch(wanted)) {
                WatchKey change = watcher.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(change)
                        .as("the log after %d seconds: %s", PATIENCE_SECONDS, outageLines(shop, logged))
                        .isNotNull();
                change.pollEvents();
                change.reset();
            }
        }
    }

    private static String text(Shop shop, HttpResponse<byte[]> answer) {
        return new String(answer.body(), shop.charset());
    }

    private static void report(String format, Object... values) {
        System.out.println("RECOVERY " + String.format(Locale.ROOT, format, values));
    }

    /** A disk in memory. It takes the rights of root to mount one. */
    private record SmallDisk(Path folder, Thread atExit) implements AutoCloseable {
        private static final String SIZE = "48m";

        /** Skips the test, loudly, where nothing can be mounted, and fails it in CI. */
        static SmallDisk mountOrSkip(Path folder) throws IOException, InterruptedException {
            if (!succeeds("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString())) {
                String missing = "NOT TESTED: a full disk. Run the tests as a user who may mount one (root)";
                if (System.getenv("CI") != null) {
                    throw new AssertionError(missing);
                }
                System.err.println("\n**** " + missing + " ****\n");
                Assumptions.abort(missing);
            }
            // Should the tests be stopped in the middle, no disk stays behind.
            Thread atExit = new Thread(() -> unmount(folder));
            Runtime.getRuntime().addShutdownHook(atExit);
            return new SmallDisk(folder, atExit);
        }

        /** Writes until nothing more goes in. */
        void fill() throws IOException {
            byte[] block = new byte[64 * 1024];
            try (OutputStream file = Files.newOutputStream(filler(), StandardOpenOption.CREATE_NEW)) {
                while (Files.getFileStore(folder).getUsableSpace() > 0) {
                    file.write(block, 0, (int)
                            Math.min(block.length, Files.getFileStore(folder).getUsableSpace()));
                }
            } catch (IOException e) {
                // The database may have taken the last of it meanwhile.
                assertThat(e).hasMessageContaining("No space left");
            }
        }

        void free() throws IOException {
            Files.delete(filler());
        }

        @Override
        public void close() {
            Runtime.getRuntime().removeShutdownHook(atExit);
            assertThat(unmount(folder)).as("unmounted").isTrue();
        }

        private Path filler() {
            return folder.resolve("filler");
        }

        private static boolean unmount(Path folder) {
            try {
                return succeeds("umount", folder.toString());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private static boolean succeeds(String... command) throws IOException, InterruptedException {
            try {
                return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
            } catch (IOException e) {
                System.err.println(e.getMessage());
                return false;
            }
        }
    }
}
