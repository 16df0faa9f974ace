package com.alipay.load;

import com.alipay.it.LocalAlipay;
import com.alipay.it.RawForm;
import com.alipay.it.Shop;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes up requests to a local Alipay: noise, words of the protocol in the wrong places, and signed requests with a few values
 * broken, so that what lies behind the signature is reached too. It remembers pages and trades that it was told of, and goes on
 * with them. The same seed and the same answers make the same requests. Two faults are never asked for, as to answer 503 and to
 * keep a caller waiting is what they are for.
 */
final class RandomRequests {
    private static final Charset GBK = Charset.forName("GBK");
    private static final int REMEMBERED = 64;

    private static final List<String> METHODS = List.of(
            "GET", "GET", "GET", "GET", "POST", "POST", "POST", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "BREW");
    private static final List<String> ROUTES = List.of(
            "/",
            "/gateway.do",
            "/cooperate/gateway.do",
            "/trade/notify_query.do",
            "/cashier/",
            "/trades",
            "/trades/",
            "/deliveries",
            "/deliveries/",
            "/explain",
            "/refunds/",
            "/sandbox.css",
            "/sandbox/api/trades",
            "/sandbox/api/pay",
            "/sandbox/api/deliveries",
            "/sandbox/api/clock",
            "/sandbox/api/faults",
            "/sandbox/api/",
            "/nowhere");
    private static final List<String> STEPS = List.of(
            "/send_goods",
            "/confirm_goods",
            "/extend_timeout",
            "/close",
            "/adjust_price",
            "/apply_refund",
            "/refuse_refund",
            "/agree_refund",
            "/return_goods",
            "/confirm_return",
            "/withdraw_refund",
            "/refund",
            "/continue",
            "/nothing");
    private static final List<String> TAILS = List.of(
            "", "", "/", "//", "/paid", "/return", "/resend", "/..;/x", "/%2e%2e/x", "/%00", "/%ff", "/send_goods");
    private static final List<String> SERVICES = List.of(
            LocalAlipay.DUAL,
            LocalAlipay.ESCROW,
            "create_direct_pay_by_user",
            "send_goods_confirm_by_platform",
            "single_trade_query",
            "close_trade",
            "query_timestamp",
            "refund_fastpay_by_platform_nopwd",
            "refund_fastpay_by_platform_pwd",
            "notify_verify");
    private static final List<String> NAMES = List.of(
            ("service partner _input_charset sign_type sign notify_url return_url out_trade_no subject body payment_type price"
                            + " quantity discount total_fee logistics_type logistics_fee logistics_payment logistics_type_1"
                            + " logistics_fee_1 logistics_payment_1 logistics_type_2 logistics_fee_2 logistics_payment_2"
                            + " seller_email seller_id buyer_email buyer_id show_url receive_name receive_address receive_zip"
                            + " receive_phone receive_mobile it_b_pay t_s_send_1 t_b_rec_post anti_phishing_key"
                            + " exter_invoke_ip token agent extra_common_param trade_no out_order_no trade_role logistics_name"
                            + " invoice_no transport_type create_transport_type seller_ip refund_date batch_no batch_num"
                            + " detail_data seller_user_id notify_id step buyer other_buyer contact bank mode logistics seal"
                            + " refund_fee goods_received return_goods days advance fault count")
                    .split(" "));
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "1",
            "-1",
            "0.01",
            "0.001",
            "1e3",
            "1,000.00",
            ".5",
            "1.",
            "328.00",
            "1000000.00",
            "99999999999999999999",
            "9999999.99",
            "999999999",
            "utf-8",
            "gbk",
            "gb2312",
            "utf8",
            "UTF-16",
            "MD5",
            "RSA",
            "EXPRESS",
            "EMS",
            "POST",
            "DIRECT",
            "BUYER_PAY",
            "SELLER_PAY",
            "T",
            "F",
            "3",
            "7",
            "1c",
            "1m",
            "15d",
            "999999d",
            "escrow",
            "instant",
            "pay",
            "login",
            "guest",
            "中国工商银行",
            "buyer@example.com",
            Shop.SELLER,
            "13800000000",
            "2088000000000003",
            "2088999999999999",
            "http://127.0.0.1:1/notify",
            "http://127.0.0.1:1/return?id=1",
            "http://127.0.0.1:99999/",
            "http://[::1",
            "javascript:alert(1)",
            "张三",
            "诺基亚 N8 & 耳机",
            "<script>alert(1)</script>",
            "a&b=c&total_fee=9.99",
            "😀",
            "\u0000\u0001\u001f",
            "\uFFFD",
            "'\"><!--",
            "{{ 7 * 7 }}",
            "${7*7}",
            "../../etc/passwd",
            "2011031500000001^0.01^reason",
            "^^#^^|$$",
            "PT2M",
            "P10D",
            "P40D",
            "P3000D",
            "-PT1M",
            "P99999999999D",
            "PT9223372036854775807S",
            "NOTICE_LOST",
            "NOTICE_TWICE",
            "NOTICE_REORDERED",
            "WRONG_AMOUNT",
            "VERIFY_FALSE",
            "SHIPPING_FAILS",
            "x".repeat(400),
            "订".repeat(300));
    private static final List<String> TYPES = List.of(
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=GBK",
            "application/json",
            "multipart/form-data; boundary=x",
            "text/xml",
            "%%%");
    private static final Pattern CASHIER = Pattern.compile("/(?:cashier|refunds)/[0-9a-f]{32}");
    private static final Pattern TRADE = Pattern.compile("\\b2\\d{15}\\b");
    private static final Pattern SEAL = Pattern.compile("name=\"seal\" value=\"([0-9a-f]{64})\"");

    private final Random random;
    private final List<String> pages = new ArrayList<>();
    private final List<String> trades = new ArrayList<>();
    private String sealed = "";
    private String seal = "";

    RandomRequests(long seed) {
        this.random = new Random(seed);
    }

    /**
     * One request.
     *
     * @param hasBody whether its answer will have one: not so for HEAD
     */
    record Request(byte[] bytes, boolean hasBody) {
        @Override
        public String toString() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    Request next() {
        return switch (random.nextInt(10)) {
            case 0 -> noise();
            case 1 -> words(route(), pick(METHODS));
            case 2 -> atTheApi();
            case 3 -> http(pick(METHODS), route() + "?" + escapedNoise(), pick(TYPES), bytes(random.nextInt(300)));
            case 4 -> http("POST", route(), "application/json", json());
            case 5 -> http("GET", pages.isEmpty() ? "/trades" : pick(pages), "", new byte[0]);
            case 6 -> atTheCashier();
            default -> signed();
        };
    }

    /** Notes pages, trades and the seal of a form in an answer. */
    void learn(Request request, String answer) {
        remember(pages, CASHIER.matcher(answer));
        remember(trades, TRADE.matcher(answer));
        Matcher form = SEAL.matcher(answer);
        Matcher address = CASHIER.matcher(request.toString());
        if (form.find() && address.find()) {
            seal = form.group(1);
            sealed = address.group();
        }
    }

    private static void remember(List<String> known, Matcher found) {
        if (found.find()) {
            known.add(found.group());
            if (known.size() > REMEMBERED) {
                known.remove(0);
            }
        }
    }

    /** Ends as a head ends, so that the server need not wait for more. */
    private Request noise() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (random.nextBoolean()) {
            // A server waits for a first line after any number of empty ones.
            all.write('x');
            all.writeBytes(bytes(random.nextInt(60)));
        } else {
            all.writeBytes(ascii("GET " + route() + "?"));
            all.writeBytes(bytes(random.nextInt(60)));
            all.writeBytes(ascii(" HTTP/1.1\r\nHost: localhost"));
        }
        all.writeBytes(ascii("\r\n\r\n"));
        return new Request(all.toByteArray(), true);
    }

    private Request words(String route, String method) {
        return random.nextBoolean()
                ? http(method, route + "?" + form(random.nextInt(6)), "", new byte[0])
                : http(method, route, pick(TYPES), ascii(form(random.nextInt(12))));
    }

    private Request atTheCashier() {
        String fields = "seal=" + seal + "&step=" + pick(List.of("pay", "login", "guest"))
                + "&buyer=buyer%40example.com&receive_name=x&receive_address=y&" + form(random.nextInt(3));
        return sealed.isEmpty()
                ? http("GET", pages.isEmpty() ? "/" : pick(pages), "", new byte[0])
                : http("POST", sealed, TYPES.get(0), ascii(fields));
    }

    /** Buyer and seller by program, for an order or a trade that may be there. */
    private Request atTheApi() {
        if (random.nextInt(8) == 0) {
            String control = pick(List.of("clock", "clock", "faults"));
            String field = (control.equals("clock") ? "advance=" : "fault=")
                    + URLEncoder.encode(value(), StandardCharsets.UTF_8);
            return http("POST", "/sandbox/api/" + control, TYPES.get(0), ascii(field + "&" + form(random.nextInt(2))));
        }
        String path = random.nextInt(3) == 0 || trades.isEmpty()
                ? "/sandbox/api/pay"
                : "/sandbox/api/trades/" + pick(trades) + pick(STEPS);
        String fields = "out_trade_no=" + order() + "&mode=" + pick(List.of("", "escrow", "instant"));
        return http("POST", path, TYPES.get(0), ascii(fields + "&" + form(random.nextInt(2))));
    }

    private String order() {
        return "FUZZ-" + random.nextInt(100);
    }

    private Request signed() {
        Charset charset = random.nextInt(3) == 0 ? GBK : StandardCharsets.UTF_8;
        RawForm form = LocalAlipay.payRequest(pick(SERVICES), order(), charset);
        if (!trades.isEmpty()) {
            form = form.with("trade_no", pick(trades));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            String name = pick(NAMES);
            form = random.nextInt(4) == 0 ? form.without(name) : form.with(name, URLEncoder.encode(value(), charset));
        }
        String text = random.nextInt(8) == 0
                ? form.text()
                : form.signed(charset, Shop.KEY).text();
        return random.nextBoolean()
                ? http("GET", "/gateway.do?" + text, "", new byte[0])
                : http("POST", "/gateway.do?_input_charset=" + charset.name(), TYPES.get(0), ascii(text));
    }

    private byte[] json() {
        String members = IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> "\"" + pick(NAMES) + "\":" + jsonValue())
                .collect(Collectors.joining(","));
        return switch (random.nextInt(6)) {
            case 0 -> bytes(random.nextInt(80));
            case 1 -> ascii("[".repeat(random.nextInt(3000)));
            default -> ("{" + members + "}").getBytes(StandardCharsets.UTF_8);
        };
    }

    private String jsonValue() {
        return switch (random.nextInt(5)) {
            case 0 -> "null";
            case 1 -> "1e999";
            case 2 -> "{\"a\":[1,2]}";
            default -> "\"" + value().replaceAll("[\\\\\"\\p{Cntrl}]", "") + "\"";
        };
    }

    private Request http(String method, String target, String type, byte[] body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n"
                + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                + (random.nextInt(20) == 0 ? "Referer: " + escapedNoise() + "\r\n" : "")
                + (body.length == 0 && !method.equals("POST") ? "" : "Content-Length: " + body.length + "\r\n")
                + "\r\n";
        all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return new Request(all.toByteArray(), !method.equals("HEAD"));
    }

    private String route() {
        String route = pick(ROUTES);
        if (route.equals("/trades/") || route.equals("/sandbox/api/trades")) {
            route = route.replaceAll("/$", "") + (trades.isEmpty() ? "" : "/" + pick(trades));
        }
        if (route.equals("/deliveries/") || route.equals("/sandbox/api/deliveries")) {
            route = route.replaceAll("/$", "") + "/" + random.nextInt(2000);
        }
        // Everything is forgotten now and then, or lists would grow and grow.
        return random.nextInt(600) == 0 ? "/sandbox/api/reset" : route + pick(TAILS);
    }

    private String form(int pairs) {
        return IntStream.range(0, pairs)
                .mapToObj(i -> pick(NAMES) + "=" + URLEncoder.encode(value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String value() {
        return switch (random.nextInt(8)) {
            case 0 -> trades.isEmpty() ? "1" : pick(trades);
            case 1 -> new String(bytes(random.nextInt(20)), StandardCharsets.ISO_8859_1);
            default -> pick(VALUES);
        };
    }

    /** Percent escapes, right and wrong, and what else may stand in a query. */
    private String escapedNoise() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            int octet = random.nextInt(256);
            text.append(
                    Character.isLetterOrDigit(octet) && octet < 128 || "&=%+;:@!*".indexOf(octet) >= 0
                            ? String.valueOf((char) octet)
                            : String.format(Locale.ROOT, "%%%02X", octet));
        }
        return text.toString();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
