package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.api.ApiHandler;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a web page elsewhere can make the browser of the sandbox's user send, and what the sandbox makes of it. */
class ForeignRequestsTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    @RegisterExtension
    static final SandboxExtension named = SandboxExtension.of(
            SandboxOptions.forMerchant(PayForm.MERCHANT).withAllowedHosts(Set.of("Pay.Test", "sandbox.example")));

    private static final Client client = sandbox.client();

    private static final List<String> FOREIGN = List.of(
            "Origin: http://evil.example",
            "Origin: https://evil.example:8090",
            "Origin: null",
            "Origin: http://localhost",
            "Origin: http://localhost:1",
            "Origin: http://127.0.0.1:1",
            "Origin: chrome-extension://abc",
            "Origin: not an address",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
            "Sec-Fetch-Site: anything");

    /** Every address of the sandbox's own that takes something, by method. */
    static Stream<String> unsafe() {
        return Stream.concat(
                ApiHandler.routes().stream()
                        .filter(route -> !route.startsWith("GET"))
                        .map(route -> route.replace(" ", " /sandbox/api/").replaceAll("\\{[^}]*}", "1")),
                Stream.of(
                        "POST /",
                        "POST /clock",
                        "POST /faults",
                        "POST /faults/clear",
                        "POST /faults/clear-all",
                        "POST /trades/1/send_goods",
                        "POST /deliveries/pause",
                        "POST /deliveries/1/resend",
                        "POST /cashier/1",
                        "POST /refunds/1",
                        "POST /explain",
                        "PUT /sandbox/api/clock",
                        "PATCH /sandbox/api/faults",
                        "DELETE /trades/1",
                        "POST /nowhere"));
    }

    @ParameterizedTest
    @MethodSource("unsafe")
    void aPageOfAnotherOriginChangesNothing(String methodAndPath) {
        String[] request = methodAndPath.split(" ");
        for (String header : FOREIGN) {
            RawRequest.Answer answer = send(request[0], request[1], header);
            assertThat(answer.status()).as("%s with %s", methodAndPath, header).isEqualTo(403);
            assertThat(answer.body()).contains("--allowed-host", "-Dsandbox.allowed-hosts");
            assertThat(answer.header("Content-Type").orElseThrow())
                    .startsWith(request[1].startsWith("/sandbox/api/") ? "application/problem+json" : "text/html");
        }
        assertThat(client.api("clock").get("offset").getAsString()).isEqualTo("PT0S");
        assertThat(client.api("faults").getAsJsonArray("faults")).isEmpty();
        assertThat(client.api("notifier").get("paused").getAsBoolean()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("unsafe")
    void aProgramAndAPageOfItsOwnAreServed(String methodAndPath) {
        String[] request = methodAndPath.split(" ");
        String own = "Origin: http://localhost:" + sandbox.port();
        assertThat(send(request[0], request[1], "").status()).isNotEqualTo(403);
        assertThat(send(request[0], request[1], own).status()).isNotEqualTo(403);
        assertThat(send(request[0], request[1], own, "Sec-Fetch-Site: same-origin")
                        .status())
                .isNotEqualTo(403);
        assertThat(send(request[0], request[1], "Sec-Fetch-Site: none").status())
                .isNotEqualTo(403);
        assertThat(send(request[0], request[1], "Referer: http://shop.example/").status())
                .isNotEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gateway.do", "/cooperate/gateway.do", "/trade/notify_query.do"})
    void theVendorsServicesTakePagesOfEveryMerchant(String path) {
        for (String header : FOREIGN) {
            for (String method : List.of("GET", "POST")) {
                assertThat(send(method, path, header).status())
                        .as("%s %s with %s", method, path, header)
                        .isEqualTo(200);
            }
        }
    }

    /** Also for reading: the page would be of the sandbox's own origin then, and could read what it says. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/gateway.do",
                "/cooperate/gateway.do",
                "/trade/notify_query.do",
                "/trades",
                "/deliveries",
                "/clock",
                "/faults",
                "/explain",
                "/cashier/1",
                "/refunds/1",
                "/sandbox.css",
                "/sandbox.js",
                "/alipay_public_key.pem",
                "/sandbox/api/trades",
                "/sandbox/api/clock",
                "/sandbox/api/openapi.json",
                "/nowhere"
            })
    void aNameThatIsNotThisMachinesIsRefused(String path) {
        for (String host : List.of(
                "evil.example",
                "evil.example:" + sandbox.port(),
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evillocalhost",
                "10.1.2.3:" + sandbox.port(),
                "0.0.0.0",
                "[::2]")) {
            for (String method : List.of("GET", "HEAD", "POST")) {
                RawRequest.Answer answer = RawRequest.send(sandbox.port(), method, path, host);
                assertThat(answer.status())
                        .as("%s %s of %s", method, path, host)
                        .isEqualTo(403);
                if (!method.equals("HEAD")) {
                    assertThat(answer.body()).contains("--allowed-host", host);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8090",
                "localhost.:8090",
                "shop.localhost",
                "a.b.localhost:1",
                "127.0.0.1",
                "127.0.0.1:8090",
                "127.1.2.3",
                "[::1]",
                "[::1]:8090",
                "[0:0:0:0:0:0:0:1]"
            })
    void everyNameOfThisMachineIsServed(String host) {
        assertThat(RawRequest.send(sandbox.port(), "GET", "/sandbox/api/clock", host)
                        .status())
                .isEqualTo(200);
        assertThat(RawRequest.send(sandbox.port(), "POST", "/clock", host, "Origin: http://" + host)
                        .status())
                .isNotEqualTo(403);
    }

    @Test
    void anOldProgramWithoutAHostIsServed() {
        assertThat(RawRequest.send(sandbox.port(), "GET /sandbox/api/clock HTTP/1.0\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aNameThatIsAllowedIsServedDirectlyAndThroughAProxy() {
        int port = named.port();
        assertThat(RawRequest.send(port, "GET", "/sandbox/api/clock", "pay.test")
                        .status())
                .isEqualTo(200);
        assertThat(moved(port, "pay.test:" + port, "Origin: http://pay.test:" + port))
                .isEqualTo(200);
        assertThat(moved(port, "pay.test", "Origin: https://pay.test"))
                .as("TLS ends at the proxy")
                .isEqualTo(200);
        assertThat(moved(port, "pay.test", "Origin: https://pay.test:8443"))
                .as("the proxy leaves the port out")
                .isEqualTo(200);
        assertThat(moved(port, "127.0.0.1:" + port, "Origin: https://sandbox.example"))
                .as("the proxy sends a name of its own")
                .isEqualTo(200);
        assertThat(moved(port, "pay.test:" + port, "Origin: http://pay.test:1"))
                .as("another site of the same machine")
                .isEqualTo(403);
        assertThat(moved(port, "pay.test", "Origin: http://evil.example")).isEqualTo(403);
        assertThat(moved(port, "evil.example", "")).isEqualTo(403);
    }

    private static int moved(int port, String host, String header) {
        return RawRequest.send(port, "POST", "/sandbox/api/clock", host, header).status();
    }

    private static RawRequest.Answer send(String method, String path, String... headers) {
        return RawRequest.send(sandbox.port(), method, path, "localhost:" + sandbox.port(), headers);
    }
}
