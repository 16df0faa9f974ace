package com.alipay.diagnosis.site;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.diagnosis.site.ConnectionResult.Stage;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The probe of the network before a server of its own. */
class HttpNetworkProbeTest {
    private final HttpNetworkProbe network = new HttpNetworkProbe();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fail", exchange -> {
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("fail".getBytes(US_ASCII));
            exchange.close();
        });
        server.createContext("/login", exchange -> {
            exchange.getResponseHeaders().add("Location", "/fail");
            exchange.getResponseHeaders().add("Set-Cookie", "JSESSIONID=1");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/large", exchange -> {
            exchange.sendResponseHeaders(500, 1 << 20);
            exchange.getResponseBody().write(new byte[1 << 20]);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    @Test
    void aPageComesAsItIs() {
        HttpProbeResult page = network.get(at("/fail"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).isEqualTo("fail");
    }

    @Test
    void aRedirectIsNotFollowed() {
        HttpProbeResult page = network.get(at("/login"));
        assertThat(page.status()).isEqualTo(302);
        assertThat(page.header("location")).contains("/fail");
        assertThat(page.header("set-cookie")).contains("JSESSIONID=1");
    }

    @Test
    void ofALargePageOnlyTheBeginningIsRead() {
        HttpProbeResult page = network.get(at("/large"));
        assertThat(page.status()).isEqualTo(500);
        assertThat(page.body().length).isBetween(64 * 1024, 128 * 1024);
    }

    @Test
    void aLineIsFollowedAsFarAsItGoes() throws IOException {
        assertThat(network.reach(at("/fail")).furthest()).isEqualTo(Stage.TLS);
        assertThat(network.reach(URI.create("http://no-such-host.invalid/")).furthest())
                .isEqualTo(Stage.NOTHING);
        URI secure = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
        assertThat(network.reach(secure).furthest()).isEqualTo(Stage.PORT);
        // Bound, so that it is nobody else's, but nobody listens on it.
        try (Socket closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI nobody = URI.create("http://localhost:" + closed.getLocalPort() + "/");
            assertThat(network.reach(nobody).furthest()).isEqualTo(Stage.NAME);
            assertThat(network.get(nobody).isSuccess()).isFalse();
        }
    }
}
