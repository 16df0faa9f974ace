package com.alipay.sandbox.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a notification travels when the merchant's container is about to close the connection. */
class NotificationHttpClientTest {
    private static final byte[] SUCCESS =
            "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nsuccess".getBytes(StandardCharsets.US_ASCII);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aConnectionClosedWhileIdleIsReplacedOnce() throws Exception {
        try (ServerSocket shop = open()) {
            Future<?> serving = serve(() -> {
                try (Socket first = shop.accept()) {
                    answer(first);
                    read(first);
                }
                try (Socket second = shop.accept()) {
                    answer(second);
                }
                return null;
            });
            NotificationHttpClient courier = new NotificationHttpClient(threads, DelayScheduler.real(threads));

            DeliveryResponse one = courier.post(address(shop), "a=1");
            DeliveryResponse two = courier.post(address(shop), "a=2");
            serving.get();

            assertThat(List.of(one, two)).allMatch(reception -> reception instanceof DeliveryResponse.Answered);
            assertThat(heard).containsExactly("a=1", "a=2", "a=2");
        }
    }

    @Test
    void aShopThatNeverAnswersIsAskedTwiceAndNoMore() throws Exception {
        try (ServerSocket shop = open()) {
            Future<?> serving = serve(() -> {
                for (int i = 0; i < 2; i++) {
                    try (Socket connection = shop.accept()) {
                        read(connection);
                    }
                }
                return null;
            });

            DeliveryResponse reception =
                    new NotificationHttpClient(threads, DelayScheduler.real(threads)).post(address(shop), "a=1");
            serving.get();

            assertThat(reception).isInstanceOf(DeliveryResponse.Failed.class);
            assertThat(heard).containsExactly("a=1", "a=1");
        }
    }

    @Test
    void aSlowConnectionBringsTheFormDropByDropAsItsPaceGoes() throws Exception {
        String form = "subject=%B2%E2%CA%D4&total_fee=338.00";
        BlockingQueue<Runnable> drops = new LinkedBlockingQueue<>();
        List<Duration> waits = new CopyOnWriteArrayList<>();
        DelayScheduler byHand = (wait, next) -> {
            waits.add(wait);
            drops.add(next);
        };
        try (ServerSocket shop = open()) {
            Future<DeliveryResponse> posting = threads.submit(
                    () -> new NotificationHttpClient(threads, byHand).postThrottled(address(shop), form));
            try (Socket connection = shop.accept()) {
                InputStream in = connection.getInputStream();
                assertThat(head(in)).contains("Content-Length: " + form.length());
                StringBuilder body = new StringBuilder();
                for (int part = 1; part <= 10; part++) {
                    assertThat(in.available()).isZero();
                    drops.take().run();
                    int sofar = form.length() * part / 10;
                    body.append(new String(in.readNBytes(sofar - body.length()), StandardCharsets.US_ASCII));
                }
                connection.getOutputStream().write(SUCCESS);

                assertThat(posting.get()).isInstanceOf(DeliveryResponse.Answered.class);
                assertThat(body).hasToString(form);
                assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(10));
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private static ServerSocket open() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static String address(ServerSocket shop) {
        return "http://localhost:" + shop.getLocalPort() + "/notify_url";
    }

    private Future<?> serve(Callable<Void> work) {
        return threads.submit(work);
    }

    private void answer(Socket connection) throws IOException {
        read(connection);
        connection.getOutputStream().write(SUCCESS);
        connection.getOutputStream().flush();
    }

    /** One request with its body. */
    private void read(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        char[] body = new char[length];
        int read = in.read(body);
        heard.add(new String(body, 0, Math.max(0, read)));
    }
}
