package com.alipay.sandbox.check;

import com.alipay.sandbox.protocol.FormCodec;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** A small honest shop with its books in memory, which can be broken in one way. */
public final class SmallShop implements AutoCloseable {
    public static final String PARTNER = "2088000000000001";
    public static final String KEY = "sh0psim0a1b2c3d4e5f6g7h8i9j0k1l2";
    public static final String SELLER = "seller@example.com";

    private static final String PRICE = "0.02";
    private static final Set<String> SURPLUS = Set.of("a_parameter_of_tomorrow", "Zone");

    /** One way of being broken, and the check that has to name it. */
    public enum Defect {
        NONE(""),
        OTHER_GATEWAY("order"),
        REDIRECTS("redirect"),
        ANSWERS_FAIL("payment"),
        HTML_AROUND("success-word"),
        BYTE_ORDER_MARK("success-word"),
        LINE_BREAK("success-word"),
        STORES_LATER("stored-first"),
        OPENS_SESSION("cookies"),
        NO_SIGNATURE("signature"),
        NO_NOTIFY_ID("notify-id"),
        TAKES_SPLICED_VALUES("spliced-value"),
        TRUSTS_GET("get"),
        NO_AMOUNT("wrong-amount"),
        NO_SELLER("wrong-seller"),
        INVENTS_ORDERS("wrong-order"),
        TRUSTS_MISSING_AMOUNT("missing-parameters"),
        SIGNS_KNOWN_NAMES("unknown-parameters"),
        READS_ASCII("charset"),
        NEEDS_PLAIN_TYPE("wire-forms"),
        READS_ONCE("slow-connection"),
        ANY_STATUS("status"),
        APPLIES_TWICE("duplicates"),
        ACCEPTS_REPLAYS("replay"),
        FAILS_ON_RELOAD("return"),
        TRUSTS_RETURN("return-forged"),
        DELIVERS_ON_RETURN("return-with-notification"),
        GOES_BACK("reordering"),
        DELIVERS_AT_REFUND("refund-without-goods"),
        FAILS_AT_RETURNED_GOODS("refund-with-goods"),
        CLOSES_AT_REFUSAL("refund-refused"),
        REFUSES_RETRIES("retry"),
        REFUSES_OLD_TIMES("late-closing");

        private final String check;

        Defect(String check) {
            this.check = check;
        }

        String check() {
            return check;
        }
    }

    /** Stages as the books say them, in their order. */
    private enum Stage {
        UNPAID,
        PAID,
        SHIPPED,
        FINISHED,
        CLOSED
    }

    private static final class Entry {
        private Stage stage = Stage.UNPAID;
        private int delivered;
        private int visits;
        private String lastId = "";
    }

    private final Defect defect;
    private final String gateway;
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Entry> books = new HashMap<>();
    private final Set<String> verified = new HashSet<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private volatile String token = "";
    private volatile Optional<Path> files = Optional.empty();

    private SmallShop(Defect defect, String gateway, HttpServer server) {
        this.defect = defect;
        this.gateway = gateway;
        this.server = server;
    }

    public static SmallShop open(Defect defect, String gateway) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SmallShop shop = new SmallShop(defect, gateway, server);
            server.createContext("/buy", shop::buy);
            server.createContext("/notify", shop::notified);
            server.createContext("/return", shop::returned);
            server.createContext("/status", shop::status);
            server.createContext("/alipay-check.txt", exchange -> answer(exchange, 200, shop.token));
            server.setExecutor(shop.threads);
            server.start();
            return shop;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** Takes so many orders without a buyer, and returns their numbers. */
    public List<String> place(int count) {
        return Stream.generate(this::place).limit(count).toList();
    }

    private String place() {
        synchronized (books) {
            String number = "S" + (books.size() + 1);
            books.put(number, new Entry());
            write(number);
            return number;
        }
    }

    /** Keeps the books in files of that folder too, one an order. */
    public void writesInto(Path folder) {
        files = Optional.of(folder);
    }

    private void write(String number) {
        files.ifPresent(folder -> {
            try {
                Path draft = Files.writeString(folder.resolve("draft"), text(books.get(number)));
                Files.move(draft, folder.resolve(number), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String text(Entry entry) {
        return entry.stage.name().toLowerCase(Locale.ROOT) + " " + entry.delivered;
    }

    public void shows(String text) {
        token = text;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void buy(HttpExchange exchange) throws IOException {
        String number = place();
        Map<String, String> params = new TreeMap<>();
        params.put("service", "trade_create_by_buyer");
        params.put("partner", PARTNER);
        params.put("_input_charset", "utf-8");
        params.put("payment_type", "1");
        params.put("seller_email", SELLER);
        params.put("notify_url", url("/notify"));
        params.put("return_url", url("/return"));
        params.put("out_trade_no", number);
        params.put("subject", "Tea & cake");
        params.put("price", PRICE);
        params.put("quantity", "1");
        params.put("logistics_type", "EXPRESS");
        params.put("logistics_fee", "0.00");
        params.put("logistics_payment", "SELLER_PAY");
        params.put("sign", sign(params));
        params.put("sign_type", "MD5");
        String inputs = params.entrySet().stream()
                .map(param -> "<input type='hidden' name=\"" + param.getKey() + "\" value=\""
                        + param.getValue().replace("&", "&amp;") + "\"/>")
                .collect(Collectors.joining());
        String action = defect == Defect.OTHER_GATEWAY ? "https://mapi.alipay.com/gateway.do" : gateway;
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        answer(
                exchange,
                200,
                "<form method=post action=\"" + action + "?_input_charset=utf-8\">" + inputs
                        + "<input type=submit value='Pay'></form>");
    }

    private void notified(HttpExchange exchange) throws IOException {
        byte[] body = body(exchange);
        String query = exchange.getRequestURI().getRawQuery();
        boolean isGet = exchange.getRequestMethod().equals("GET");
        if (isGet && defect == Defect.TRUSTS_GET && query != null) {
            body = query.getBytes(StandardCharsets.US_ASCII);
        }
        if (defect == Defect.NEEDS_PLAIN_TYPE
                && !"application/x-www-form-urlencoded"
                        .equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            body = new byte[0];
        }
        if (defect == Defect.REDIRECTS) {
            exchange.getResponseHeaders().set("Location", url("/notify/"));
            answer(exchange, 302, "");
            return;
        }
        if (defect == Defect.OPENS_SESSION) {
            exchange.getResponseHeaders().set("Set-Cookie", "PHPSESSID=1; path=/");
        }
        boolean good = (!isGet || defect == Defect.TRUSTS_GET) && accepts(params(body));
        answer(exchange, 200, good && defect != Defect.ANSWERS_FAIL ? success() : "fail");
    }

    private String success() {
        return switch (defect) {
            case HTML_AROUND -> "<html><body>success</body></html>";
            case BYTE_ORDER_MARK -> "\uFEFFsuccess";
            case LINE_BREAK -> "success\r\n";
            default -> "success";
        };
    }

    private boolean accepts(Map<String, String> params) {
        String id = params.getOrDefault("notify_id", "");
        boolean genuine = (defect == Defect.TAKES_SPLICED_VALUES || isWhole(params))
                && (defect == Defect.NO_SIGNATURE || isSigned(params))
                && (defect == Defect.NO_NOTIFY_ID || isConfirmed(id));
        if (!genuine || isRefused(params)) {
            return false;
        }
        synchronized (books) {
            Entry entry = books.get(params.getOrDefault("out_trade_no", ""));
            if (entry == null && defect == Defect.INVENTS_ORDERS && params.containsKey("out_trade_no")) {
                entry = new Entry();
                books.put(params.get("out_trade_no"), entry);
            }
            if (entry == null || !isOurs(params) || !isRight(params)) {
                return false;
            }
            Entry found = entry;
            if (defect == Defect.STORES_LATER) {
                later.add(() -> apply(found, params));
            } else {
                apply(found, params);
                write(params.get("out_trade_no"));
            }
            return true;
        }
    }

    private boolean isRefused(Map<String, String> params) {
        String sent = params.get("notify_time");
        return switch (defect) {
            case REFUSES_RETRIES -> seconds(params.getOrDefault("gmt_payment", sent)) + 120 < seconds(sent);
            case REFUSES_OLD_TIMES -> seconds(params.getOrDefault("gmt_close", sent)) + 86_400 < seconds(sent);
            case FAILS_AT_RETURNED_GOODS -> "WAIT_BUYER_RETURN_GOODS".equals(params.get("refund_status"));
            default -> false;
        };
    }

    private static long seconds(String time) {
        return LocalDateTime.parse(time.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
    }

    private byte[] body(HttpExchange exchange) throws IOException {
        if (defect != Defect.READS_ONCE) {
            return exchange.getRequestBody().readAllBytes();
        }
        byte[] buffer = new byte[8192];
        return Arrays.copyOf(buffer, Math.max(0, exchange.getRequestBody().read(buffer)));
    }

    private static boolean isWhole(Map<String, String> params) {
        return params.values().stream().noneMatch(value -> value.matches("(?s).*&[a-z_]+=.*"));
    }

    private boolean isSigned(Map<String, String> params) {
        return sign(params).equals(params.get("sign"));
    }

    private boolean isOurs(Map<String, String> params) {
        return defect == Defect.NO_SELLER || SELLER.equals(params.get("seller_email"));
    }

    private boolean isRight(Map<String, String> params) {
        String total = params.get("total_fee");
        if (total == null) {
            return defect == Defect.TRUSTS_MISSING_AMOUNT;
        }
        return defect == Defect.NO_AMOUNT || new BigDecimal(total).compareTo(new BigDecimal(PRICE)) == 0;
    }

    private void apply(Entry entry, Map<String, String> params) {
        String refund = params.getOrDefault("refund_status", "");
        Stage stage = switch (params.getOrDefault("trade_status", "")) {
            case "WAIT_SELLER_SEND_GOODS" -> Stage.PAID;
            case "WAIT_BUYER_CONFIRM_GOODS" -> Stage.SHIPPED;
            case "TRADE_FINISHED" -> Stage.FINISHED;
            case "TRADE_CLOSED" -> Stage.CLOSED;
            case "TRADE_UNHEARD_OF" -> defect == Defect.ANY_STATUS ? Stage.PAID : Stage.UNPAID;
            default -> Stage.UNPAID;
        };
        boolean paysNow = stage == Stage.PAID && (refund.isEmpty() || defect == Defect.DELIVERS_AT_REFUND);
        boolean again = defect == Defect.APPLIES_TWICE
                || defect == Defect.DELIVERS_AT_REFUND && !refund.isEmpty()
                || defect == Defect.ACCEPTS_REPLAYS && !entry.lastId.equals(params.get("notify_id"));
        boolean first = entry.stage == Stage.UNPAID && stage != Stage.UNPAID && stage != Stage.CLOSED;
        if (first || paysNow && again) {
            entry.delivered++;
        }
        if (defect == Defect.ACCEPTS_REPLAYS) {
            books.values().forEach(each -> each.lastId = params.get("notify_id"));
        }
        if (defect == Defect.CLOSES_AT_REFUSAL && refund.equals("SELLER_REFUSE_BUYER")) {
            entry.stage = Stage.CLOSED;
        }
        if (stage.compareTo(entry.stage) > 0 || defect == Defect.GOES_BACK && stage != Stage.UNPAID) {
            entry.stage = stage;
        }
    }

    private boolean isConfirmed(String id) {
        if (id.isEmpty()) {
            return false;
        }
        synchronized (verified) {
            if (defect == Defect.ACCEPTS_REPLAYS && verified.contains(id)) {
                return true;
            }
        }
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(
                                    gateway + "?service=notify_verify&partner=" + PARTNER + "&notify_id=" + id))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            boolean confirmed = answer.statusCode() == 200 && answer.body().equals("true");
            synchronized (verified) {
                return confirmed && (verified.add(id) || true);
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void returned(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        Map<String, String> params = params((query == null ? "" : query).getBytes(StandardCharsets.US_ASCII));
        boolean signed = isSigned(params);
        int status = 200;
        synchronized (books) {
            Entry entry = books.get(params.getOrDefault("out_trade_no", ""));
            if (entry != null && (signed || defect == Defect.TRUSTS_RETURN)) {
                entry.visits++;
                if (entry.stage == Stage.UNPAID && defect == Defect.TRUSTS_RETURN) {
                    entry.stage = Stage.PAID;
                    entry.delivered = 1;
                }
                if (defect == Defect.DELIVERS_ON_RETURN) {
                    entry.delivered++;
                }
                status = defect == Defect.FAILS_ON_RELOAD && entry.visits > 1 ? 500 : 200;
            }
        }
        answer(exchange, status, signed ? "thank you" : "not confirmed");
    }

    private void status(HttpExchange exchange) throws IOException {
        String number = exchange.getRequestURI().getQuery();
        String text;
        synchronized (books) {
            Entry entry = books.get(number);
            text = entry == null ? "" : text(entry);
            later.forEach(Runnable::run);
            later.clear();
        }
        answer(exchange, 200, text);
    }

    private Map<String, String> params(byte[] form) {
        Charset charset = defect == Defect.READS_ASCII ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8;
        return FormCodec.decode(form, charset).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> other));
    }

    private String sign(Map<String, String> params) {
        String text = new TreeMap<>(params)
                .entrySet().stream()
                        .filter(param -> !param.getKey().equals("sign")
                                && !param.getKey().equals("sign_type"))
                        .filter(param -> defect != Defect.SIGNS_KNOWN_NAMES || !SURPLUS.contains(param.getKey()))
                        .filter(param -> !param.getValue().isEmpty())
                        .map(param -> param.getKey() + "=" + param.getValue())
                        .collect(Collectors.joining("&"));
        return DigestUtils.md5Hex((text + KEY).getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
