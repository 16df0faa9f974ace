import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The smallest shop that a test can pay at: it sends the buyer to the gateway, and believes what is signed. */
final class TeaShop implements AutoCloseable {
    final Set<String> delivered = ConcurrentHashMap.newKeySet();
    private final String partner;
    private final String key;
    private final HttpServer server;

    TeaShop(String partner, String key) throws IOException {
        this.partner = partner;
        this.key = key;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/notify", exchange -> {
            byte[] answer = accept(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    /** Returns what the shop puts behind the gateway's address. */
    String payRequest(String number, String yuan) {
        Map<String, String> order = new TreeMap<>(Map.of(
                "service", "create_direct_pay_by_user",
                "partner", partner,
                "_input_charset", "utf-8",
                "out_trade_no", number,
                "subject", "明前龙井",
                "payment_type", "1",
                "total_fee", yuan,
                "seller_id", partner,
                "notify_url", "http://localhost:" + server.getAddress().getPort() + "/notify"));
        order.put("sign", sign(order));
        order.put("sign_type", "MD5");
        return order.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** A real shop also compares amount and seller, and asks the gateway whether it sent the message: notify_verify. */
    private byte[] accept(String body) {
        Map<String, String> message = new TreeMap<>();
        for (String pair : body.split("&")) {
            String[] parts = pair.split("=", 2);
            message.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        boolean genuine = sign(message).equals(message.get("sign"));
        if (genuine && message.get("trade_status").matches("TRADE_SUCCESS|TRADE_FINISHED")) {
            delivered.add(message.get("out_trade_no"));
        }
        return (genuine ? "success" : "fail").getBytes(StandardCharsets.US_ASCII);
    }

    private String sign(Map<String, String> parameters) {
        String text = parameters.entrySet().stream()
                .filter(each -> !each.getKey().matches("sign|sign_type") && !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest((text + key).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(md5);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no MD5 in this Java", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
