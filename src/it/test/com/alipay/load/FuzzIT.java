package com.alipay.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.it.LocalAlipay;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Whatever is sent to the local Alipay, it answers, and never with a fault of its own. */
class FuzzIT {
    private static final int REQUESTS = LoadTest.size(2_000, 100_000);
    private static final int CLIENTS = 4;

    @Test
    void nothingThatIsSentBreaksTheSandbox() throws IOException, InterruptedException, ExecutionException {
        AtomicIntegerArray statuses = new AtomicIntegerArray(1000);
        long start = System.nanoTime();
        try (LocalAlipay alipay = LocalAlipay.start("fuzz")) {
            int port = URI.create(alipay.url()).getPort();
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                long seed = LoadTest.SEED + i;
                running.add(clients.submit(() -> {
                    storm(port, seed, statuses);
                    return seed;
                }));
            }
            for (Future<?> client : running) {
                client.get();
            }
            clients.shutdown();

            alipay.advance(Duration.ZERO);
            assertThat(busy(port)).as("threads that still serve a request").isEmpty();
        }
        LoadTest.report(
                "fuzz: %d requests, seed %d, %.1f s, answers %s",
                REQUESTS, LoadTest.SEED, (System.nanoTime() - start) / 1e9, counted(statuses));
    }

    private static void storm(int port, long seed, AtomicIntegerArray statuses) throws IOException {
        RandomRequests fuzz = new RandomRequests(seed);
        try (RawExchange exchange = new RawExchange(port)) {
            for (int i = 0; i < REQUESTS / CLIENTS; i++) {
                RandomRequests.Request request = fuzz.next();
                String what = "answer to request " + i + " of seed " + seed + ":\n" + request + "\n\n";
                RawExchange.Answer answer = answer(exchange, request, what);
                assertThat(answer.status())
                        .as("%s%s", what, answer.text())
                        .isLessThan(500)
                        .isNotEqualTo(0);
                assertThat(answer.text())
                        .as(what)
                        .doesNotContain("Exception", "Apache Tomcat", "\tat ", "com.alipay.sandbox");
                fuzz.learn(request, answer.text());
                statuses.incrementAndGet(answer.status());
            }
        }
    }

    private static RawExchange.Answer answer(RawExchange exchange, RandomRequests.Request request, String what)
            throws IOException {
        try {
            return exchange.send(request.bytes(), request.hasBody());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no " + what, e);
        }
    }

    /** Threads with the sandbox's servlet on their stack; asks for a page between two looks, as one may just be leaving it. */
    private static List<String> busy(int port) throws IOException {
        List<String> busy = busy();
        try (RawExchange exchange = new RawExchange(port)) {
            for (int i = 0; i < 100 && !busy.isEmpty(); i++) {
                exchange.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII), true);
                busy = busy();
            }
        }
        return busy;
    }

    private static List<String> busy() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> List.of(thread.getValue()).stream()
                        .anyMatch(frame ->
                                frame.getClassName().startsWith("com.alipay.sandbox.http.RequestHandlerServlet")))
                .map(thread -> thread.getKey().getName() + " at " + thread.getValue()[0])
                .toList();
    }

    private static String counted(AtomicIntegerArray statuses) {
        StringBuilder text = new StringBuilder();
        for (int status = 0; status < statuses.length(); status++) {
            if (statuses.get(status) > 0) {
                text.append(status).append('=').append(statuses.get(status)).append(' ');
            }
        }
        return text.toString().strip();
    }
}
