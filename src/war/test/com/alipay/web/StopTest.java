package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.catalina.LifecycleException;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of the web application after its end, on a busy machine and with messages still coming. */
class StopTest {
    private static final int MESSAGES_BEFORE = 60;

    @TempDir
    Path folder;

    @Test
    void noThreadOutlivesTheApplication() throws IOException, InterruptedException, LifecycleException {
        ExecutorService busy = Executors.newCachedThreadPool();
        AtomicBoolean over = new AtomicBoolean();
        HttpServer gateway = gateway();
        int verify = gateway.getAddress().getPort();
        Map<String, String> settings = MerchantServer.settings(folder);
        settings.put("verify_gateway", "http://127.0.0.1:" + verify + "/trade/notify_query.do");
        settings.put("gateway", "http://127.0.0.1:" + verify + "/gateway.do");
        settings.put("check_at_start", "true");
        settings.put("reconcile_minutes", "1");
        try (MerchantServer server = MerchantServer.start(folder, settings)) {
            ClassLoader application = server.classLoader();
            IntStream.range(0, 2 * Runtime.getRuntime().availableProcessors())
                    .forEach(i -> busy.execute(() -> {
                        while (!over.get()) {
                            Thread.onSpinWait();
                        }
                    }));
            CountDownLatch answered = new CountDownLatch(MESSAGES_BEFORE);
            List<CompletableFuture<Void>> senders = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> send(server, i, answered, over), busy))
                    .toList();
            CompletableFuture<HttpResponse<String>> doctor = server.http()
                    .sendAsync(
                            server.request("admin/api/doctor", "admin:admin").build(),
                            HttpResponse.BodyHandlers.ofString());
            answered.await();

            server.undeploy();
            List<String> left = left(application);

            over.set(true);
            senders.forEach(CompletableFuture::join);
            doctor.handle((answer, broken) -> null).join();
            assertThat(left).as("threads of the application after its end").isEmpty();
        } finally {
            over.set(true);
            busy.shutdown();
            gateway.stop(0);
        }
    }

    /** Those with a name of ours, and those that would keep its class loader; the container's own serve on. */
    private static List<String> left(ClassLoader application) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().isAlive())
                .filter(entry -> entry.getKey().getName().startsWith("alipay")
                        || entry.getKey().getContextClassLoader() == application
                                && !entry.getKey().getName().startsWith("http-nio"))
                .map(entry -> entry.getKey().getName() + " " + List.of(entry.getValue()))
                .toList();
    }

    /** Genuine and unverified messages in turn, until it is over; what is refused after the end was meant to be. */
    private static void send(MerchantServer server, int sender, CountDownLatch answered, AtomicBoolean over) {
        for (int i = 0; !over.get(); i++) {
            String text = "notify_id=id" + sender + "x" + i + "&notify_type=trade_status_sync&out_trade_no=STOP" + i
                    + "&trade_no=2011&trade_status=TRADE_FINISHED";
            String sign = i % 2 == 0 ? DigestUtils.md5Hex(text + MerchantServer.KEY) : "0";
            try {
                server.send(server.request("notify_url.jsp")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(text + "&sign=" + sign + "&sign_type=MD5")));
                answered.countDown();
            } catch (IOException e) {
                // The application is going away: no answer is what the gateway would get, and it would come again.
                answered.countDown();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Confirms everything. */
    private static HttpServer gateway() throws IOException {
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            byte[] yes = "true".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, yes.length);
            exchange.getResponseBody().write(yes);
            exchange.close();
        });
        gateway.start();
        return gateway;
    }
}
