package com.alipay.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.alipay.config.MerchantConfig;
import com.alipay.protocol.FormData;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway that answers as told and remembers what it was asked. */
public final class StubGateway implements AutoCloseable {
    public static final String KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m";

    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final String charset;
    private volatile String answer = "";

    public StubGateway(String charset) throws IOException {
        this.charset = charset;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/gateway.do", exchange -> {
            byte[] posted = exchange.getRequestBody().readAllBytes();
            byte[] query = exchange.getRequestURI().getRawQuery().getBytes(ISO_8859_1);
            requests.add(FormData.parse(
                            posted.length > 0 ? posted : query, merchant().charset())
                    .values());
            byte[] body = answer.getBytes(merchant().charset());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public MerchantConfig merchant() {
        return MerchantConfig.of(Map.of(
                "partner",
                "2088000000000001",
                "key",
                KEY,
                "input_charset",
                charset,
                "seller_email",
                "seller@example.com",
                "gateway",
                "http://localhost:" + server.getAddress().getPort() + "/gateway.do"));
    }

    public GatewayClient client() {
        return new GatewayClient(merchant());
    }

    public StubGateway answers(String xml) {
        answer = xml;
        return this;
    }

    public StubGateway refuses(String code) {
        return answers("<alipay><is_success>F</is_success><error>" + code + "</error></alipay>");
    }

    /** What the one call so far said. */
    public Map<String, String> question() {
        if (requests.size() != 1) {
            throw new AssertionError("asked " + requests.size() + " times");
        }
        return requests.get(0);
    }

    public int questions() {
        return requests.size();
    }

    /** A worked example of the protocol's. */
    static String example(String service) throws IOException {
        return Files.readString(Path.of("src/it/test-resources/answers", service + ".xml"), UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
