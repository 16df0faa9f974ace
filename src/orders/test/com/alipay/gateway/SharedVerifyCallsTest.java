package com.alipay.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig;
import com.alipay.protocol.Notification;
import com.alipay.protocol.NotifyVerifyClient;
import com.alipay.protocol.VerificationResult;
import com.alipay.protocol.VerificationResult.GatewayUnreachable;
import com.alipay.protocol.VerificationResult.NotifyIdRejected;
import com.alipay.protocol.VerificationResult.Verified;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the gateway is asked about an id and when not, with a gateway that answers as told and a time that is moved by hand. */
class SharedVerifyCallsTest {
    private static final String SENT = "2011-03-15 10:00:25";
    private static final int CONNECTIONS = 40;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch questionCame = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong nanos = new AtomicLong();
    private HttpServer gateway;
    private final SharedVerifyCalls calls = new SharedVerifyCalls(nanos::get);
    private NotifyVerifyClient client;
    private volatile String answer = "true";
    private volatile String heldId = "";

    @BeforeEach
    void startGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.setExecutor(threads);
        gateway.createContext("/", exchange -> {
            String id = exchange.getRequestURI().getQuery().replaceFirst(".*notify_id=", "");
            asked.add(id);
            connections.add(exchange.getRemoteAddress().getPort());
            if (id.equals(heldId)) {
                questionCame.countDown();
                awaitRelease();
            }
            byte[] body = answer.getBytes(US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            // exchange.close() would end the connection
            exchange.getRequestBody().close();
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().close();
        });
        gateway.start();
        MerchantConfig merchant = MerchantConfig.of(Map.of(
                "partner",
                "2088000000000001",
                "transport",
                "http",
                "verify_gateway",
                "http://localhost:" + gateway.getAddress().getPort() + "/trade/notify_query.do"));
        client = new NotifyVerifyClient(merchant, Duration.ofMinutes(1));
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stopGateway() {
        released.countDown();
        gateway.stop(0);
        threads.shutdownNow();
    }

    private static Notification message(String notify_id, String notify_time) {
        return new Notification(Map.of("notify_id", notify_id, "notify_time", notify_time)).numbered(1);
    }

    private VerificationResult verify(Notification message) {
        return calls.verify(message, client::verify);
    }

    private VerificationResult verify(String notify_id) {
        return verify(message(notify_id, SENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "invalid"})
    void anIdThatWasJustDeniedIsNotAskedAboutForAMinute(String word) {
        answer = word;
        VerificationResult denied = verify("a");
        for (int i = 0; i < 1_000; i++) {
            assertThat(verify("a")).isEqualTo(denied).isInstanceOf(NotifyIdRejected.class);
        }
        assertThat(asked).containsExactly("a");
        verify("b");
        assertThat(asked).as("another id is another question").containsExactly("a", "b");
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        verify("a");
        assertThat(asked).hasSize(2);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        answer = "true";
        assertThat(verify("a")).isInstanceOf(Verified.class);
        assertThat(asked).hasSize(3);
    }

    /** The minute of an id begins anew at every resend, which has a later time of sending. */
    @ParameterizedTest
    @CsvSource({
        "2011-03-15 10:00:26, true",
        "2011-03-15 10:04:25, true",
        "2011-03-16 00:00:00, true",
        "2011-03-15 10:00:25, false",
        "2011-03-15 10:00:24, false",
        "'', false"
    })
    void aDeniedIdOfAMessageThatWasSentLaterIsAskedAboutAtOnce(String sent, boolean again) {
        answer = "false";
        verify("a");
        answer = "true";
        assertThat(verify(message("a", sent)) instanceof Verified).isEqualTo(again);
        assertThat(asked).hasSize(again ? 2 : 1);
    }

    /** Of a denied resend the later time counts. */
    @Test
    void everyDenialBeginsAMinuteOfItsOwn() {
        answer = "false";
        verify("a");
        verify(message("a", "2011-03-15 10:04:25"));
        verify(message("a", "2011-03-15 10:04:25"));
        verify("a");
        assertThat(asked).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "TRUE", ""})
    void whatIsNoAnswerIsAskedAboutAgain(String word) {
        answer = word;
        verify("a");
        answer = "true";
        assertThat(verify("a")).isInstanceOf(Verified.class);
    }

    @Test
    void oneConnectionServesManyQuestions() {
        for (int i = 0; i < 5; i++) {
            assertThat(verify("id" + i)).isInstanceOf(Verified.class);
        }
        assertThat(asked).hasSize(5);
        assertThat(connections).hasSize(1);
    }

    @Test
    void aGatewayThatWasAwayIsAskedAgain() {
        gateway.stop(0);
        assertThat(verify("a")).isInstanceOf(GatewayUnreachable.class);
        assertThat(verify("a")).isInstanceOf(GatewayUnreachable.class);
    }

    @Test
    void withoutALedgerEveryMessageIsAskedAbout() {
        Notification unwritten = new Notification(Map.of("notify_id", "a", "notify_time", SENT));
        verify(unwritten);
        verify(unwritten);
        assertThat(asked).hasSize(2);
    }

    @Test
    void manyDeliveriesOfOneIdAreOneQuestionWhoseAnswerTheyShare() throws Exception {
        heldId = "a";
        List<Future<VerificationResult>> replies = deliver("a", CONNECTIONS);
        questionCame.await();
        released.countDown();
        int shared = 0;
        for (Future<VerificationResult> reply : replies) {
            if (reply.get() instanceof GatewayUnreachable unreachable) {
                assertThat(unreachable.why()).isEqualTo(NotifyVerifyClient.ASKED_ALREADY);
            } else {
                assertThat(reply.get()).isInstanceOf(Verified.class);
                shared++;
            }
        }
        assertThat(asked).containsExactly("a");
        assertThat(shared).isGreaterThanOrEqualTo(CONNECTIONS - 24);
    }

    /** Sixteen questions are asked at once. */
    @Test
    void oneIdOnManyConnectionsTakesOnePlace() throws Exception {
        heldId = "a";
        List<Future<VerificationResult>> replayed = deliver("a", CONNECTIONS);
        questionCame.await();
        List<Callable<VerificationResult>> others = IntStream.range(0, 15)
                .<Callable<VerificationResult>>mapToObj(i -> () -> verify("other" + i))
                .toList();
        for (Future<VerificationResult> other : threads.invokeAll(others)) {
            assertThat(other.get()).isInstanceOf(Verified.class);
        }
        assertThat(Collections.frequency(asked, "a")).isEqualTo(1);
        released.countDown();
        for (Future<VerificationResult> reply : replayed) {
            reply.get();
        }
    }

    /** All of them have begun when this returns. */
    private List<Future<VerificationResult>> deliver(String notify_id, int times) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(times);
        List<Future<VerificationResult>> replies = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            replies.add(threads.submit(() -> {
                begun.countDown();
                begun.await();
                return verify(notify_id);
            }));
        }
        begun.await();
        return replies;
    }
}
