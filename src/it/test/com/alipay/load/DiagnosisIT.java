package com.alipay.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.database.PostgresServer;
import com.alipay.diagnosis.signature.Diagnosis;
import com.alipay.diagnosis.signature.DiagnosisInput;
import com.alipay.diagnosis.signature.SignatureDiagnoser;
import com.alipay.diagnosis.signature.SigningAccount;
import com.alipay.it.Folders;
import com.alipay.it.Http;
import com.alipay.it.LocalAlipay;
import com.alipay.it.RawForm;
import com.alipay.it.Shop;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What it costs to say what is wrong: the dearest messages that anybody can make up, and a thousand wrong signatures a second at the
 * page to which Alipay's own notifications come.
 */
class DiagnosisIT {
    private static final String MADE_UP = "0123456789abcdef0123456789abcdef";
    private static final int LARGEST = SignatureDiagnoser.MOST_BYTES - 1;
    private static final Charset GBK = Charset.forName("GBK");

    /** Far beyond what it takes: this tells "bounded" from "for ever", no more. */
    private static final long BOUNDED_MILLIS = 120_000;

    private static final int SENDERS = 8;
    private static final int A_SECOND = 1_000;
    private static final int SECONDS = LoadTest.size(5, 60);
    private static final int NOTIFICATIONS = LoadTest.size(100, 1_000);
    private static final int DEAR = LoadTest.size(6, 100);
    private static final int WARM_UP = LoadTest.size(30, 300);

    /** What one examination cost. */
    private record Cost(String what, int bytes, int signatures, long cpuMillis, long allocated) {
        void report(String which) {
            LoadTest.report(
                    "diagnosis: %s, %s: %d bytes, %d signatures compared, %d ms of CPU, %.1f MB allocated on the way",
                    which, what, bytes, signatures, cpuMillis, allocated / 1e6);
        }
    }

    @Test
    void theDearestMessageIsBounded() {
        List<Cost> costs = new ArrayList<>();
        // What is compiled while it runs is not a message's cost.
        specimens().entrySet().stream().limit(3).forEach(it -> examine(it.getKey(), it.getValue(), GBK));
        specimens().forEach((what, wire) -> {
            // Turn by turn in one charset and in the other; at full size in both.
            List<Charset> both = List.of(StandardCharsets.UTF_8, GBK);
            boolean whole = LoadTest.size(1, 2) == 2;
            for (Charset charset : whole ? both : List.of(both.get(costs.size() % 2))) {
                Cost cost = examine(what + ", " + charset, wire, charset);
                costs.add(cost);
                assertThat(cost.signatures()).isLessThanOrEqualTo(SignatureDiagnoser.MOST_SIGNATURES);
                assertThat(cost.cpuMillis()).isLessThan(BOUNDED_MILLIS);
            }
        });
        costs.get(0).report("first");
        costs.stream()
                .max(Comparator.comparing(Cost::cpuMillis))
                .orElseThrow()
                .report("the dearest in time of " + costs.size());
        costs.stream().max(Comparator.comparing(Cost::allocated)).orElseThrow().report("the dearest in memory");
    }

    private static Cost examine(String what, String wire, Charset charset) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SignatureDiagnoser diagnoser =
                new SignatureDiagnoser(SigningAccount.of(Shop.PARTNER, Shop.KEY, charset), List.of());
        DiagnosisInput input = DiagnosisInput.ofNotification(wire.getBytes(StandardCharsets.ISO_8859_1))
                .knowing(Map.of("subject", LocalAlipay.SUBJECT, "total_fee", "0.01", "seller_email", Shop.SELLER));
        long cpu = threads.getCurrentThreadCpuTime();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        Diagnosis diagnosis = diagnoser.examine(input);
        long cpuMillis = (threads.getCurrentThreadCpuTime() - cpu) / 1_000_000;
        int signatures = diagnosis.fold(
                genuine -> 0,
                explained -> 0,
                damaged -> damaged.search().signatures(),
                unexplained -> unexplained.search().signatures(),
                refused -> 0);
        assertThat(diagnosis)
                .as("%s: nothing explains what was made up", what)
                .isNotInstanceOfAny(Diagnosis.Explained.class, Diagnosis.Valid.class, Diagnosis.NotExamined.class);
        return new Cost(
                what, wire.length(), signatures, cpuMillis, threads.getCurrentThreadAllocatedBytes() - allocated);
    }

    /** An everyday message with a made-up sign, and messages that give every known mistake much to take back. */
    private static Map<String, String> specimens() {
        Map<String, String> all = new LinkedHashMap<>();
        RawForm everyday = new SignedNotifications(LocalAlipay.DUAL, true, "A1").notification("TRADE_FINISHED");
        all.put("an everyday message", everyday.with("sign", MADE_UP).text());
        all.put("200 short parameters", parameters(198, 4, "v"));
        all.put("200 parameters in 64 KiB", parameters(198, LARGEST / 198 - 8, "v"));
        all.put("100 empty parameters", parameters(100, 0, ""));
        for (String unit : List.of(
                "v",
                "+",
                "%2B",
                "%20",
                "%25",
                "%26",
                "%26amp%3B",
                "&amp;",
                "%5C%27",
                "%22",
                "%0D%0A",
                "%EF%BF%BD",
                "%C3%A6",
                "%E6%B5%8B",
                "%B2%E2",
                "0.10",
                "%26copy")) {
            all.put("one value full of " + unit, filled("body", unit));
        }
        all.put("a name of 64 KiB", "x".repeat(LARGEST - 60) + "=1" + sign());
        all.put("200 values full of plus signs", parameters(198, LARGEST / 198 - 8, "+"));
        all.put("50 values full of escapes", parameters(50, LARGEST / 50 - 8, "%2B"));
        all.put("random bytes", random());
        return all;
    }

    private static String sign() {
        return "&sign=" + MADE_UP + "&sign_type=MD5";
    }

    private static String filled(String name, String unit) {
        int room = LARGEST - sign().length() - name.length() - 1;
        String value = unit.repeat(room / unit.length());
        // Parts of their own would be more than anybody looks at.
        return unit.startsWith("&") ? name + "=" + unit.repeat(150) + sign() : name + "=" + value + sign();
    }

    private static String parameters(int count, int length, String unit) {
        String value = unit.isEmpty() ? "" : unit.repeat(length / unit.length());
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "=" + value).collect(Collectors.joining("&")) + sign();
    }

    private static String random() {
        byte[] bytes = new byte[20_000];
        new Random(LoadTest.SEED).nextBytes(bytes);
        StringBuilder value = new StringBuilder();
        for (byte octet : bytes) {
            value.append('%').append(String.format(Locale.ROOT, "%02X", octet));
        }
        return "body=" + value + sign();
    }

    @Test
    void aFloodOfWrongSignaturesDoesNotHoldUpTheNotifyPage() throws Exception {
        Path folder = Folders.fresh(LoadTest.folder("diagnosis-postgres"));
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        try (PostgresServer server = PostgresServer.start(folder);
                ConfirmingGateway alipay = ConfirmingGateway.open()) {
            ShopDatabase database = ShopDatabase.on(server, "shop");
            try (MerchantNode node =
                    MerchantNode.prepare("diagnosis-node", database, "http://127.0.0.1:9/gateway.do", alipay.url())) {
                node.tomcat().start();
                ListenerCallAudit audit = new ListenerCallAudit();
                List<SignedNotifications> trades = new ArrayList<>();
                for (int i = 0; i < WARM_UP + 2 * NOTIFICATIONS; i++) {
                    trades.add(new SignedNotifications(
                            LocalAlipay.DUAL, true, node.shop().place(LocalAlipay.DUAL)));
                }
                notified(node, audit, trades.subList(0, WARM_UP));
                long[] quiet = notified(node, audit, trades.subList(WARM_UP, WARM_UP + NOTIFICATIONS));

                ThreadTime before = ThreadTime.of(node.tomcat().pid(), "alipay diagnosis");
                long begin = System.nanoTime();
                List<Future<Integer>> flood = flood(threads, node);
                long[] flooded = notified(node, audit, trades.subList(WARM_UP + NOTIFICATIONS, trades.size()));
                int unverified = flood.stream().mapToInt(DiagnosisIT::sent).sum();
                double seconds = (System.nanoTime() - begin) / 1e9;
                ThreadTime taken =
                        ThreadTime.of(node.tomcat().pid(), "alipay diagnosis").since(before);

                node.shop().messages("?kind=strangers");
                long lines = node.shop().log().lines().stream()
                        .filter(line -> line.contains(" diagnosed "))
                        .count();
                LoadTest.report(
                        "diagnosis: %d genuine notifications, median %.1f ms alone, %.1f ms among %.0f wrong signatures a"
                                + " second: ratio %.2f; p99 %.1f ms and %.1f ms: ratio %.2f",
                        NOTIFICATIONS,
                        millis(quiet, 0.5),
                        millis(flooded, 0.5),
                        unverified / seconds,
                        millis(flooded, 0.5) / millis(quiet, 0.5),
                        millis(quiet, 0.99),
                        millis(flooded, 0.99),
                        millis(flooded, 0.99) / millis(quiet, 0.99));
                LoadTest.report(
                        "diagnosis: %d wrong signatures, all answered fail; %d kept, %d of these examined by now, %d log lines"
                                + " about causes; %s",
                        unverified,
                        database.unverifiedMessages(),
                        database.unverifiedDiagnosed(),
                        lines,
                        audit.settle(database));
                LoadTest.report(
                        "diagnosis: in %.1f s of flood the server took %d ms of CPU, the examiner %d ms of these",
                        seconds, taken.all().toMillis(), taken.named().toMillis());
                assertThat(lines).as("a flood of messages, not of lines").isLessThan(22 * (SECONDS / 60 + 3));
                assertThat(database.unverifiedReceived()).isEqualTo(unverified);
                theDearestAreExaminedInASmallHeap(node.shop());
                node.tomcat().stop();
                assertThat(node.tomcat().console())
                        .doesNotContain("started a thread named [alipay ")
                        .doesNotContain("OutOfMemoryError");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The server has 256 MB. Whoever opens the page has the message examined, if nobody has before. */
    private static void theDearestAreExaminedInASmallHeap(Shop shop) throws IOException, InterruptedException {
        long slowest = 0;
        List<Map.Entry<String, String>> all =
                specimens().entrySet().stream().limit(DEAR).toList();
        for (Map.Entry<String, String> dear : all) {
            assertThat(shop.notify(RawForm.parse(dear.getValue()))).isEqualTo("fail");
            String id = Shop.text(
                    Shop.objects(shop.messages("?kind=strangers").getAsJsonArray("strangers"))
                            .get(0),
                    "id");
            long begin = System.nanoTime();
            HttpResponse<byte[]> page = Http.getAsAdmin(shop.page("admin/notice.jsp?stranger=" + id));
            slowest = Math.max(slowest, (System.nanoTime() - begin) / 1_000_000);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(new String(page.body(), StandardCharsets.UTF_8))
                    .as(dear.getKey())
                    .contains("id=\"causes\"")
                    .doesNotContain("BROKE_OFF");
        }
        LoadTest.report(
                "diagnosis: %d dear messages examined one by one in a heap of 256 MB, the slowest page took %d ms",
                all.size(), slowest);
    }

    /** Sends one after the other, in the pace in which as many would last as long as the flood; answers the nanoseconds of each, ascending. */
    private static long[] notified(MerchantNode node, ListenerCallAudit audit, List<SignedNotifications> trades)
            throws IOException {
        long[] times = new long[trades.size()];
        long start = System.nanoTime();
        long pause = TimeUnit.SECONDS.toNanos(SECONDS) / NOTIFICATIONS;
        try (RawExchange exchange =
                new RawExchange(URI.create(node.shop().url()).getPort())) {
            for (int i = 0; i < trades.size(); i++) {
                LockSupport.parkNanos(start + i * pause - System.nanoTime());
                SignedNotifications trade = trades.get(i);
                trade.milestones().forEach(milestone -> audit.expect(trade.out_trade_no(), milestone));
                byte[] request = request(node, trade.notification("TRADE_FINISHED"));
                long begin = System.nanoTime();
                String answer = exchange.send(request, true).text();
                times[i] = System.nanoTime() - begin;
                assertThat(answer).endsWith("\n\nsuccess");
            }
        }
        Arrays.sort(times);
        return times;
    }

    /** As many a second, over several connections. */
    private static List<Future<Integer>> flood(ExecutorService threads, MerchantNode node) {
        RawForm good = new SignedNotifications(LocalAlipay.DUAL, true, "A1").notification("TRADE_FINISHED");
        long pause = TimeUnit.SECONDS.toNanos(1) * SENDERS / A_SECOND;
        List<Future<Integer>> parts = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            Random random = new Random(LoadTest.SEED + sender);
            parts.add(threads.submit(() -> {
                int count = A_SECOND * SECONDS / SENDERS;
                long begin = System.nanoTime();
                try (RawExchange exchange =
                        new RawExchange(URI.create(node.shop().url()).getPort())) {
                    for (int i = 0; i < count; i++) {
                        LockSupport.parkNanos(begin + i * pause - System.nanoTime());
                        String sign = String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
                        String answer = exchange.send(request(node, good.with("sign", sign)), true)
                                .text();
                        assertThat(answer).endsWith("\n\nfail");
                    }
                }
                return count;
            }));
        }
        return parts;
    }

    private static int sent(Future<Integer> part) {
        try {
            return part.get();
        } catch (Exception e) {
            throw new AssertionError("the flood broke off", e);
        }
    }

    private static byte[] request(MerchantNode node, RawForm form) {
        URI page = URI.create(node.shop().page("notify_url.jsp"));
        String head = "POST " + page.getPath() + " HTTP/1.1\r\nHost: " + page.getAuthority()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.bytes().length
                + "\r\n\r\n";
        return (head + form.text()).getBytes(StandardCharsets.US_ASCII);
    }

    private static double millis(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }
}
