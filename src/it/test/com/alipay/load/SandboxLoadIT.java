package com.alipay.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.it.Folders;
import com.alipay.it.Http;
import com.alipay.it.LocalAlipay;
import com.alipay.it.SandboxProcess;
import com.alipay.it.Shop;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * {@code alipay-sandbox.jar} as a process of its own, in a small heap: payments at a steady rate and as fast as it goes, until many
 * trades are kept. The figures are printed, not judged: what is judged is that the merchant is told of each payment once and in order.
 */
class SandboxLoadIT {
    private static final String HEAP = "-Xmx512m";

    /** Payments; each is two requests and three notifications. */
    private static final int PER_SECOND = 200;

    private static final int STEADY = PER_SECOND * LoadTest.size(1, 60);
    private static final int FEW = LoadTest.size(200, 1_000);
    private static final int MANY = LoadTest.size(600, 100_000);
    private static final int BUYERS = 8;
    private static final int ATTEMPTS = LoadTest.size(10, 200);
    private static final int PAGE = 1_000;
    private static final Duration WHOLE_LADDER = Duration.ofHours(25);

    @Test
    void inMemory() throws Exception {
        new Life("in memory", Folders.fresh(LoadTest.folder("load-memory"))).prove();
    }

    @Test
    void withADataFile() throws Exception {
        Path folder = Folders.fresh(LoadTest.folder("load-data"));
        String oldest = new Life("with a data file", folder, "--data", "sandbox.data").prove();
        Life next = new Life(
                "with a data file of " + (Files.size(folder.resolve("sandbox.data")) >> 20) + " MiB",
                folder,
                "--data",
                "sandbox.data");
        next.findAgain(oldest);
    }

    /** One process, from its start to its end. */
    private static final class Life {
        private final String title;
        private final Path folder;
        private final List<String> options = new ArrayList<>(
                List.of("--port", "0", "--partner", Shop.PARTNER, "--key", Shop.KEY, "--seller-email", Shop.SELLER));
        private SandboxProcess process;
        private LocalAlipay alipay;

        Life(String title, Path folder, String... more) {
            this.title = title;
            this.folder = folder;
            this.options.addAll(List.of(more));
        }

        /** Answers the number of an order that was paid early. */
        String prove() throws Exception {
            start();
            try (AckServer merchant = AckServer.open();
                    ConcurrentSenders senders = new ConcurrentSenders(alipay, merchant)) {
                String oldest = senders.pay().get("out_trade_no").getAsString();
                report("first " + FEW, () -> senders.asFastAsItGoes(BUYERS, FEW));
                Map<String, LatencySummary> few = looks(senders);
                MemoryUse before = keeps(senders);
                report(PER_SECOND + " a second", () -> senders.atRate(PER_SECOND, STEADY));
                int left = Math.max(FEW, MANY - senders.paid().size());
                report("as fast as it goes", () -> senders.asFastAsItGoes(BUYERS, left));
                Map<String, LatencySummary> many = looks(senders);
                MemoryUse after = keeps(senders);
                report("the same with so many", () -> senders.atRate(PER_SECOND, STEADY));
                few.forEach((what, times) -> compare(what, times, many.get(what)));
                LoadTest.report("load: %s: %d bytes live more", title, after.live() - before.live());
                allIsAcknowledged();
                alipay.advance(WHOLE_LADDER);
                LoadTest.report("load: %s: %s", title, merchant.settle(senders.paid(), ConcurrentSenders.STATUSES));
                return oldest;
            } finally {
                process.close();
            }
        }

        /** A process that goes on with the file of the one before. */
        void findAgain(String oldest) throws Exception {
            start();
            try {
                assertThat(alipay.trade(oldest).get("trade_status").getAsString())
                        .isEqualTo("WAIT_SELLER_SEND_GOODS");
                assertThat(list("trades"))
                        .extracting(trade -> trade.get("trade_status").getAsString())
                        .containsOnly("WAIT_SELLER_SEND_GOODS");
            } finally {
                process.close();
            }
        }

        private void start() throws Exception {
            long begin = System.nanoTime();
            process = SandboxProcess.run(List.of(HEAP), folder, options.toArray(String[]::new));
            alipay = process.alipay();
            assertThat(Http.get(alipay.url() + "/").statusCode()).isEqualTo(200);
            double seconds = (System.nanoTime() - begin) / 1e9;
            MemoryUse footprint = MemoryUse.of(process);
            LoadTest.report(
                    "load: %s, %s: answers after %.1f s, %.1f s of CPU; %s",
                    title, HEAP, seconds, footprint.cpu().toMillis() / 1e3, footprint);
        }

        /** Something that many buyers do. */
        private interface Rush {
            ConcurrentSenders.Figures run() throws Exception;
        }

        private void report(String what, Rush rush) throws Exception {
            Duration before = MemoryUse.of(process).cpu();
            ConcurrentSenders.Figures figures = rush.run();
            Duration cpu = MemoryUse.of(process).cpu().minus(before);
            LatencySummary times = figures.times();
            LoadTest.report(
                    "load: %s, %s: %d payments, %.0f a second, median %.1f ms, p99 %.0f ms, longest %.0f ms; at most %d"
                            + " waiting; %.2f ms of CPU each",
                    title,
                    what,
                    times.count(),
                    figures.perSecond(),
                    times.millis(0.5),
                    times.millis(0.99),
                    times.millis(1),
                    figures.waiting(),
                    cpu.toNanos() / 1e6 / times.count());
        }

        private MemoryUse keeps(ConcurrentSenders senders) throws Exception {
            MemoryUse footprint = MemoryUse.of(process);
            LoadTest.report("load: %s: %d trades: %s", title, senders.paid().size(), footprint);
            return footprint;
        }

        /** How long people and programs wait for what they look at, and a buyer for his payment. */
        private Map<String, LatencySummary> looks(ConcurrentSenders senders) throws Exception {
            JsonObject trade = senders.pay();
            String number = trade.get("trade_no").getAsString();
            Map<String, LatencySummary> looks = new LinkedHashMap<>();
            looks.put("a payment", timed(() -> senders.pay()));
            for (String address : List.of(
                    "/sandbox/api/trades",
                    "/sandbox/api/trades?before=" + number,
                    "/sandbox/api/trades?out_trade_no="
                            + trade.get("out_trade_no").getAsString(),
                    "/sandbox/api/trades/" + number,
                    "/trades",
                    "/trades/" + number,
                    "/sandbox/api/deliveries",
                    "/deliveries")) {
                looks.put(
                        address.replaceAll("\\d+", "…"),
                        timed(() -> assertThat(Http.get(alipay.url() + address).statusCode())
                                .isEqualTo(200)));
            }
            return looks;
        }

        /** Something that is done once at a time. */
        private interface Look {
            void at() throws Exception;
        }

        private static LatencySummary timed(Look look) throws Exception {
            LongStream.Builder times = LongStream.builder();
            for (int i = 0; i < ATTEMPTS; i++) {
                long begin = System.nanoTime();
                look.at();
                times.add(System.nanoTime() - begin);
            }
            return LatencySummary.of(times.build());
        }

        private void compare(String what, LatencySummary few, LatencySummary many) {
            LoadTest.report(
                    "load: %s, %s: median %.2f ms with %d trades, %.2f ms with %d: ratio %.2f",
                    title, what, few.millis(0.5), FEW, many.millis(0.5), MANY, many.millis(0.5) / few.millis(0.5));
        }

        private void allIsAcknowledged() throws Exception {
            assertThat(list("deliveries"))
                    .extracting(each -> each.get("acknowledged").getAsBoolean())
                    .containsOnly(true);
        }

        private List<JsonObject> list(String name) throws IOException, InterruptedException {
            HttpResponse<byte[]> answer = Http.get(alipay.url() + "/sandbox/api/" + name + "?limit=" + PAGE);
            List<JsonObject> list = new ArrayList<>();
            for (JsonElement each : JsonParser.parseString(new String(answer.body(), StandardCharsets.UTF_8))
                    .getAsJsonArray()) {
                list.add(each.getAsJsonObject());
            }
            return list;
        }
    }
}
