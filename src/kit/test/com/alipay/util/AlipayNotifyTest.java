package com.alipay.util;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig;
import com.alipay.protocol.Notification;
import com.alipay.protocol.Notification.NotificationLog;
import com.alipay.protocol.NotifyVerifyClient;
import com.alipay.protocol.ParameterNames;
import com.alipay.protocol.VerificationResult;
import com.alipay.protocol.VerificationResult.VerifyResponse;
import com.alipay.security.ResponseRecorder;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts about messages, with a gateway that answers as told. A bad message is the good one with one thing broken. */
class AlipayNotifyTest {
    private static final String KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private HttpServer gateway;
    private volatile String answer = "true";
    private volatile int status = 200;

    @BeforeEach
    void startGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            byte[] body = answer.getBytes(US_ASCII);
            if (answer.equals("hang")) {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('t');
                exchange.getResponseBody().flush();
                awaitRelease();
            } else {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
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

    private MerchantConfig merchant(String charset) {
        return MerchantConfig.of(Map.of(
                "partner",
                "2088000000000001",
                "key",
                KEY,
                "input_charset",
                charset,
                "transport",
                "http",
                "verify_gateway",
                "http://localhost:" + gateway.getAddress().getPort() + "/trade/notify_query.do"));
    }

    private AlipayNotify verifier(String charset) {
        return verifier(charset, Duration.ofMinutes(1));
    }

    private AlipayNotify verifier(String charset, Duration deadline) {
        MerchantConfig merchant = merchant(charset);
        return new AlipayNotify(merchant, new NotifyVerifyClient(merchant, deadline), NotificationLog.NONE);
    }

    private static Map<String, String> params() {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("out_trade_no", "SIM201103150001");
        params.put("subject", "测试订单");
        params.put("total_fee", "0.01");
        params.put("trade_status", "WAIT_SELLER_SEND_GOODS");
        params.put("notify_id", "RqPnCoPT3K9%2Fvwbh3I%2BSimulated");
        params.put("body", "");
        return params;
    }

    /** Signed here with the JDK alone, not with the code under test. */
    private static byte[] signed(Map<String, String> params, String charset) {
        Charset bytes = Charset.forName(charset);
        String text = params.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
        Map<String, String> all = new LinkedHashMap<>(params);
        all.put("sign", DigestUtils.md5Hex((text + KEY).getBytes(bytes)));
        all.put("sign_type", "MD5");
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), bytes))
                .collect(Collectors.joining("&"))
                .getBytes(US_ASCII);
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> params = params();
        params.put(name, value);
        return params;
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "gbk"})
    void aMessageIsGenuineWhenSignatureAndGatewayAgree(String charset) {
        VerificationResult verdict = verifier(charset).verifyMessage(signed(params(), charset));
        assertThat(verdict.isGenuine()).as(verdict.reason()).isTrue();
        assertThat(verdict.notification().text("subject")).isEqualTo("测试订单");
        assertThat(asked)
                .containsExactly("/trade/notify_query.do?partner=2088000000000001"
                        + "&notify_id=RqPnCoPT3K9%252Fvwbh3I%252BSimulated");
    }

    @Test
    void aTamperedMessageIsRefusedWithoutAskingAnybody() {
        String tampered = new String(signed(params(), "gbk"), US_ASCII).replace("0.01", "9.99");
        ResponseRecorder.RUN.sent(tampered);
        VerificationResult verdict = verifier("gbk").verifyMessage(tampered.getBytes(US_ASCII));
        ResponseRecorder.RUN.received("verdicts", "tampered", verdict + verdict.reason());
        assertThat(verdict).isInstanceOf(VerificationResult.SignatureMismatch.class);
        assertThat(verdict.toString()).doesNotContain(KEY);
        assertThat(asked).isEmpty();
    }

    @Test
    void anUpperCaseSignatureIsNotTheSignature() {
        String raw = new String(signed(params(), "gbk"), US_ASCII);
        int sign = raw.indexOf("&sign=") + 6;
        String upper = raw.substring(0, sign)
                + raw.substring(sign, sign + 32).toUpperCase(java.util.Locale.ROOT)
                + raw.substring(sign + 32);
        assertThat(verifier("gbk").verifyMessage(upper.getBytes(US_ASCII)).isGenuine())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notify_id", "sign"})
    void aMessageWithoutOneOfTheTwoProofsIsIncomplete(String missing) {
        Map<String, String> params = params();
        params.remove(missing);
        String raw = new String(signed(params, "gbk"), US_ASCII).replace("&" + missing + "=", "&other=");
        assertThat(verifier("gbk").verifyMessage(raw.getBytes(US_ASCII)))
                .isInstanceOfSatisfying(
                        VerificationResult.MissingParameters.class,
                        verdict -> assertThat(verdict.missing()).containsExactly(missing));
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false, FALSE", "invalid, INVALID", "TRUE, OTHER", "' true', OTHER", "<html>, OTHER", "'', OTHER"})
    void theGatewaysOtherAnswersAreKeptApart(String word, VerifyResponse expected) {
        answer = word;
        assertThat(verifier("gbk").verifyMessage(signed(params(), "gbk")))
                .isInstanceOfSatisfying(
                        VerificationResult.NotifyIdRejected.class,
                        verdict -> assertThat(verdict.answer()).isEqualTo(expected));
    }

    @Test
    void oneLineEndMayFollowTheWord() {
        answer = "true\n";
        assertThat(verifier("gbk").verifyMessage(signed(params(), "gbk")).isGenuine())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500})
    void anotherStatusIsNoConfirmationWhateverItSays(int code) {
        status = code;
        assertThat(verifier("gbk").verifyMessage(signed(params(), "gbk")))
                .isInstanceOfSatisfying(
                        VerificationResult.GatewayUnreachable.class,
                        verdict -> assertThat(verdict.why()).isEqualTo("HTTP " + code));
        assertThat(asked).as("redirects are not followed").hasSize(1);
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        answer = "true\n" + "x".repeat(2000);
        assertThat(verifier("gbk").verifyMessage(signed(params(), "gbk")).responseTxt())
                .isEqualTo("more than 1024 bytes");
    }

    @Test
    void aDrippingAnswerEndsWithTheDeadline() {
        answer = "hang";
        assertThat(verifier("gbk", Duration.ofMillis(500)).verifyMessage(signed(params(), "gbk")))
                .isInstanceOfSatisfying(
                        VerificationResult.GatewayUnreachable.class,
                        verdict -> assertThat(verdict.why()).startsWith("no answer within 500 ms"));
    }

    @Test
    void aGatewayThatIsDownIsUnreachableAndNotAForgery() {
        AlipayNotify verifier = verifier("gbk");
        gateway.stop(0);
        assertThat(verifier.verifyMessage(signed(params(), "gbk")))
                .isInstanceOf(VerificationResult.GatewayUnreachable.class);
    }

    @Test
    void withoutAKeyNothingIsGenuine() {
        MerchantConfig empty = MerchantConfig.of(Map.of());
        VerificationResult verdict =
                new AlipayNotify(empty, NotificationLog.NONE).verifyMessage(signed(params(), "utf-8"));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        VerificationResult.MissingParameters.class,
                        incomplete -> assertThat(incomplete.missing())
                                .containsExactly("partner in the configuration", "key in the configuration"));
    }

    @Test
    void aMessageFoundGenuineBeforeIsNotAskedAboutAgain() {
        List<String> received = new CopyOnWriteArrayList<>();
        MerchantConfig merchant = merchant("gbk");
        AlipayNotify verifier = new AlipayNotify(merchant, notice -> {
            boolean confirmed = received.contains(notice.text("notify_id"));
            received.add(notice.text("notify_id"));
            return new NotificationLog.Receipt(received.size(), confirmed);
        });
        for (int i = 1; i <= 3; i++) {
            VerificationResult verdict = verifier.verifyMessage(signed(params(), "gbk"));
            assertThat(verdict.isGenuine()).isTrue();
            assertThat(verdict.notification().entry()).isEqualTo(i);
        }
        assertThat(asked).hasSize(1);
        verifier.verifyMessage(signed(with("notify_id", "another"), "gbk"));
        assertThat(asked).as("another id is another question").hasSize(2);
    }

    @Test
    void whatCannotBeWrittenDownIsNotAskedAbout() {
        AlipayNotify verifier =
                new AlipayNotify(merchant("gbk"), notice -> new NotificationLog.Receipt(Notification.UNWRITTEN, false));
        assertThat(verifier.verifyMessage(signed(params(), "gbk")))
                .isInstanceOf(VerificationResult.GatewayUnreachable.class);
        assertThat(asked).as("an id that verifies only once would be used up").isEmpty();
    }

    /** The same message in other bytes: its signed text is the same, and it is asked about once. */
    @Test
    void whateverIsNotSignedMakesNoOtherMessage() {
        Set<String> signedTexts = new HashSet<>();
        AlipayNotify verifier = new AlipayNotify(merchant("gbk"), notice -> {
            boolean first = signedTexts.add(AlipayCore.createLinkString(AlipayCore.paraFilter(notice.params())));
            return new NotificationLog.Receipt(1, !first);
        });
        String message = new String(signed(params(), "gbk"), US_ASCII);
        String reversed = Stream.of(message.split("&"))
                .reduce((after, before) -> before + "&" + after)
                .orElseThrow();
        for (String same : List.of(
                message,
                reversed,
                message.replace("sign_type=MD5", "sign_type=0123456789abcdef"),
                message.replace("&sign_type=MD5", ""),
                message.replace("&sign=", "&%73%69gn="),
                message.replace("%B2%E2", "%b2%E2"),
                message.replace("2011", "%32%301%31"),
                message.replace("body=", "body"),
                message.replace("body=&", ""),
                message + "&memo=&remark=&x",
                "&&&" + message.replace("&", "&&") + "&=nobody's")) {
            VerificationResult verdict = verifier.verifyMessage(same.getBytes(US_ASCII));
            assertThat(verdict.isGenuine())
                    .as(same.replaceFirst("sign=[^&]*", ""))
                    .isTrue();
        }
        assertThat(signedTexts).hasSize(1);
        assertThat(asked).hasSize(1);
    }

    /** More of what is not signed than any message has: nobody stores that with one genuine message in his hands. */
    @ParameterizedTest
    @ValueSource(
            strings = {"sign", "sign_type", "a value of nothing", "a name of nothing", "many names", "ands", "escapes"})
    void aPaddedMessageIsUnreadableAndOnlyItsBeginningIsKept(String kind) {
        String x = "x".repeat(60_000);
        String good = new String(signed(params(), "gbk"), US_ASCII);
        String padded = switch (kind) {
            case "sign" -> good.replace("&sign=", "&sign=" + x);
            case "sign_type" -> good.replace("sign_type=MD5", "sign_type=" + x);
            case "a value of nothing" -> good + "&=" + x;
            case "a name of nothing" -> good + "&" + x + "=";
            case "many names" ->
                good
                        + IntStream.range(0, 150)
                                .mapToObj(i -> "&" + "x".repeat(100) + i + "=")
                                .collect(Collectors.joining());
            case "ands" -> good + "&".repeat(60_000);
            default -> good + "&" + "%78".repeat(2_000) + "=";
        };
        assertThat(verifier("gbk").verifyMessage(padded.getBytes(US_ASCII)))
                .isInstanceOfSatisfying(VerificationResult.Malformed.class, verdict -> {
                    assertThat(verdict.reason()).contains("more than");
                    assertThat(verdict.notification().delivery().orElseThrow().raw())
                            .hasSizeLessThanOrEqualTo(4 * 1024);
                });
        assertThat(asked).isEmpty();
    }

    /** As much as a message can have: every character escaped, many parameters without a value, a long signature type. */
    @Test
    void aLongMessageIsNotTakenForAPaddedOne() {
        Map<String, String> params = with("subject", "长".repeat(200));
        for (int i = 0; i < 60; i++) {
            params.put("parameter_of_some_later_version_" + i, "");
        }
        String escaped = Stream.of(new String(signed(params, "gbk"), US_ASCII).split("&"))
                .map(pair -> pair.replace("o", "%6F")
                        .replace("t", "%74")
                        .replace("n", "%6E")
                        .replace("s", "%73"))
                .collect(Collectors.joining("&"));
        assertThat(verifier("gbk").verifyMessage(escaped.getBytes(US_ASCII)).reason())
                .isEqualTo("genuine");
    }

    /** The borders can also be moved through a name: a map, unlike a form, has names with any characters. */
    @Test
    void aMessageSplicedThroughANameIsRefusedAsAMapAndAsAForm() {
        Map<String, String> honest = new LinkedHashMap<>();
        honest.put("notify_id", "0123456789abcdef0123456789abcdef7g");
        honest.put("subject", "gift&total_fee=9999.00&trade_status=TRADE_FINISHED&z=");
        honest.put("total_fee", "0.01");
        honest.put("trade_status", "WAIT_BUYER_PAY");
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("notify_id", "0123456789abcdef0123456789abcdef7g");
        forged.put("subject", "gift");
        forged.put("total_fee", "9999.00");
        forged.put("trade_status", "TRADE_FINISHED");
        forged.put("z=&total_fee=0.01&trade_status", "WAIT_BUYER_PAY");
        String sign = AlipayCore.buildMysign(honest, merchant("gbk"));
        assertThat(AlipayCore.buildMysign(forged, merchant("gbk"))).isEqualTo(sign);
        forged.put("sign", sign);
        assertThat(verifier("gbk").verifyMessage(forged)).isInstanceOf(VerificationResult.Malformed.class);
        StringBuilder raw = new StringBuilder();
        forged.forEach((name, value) -> raw.append(raw.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, US_ASCII))
                .append('=')
                .append(URLEncoder.encode(value, US_ASCII)));
        assertThat(verifier("gbk").verifyMessage(raw.toString().getBytes(US_ASCII)))
                .isInstanceOf(VerificationResult.Malformed.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void aGatewayThatIsNoAddressIsUnreachable() {
        MerchantConfig merchant = MerchantConfig.of(Map.of(
                "partner", "2088000000000001",
                "key", KEY,
                "input_charset", "gbk",
                "transport", "http",
                "verify_gateway", "ftp://localhost/notify_query.do"));
        assertThat(new AlipayNotify(merchant, NotificationLog.NONE).verifyMessage(signed(params(), "gbk")))
                .isInstanceOf(VerificationResult.GatewayUnreachable.class);
    }

    @Test
    void theVendorsGatewayWithAQuestionMarkAtItsEndIsAskedProperly() {
        MerchantConfig merchant =
                MerchantConfig.of(Map.of("gateway", "https://localhost/gateway.do?", "partner", "2088000000000001"));
        assertThat(NotifyVerifyClient.address(merchant, "a%2Fb").toString())
                .isEqualTo(
                        "https://localhost/gateway.do?service=notify_verify&partner=2088000000000001&notify_id=a%252Fb");
    }

    /**
     * The honest message has a remark that a buyer typed; the forged one moves the borders between the parameters. Both sign to the
     * very same text, so no signature can tell them apart: the guard has to.
     */
    @Test
    void aSplicedMessageIsRefusedAlthoughItsSignatureIsRight() {
        Map<String, String> honest = new LinkedHashMap<>();
        honest.put("notify_id", "0123456789abcdef0123456789abcdef7g");
        honest.put("out_trade_no", "SIM201103150001");
        honest.put("subject", "gift&total_fee=9999.00&trade_status=TRADE_FINISHED&z=");
        honest.put("total_fee", "0.01");
        honest.put("trade_status", "WAIT_BUYER_PAY");
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("notify_id", "0123456789abcdef0123456789abcdef7g");
        forged.put("out_trade_no", "SIM201103150001");
        forged.put("subject", "gift");
        forged.put("total_fee", "9999.00");
        forged.put("trade_status", "TRADE_FINISHED");
        forged.put("z", "&total_fee=0.01&trade_status=WAIT_BUYER_PAY");
        String sign = AlipayCore.buildMysign(honest, merchant("gbk"));
        assertThat(AlipayCore.buildMysign(forged, merchant("gbk")))
                .as("the signatures are equal")
                .isEqualTo(sign);
        for (Map<String, String> message : List.of(honest, forged)) {
            assertThat(new String(signed(message, "gbk"), US_ASCII)).contains("sign=" + sign);
            assertThat(verifier("gbk").verifyMessage(signed(message, "gbk")))
                    .isInstanceOfSatisfying(
                            VerificationResult.Malformed.class,
                            verdict -> assertThat(verdict.reason()).contains("total_fee"));
            message.put("sign", sign);
            assertThat(verifier("gbk").verifyMessage(message)).isInstanceOf(VerificationResult.Malformed.class);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void everyNameThatDecidesAnythingIsGuarded() {
        // The tables of the protocol: requests, returns, notifications.
        assertThat(ParameterNames.GUARDED)
                .contains(
                        "service",
                        "partner",
                        "_input_charset",
                        "sign",
                        "sign_type",
                        "notify_url",
                        "return_url",
                        "show_url",
                        "out_trade_no",
                        "subject",
                        "body",
                        "payment_type",
                        "price",
                        "quantity",
                        "discount",
                        "total_fee",
                        "logistics_type",
                        "logistics_fee",
                        "logistics_payment",
                        "logistics_type_1",
                        "logistics_fee_1",
                        "logistics_payment_1",
                        "logistics_type_2",
                        "logistics_fee_2",
                        "logistics_payment_2",
                        "seller_email",
                        "seller_id",
                        "seller_account_name",
                        "buyer_email",
                        "buyer_id",
                        "buyer_account_name",
                        "receive_name",
                        "receive_address",
                        "receive_zip",
                        "receive_phone",
                        "receive_mobile",
                        "it_b_pay",
                        "t_s_send_1",
                        "t_s_send_2",
                        "t_b_rec_post",
                        "anti_phishing_key",
                        "exter_invoke_ip",
                        "token",
                        "agent",
                        "is_success",
                        "partnerId",
                        "charset",
                        "exterface",
                        "notify_id",
                        "notify_type",
                        "notify_time",
                        "trade_no",
                        "trade_status",
                        "refund_status",
                        "gmt_create",
                        "gmt_payment",
                        "gmt_close",
                        "gmt_refund",
                        "gmt_send_goods",
                        "gmt_logistics_modify",
                        "is_total_fee_adjust",
                        "use_coupon",
                        "seller_actions",
                        "buyer_actions");
    }

    @Test
    void anUnknownParameterTakesPartInTheSignature() {
        assertThat(verifier("gbk")
                        .verifyMessage(signed(with("brand_new_field", "1"), "gbk"))
                        .isGenuine())
                .isTrue();
    }

    @Test
    void aMapDecodedInAnotherCharsetIsSaidToBeSo() {
        Map<String, String> mojibake = with("subject", "\uFFFD\uFFFD");
        mojibake.put("sign", "0".repeat(32));
        assertThat(verifier("gbk").verifyMessage(mojibake))
                .isInstanceOfSatisfying(
                        VerificationResult.Malformed.class,
                        verdict -> assertThat(verdict.reason()).contains("another charset"));
    }
}
