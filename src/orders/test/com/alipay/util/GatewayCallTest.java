package com.alipay.util;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.config.MerchantConfig;
import com.alipay.gateway.GatewayResponse;
import com.alipay.gateway.GatewayResponse.Refused;
import com.alipay.gateway.GatewayResponse.Success;
import com.alipay.gateway.GatewayResponse.Unreachable;
import com.alipay.gateway.GatewayResponse.Unreadable;
import com.alipay.gateway.GatewayResponseParser;
import com.alipay.protocol.BoundedHttpClient;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call from server to server, with a gateway that answers as told. */
class GatewayCallTest {
    private static final String DONE = "<alipay><is_success>T</is_success></alipay>";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private HttpServer gateway;
    private volatile byte[] answer = DONE.getBytes(UTF_8);
    private volatile int status = 200;
    private volatile boolean drips;

    @BeforeEach
    void startGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/gateway.do", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), US_ASCII);
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawQuery() + " " + body);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, drips ? 0 : answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            if (drips) {
                exchange.getResponseBody().flush();
                awaitRelease();
            }
            exchange.close();
        });
        gateway.start();
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
    }

    private String address() {
        return "http://localhost:" + gateway.getAddress().getPort() + "/gateway.do";
    }

    private static MerchantConfig merchant() {
        return MerchantConfig.of(Map.of(
                "partner", "2088000000000001", "key", "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m", "input_charset", "gbk"));
    }

    private GatewayRequest signed() {
        return GatewayRequest.sign(Map.of("service", "single_trade_query", "subject", "测试"), address(), merchant());
    }

    private static GatewayResponse<Map<String, String>> ask(GatewayRequest request) {
        return new GatewayResponseParser(merchant()).send(request);
    }

    @Test
    void aSignedCallIsAPostThatNamesItsCharsetInTheAddress() {
        assertThat(ask(signed())).isInstanceOf(Success.class);
        assertThat(requests)
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .startsWith("POST _input_charset=gbk ")
                        .contains("service=single_trade_query&subject=%B2%E2%CA%D4&sign=")
                        .endsWith("&sign_type=MD5"));
    }

    @Test
    void aCallWithoutASignatureIsAGet() {
        assertThat(ask(GatewayRequest.unsigned(Map.of("service", "query_timestamp"), address() + "?", merchant())))
                .isInstanceOf(Success.class);
        assertThat(requests).containsExactly("GET service=query_timestamp ");
    }

    @Test
    void theTextOfAnAnswerIsDecodedInTheMerchantsCharset() throws IOException {
        answer = "<alipay>测试</alipay>".getBytes("GBK");
        assertThat(signed().post()).isEqualTo("<alipay>测试</alipay>");
    }

    @Test
    void aRefusalIsToldByItsCode() {
        answer = "<alipay><is_success>F</is_success><error>ILLEGAL_SIGN</error></alipay>".getBytes(UTF_8);
        assertThat(ask(signed())).isEqualTo(new Refused<>("ILLEGAL_SIGN"));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500, 503})
    void anotherStatusThan200IsNoAnswer(int other) {
        status = other;
        assertThat(ask(signed())).isEqualTo(new Unreachable<>("the gateway answered HTTP " + other));
        assertThatThrownBy(() -> signed().post())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HTTP " + other);
        assertThat(requests).hasSize(2);
    }

    @Test
    void nobodyThereIsNoAnswer() {
        GatewayRequest request = signed();
        gateway.stop(0);
        assertThat(ask(request)).isInstanceOf(Unreachable.class);
        assertThat(ask(request).reason()).startsWith("no answer: ").doesNotContain("sign=");
    }

    @Test
    void aBodyThatDripsOnIsCutOffAtTheDeadline() {
        drips = true;
        answer = "<alipay><is_succ".getBytes(UTF_8);
        assertThatThrownBy(() ->
                        signed().send(new BoundedHttpClient(Duration.ofMillis(300), GatewayRequest.LONGEST_ANSWER)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no answer within 300 ms");
    }

    @Test
    void aHugeBodyIsCutOffAndUnreadable() {
        answer = ("<alipay>" + " ".repeat(200_000) + "</alipay>").getBytes(UTF_8);
        assertThat(ask(signed())).isEqualTo(new Unreadable<>("more than 65536 bytes"));
        assertThatThrownBy(() -> signed().post()).isInstanceOf(IOException.class);
    }

    @Test
    void anAddressThatIsNoneIsToldAndNotThrown() {
        GatewayRequest nowhere = GatewayRequest.sign(Map.of("service", "close_trade"), "not an address", merchant());
        assertThat(ask(nowhere).reason()).contains("mend the configuration");
    }

    @Test
    void anEmptyBodyIsUnreadable() {
        answer = new byte[0];
        assertThat(ask(signed())).isEqualTo(new Unreadable<>("an empty body"));
    }
}
