package com.alipay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.Configuration;
import com.alipay.config.Violation;
import com.alipay.diagnosis.site.SiteCheck;
import com.alipay.diagnosis.site.SiteDiagnoserTest;
import com.alipay.gateway.DetectedBy.Stage;
import com.alipay.orders.rules.OrderCreationResult;
import com.alipay.protocol.PayService;
import com.alipay.services.PaymentRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each promise of {@link GatewayError#foreseenBy()}, kept: the thing is broken, and the check named there says so. */
class DetectedByTest {
    private static final Instant NOW = Instant.parse("2011-03-20T01:00:00Z");

    /** Entries of the tutorials' lists that nobody but Alipay can know of, and why. */
    private static final Map<GatewayError, String> ONLY_ALIPAY_KNOWS = Map.of(
            GatewayError.HAS_NO_PRIVILEGE, "what is contracted stands in Alipay's books",
            GatewayError.SELLER_NOT_IN_SPECIFIED_SELLERS, "which accounts the contract names stands in Alipay's books");

    private static final Map<String, String> SETTINGS = Map.of(
            "partner", "1088000000000001",
            "key", "short",
            "seller_email", "seller",
            "notify_url", "http://shop.example.com/notify_url.jsp?id=1",
            "return_url", "www.example.com/return_url.jsp",
            "input_charset", "utf8",
            "sign_type", "md5",
            "service", "trade_create_by_buyers");

    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("out_trade_no", ""),
            Map.entry("subject", ""),
            Map.entry("body", "长".repeat(201)),
            Map.entry("price", "1,000.00"),
            Map.entry("quantity", "1.5"),
            Map.entry("discount", "-338.00"),
            Map.entry("total_fee", "1.00"),
            Map.entry("payment_type", "4"),
            Map.entry("show_url", "www.example.com"),
            Map.entry("buyer_id", "12"),
            Map.entry("buyer_email", "Seller@example.com"),
            Map.entry("logistics_type", ""),
            Map.entry("logistics_fee", "1.234"),
            Map.entry("logistics_payment", "BUYER"),
            Map.entry("it_b_pay", "1.5h"),
            Map.entry("t_s_send_1", "3"),
            Map.entry("t_s_send_2", "0d"),
            Map.entry("t_b_rec_post", "3h"),
            Map.entry("exter_invoke_ip", "1.2.3"));

    private static final Map<String, String> REFUNDS = Map.of(
            "batch_no", "20110320000",
            "batch_num", "2",
            "refund_date", "2011-03-20",
            "detail_data", "2011031500000002^0.01");

    static Stream<DetectedBy> promises() {
        return Arrays.stream(GatewayError.values())
                .flatMap(error -> error.detectedBy().stream())
                .distinct();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("promises")
    void whatIsPromisedToBeFoundIsFound(DetectedBy detectedBy) {
        for (String name : detectedBy.names()) {
            assertThat(finds(detectedBy.stage(), name)).as(name).isTrue();
        }
        assertThat(detectedBy.text().in(Locale.CHINESE)).matches("\\p{IsHan}+（.+）");
    }

    @Test
    void everyEntryOfTheTutorialsIsForeseenUnlessOnlyAlipayKnows() {
        List<GatewayError> unforeseen = Arrays.stream(GatewayError.values())
                .filter(error -> error.help_id().isPresent())
                .filter(error -> error.detectedBy().isEmpty())
                .toList();
        assertThat(unforeseen).containsExactlyInAnyOrderElementsOf(ONLY_ALIPAY_KNOWS.keySet());
    }

    /** Both ways, so that a value here that nothing promises does not stay behind. */
    @Test
    void nothingIsBrokenHereThatNobodyPromisesToFind() {
        assertThat(names(Stage.CONFIGURATION)).isEqualTo(SETTINGS.keySet());
        assertThat(names(Stage.PAYMENT)).isEqualTo(PARAMETERS.keySet());
        assertThat(names(Stage.REFUND)).isEqualTo(REFUNDS.keySet());
    }

    private static Set<String> names(Stage stage) {
        Set<String> names = new TreeSet<>();
        promises().filter(each -> each.stage() == stage).forEach(each -> names.addAll(each.names()));
        return names;
    }

    private static boolean finds(Stage stage, String name) {
        return switch (stage) {
            case CONFIGURATION ->
                detects(name, Configuration.of(with(settings(), name, SETTINGS)).errors());
            case DOCTOR -> failing().contains(SiteCheck.valueOf(name));
            case PAYMENT ->
                detects(
                        name,
                        PaymentRequest.check(
                                PayService.ESCROW, with(payment(), name, PARAMETERS), StandardCharsets.UTF_8));
            case ORDER_SERVICE -> !new OrderCreationResult(OrderCreationResult.Kind.valueOf(name), null).mayPay();
            case REFUND ->
                detects(name, RefundBatchRequest.check(with(refund(), name, REFUNDS), StandardCharsets.UTF_8, NOW));
        };
    }

    private static boolean detects(String name, List<Violation> findings) {
        return findings.stream()
                .anyMatch(finding -> finding.isError() && finding.key().equals(name));
    }

    private static Map<String, String> with(Map<String, String> good, String name, Map<String, String> broken) {
        Map<String, String> changed = new LinkedHashMap<>(good);
        changed.put(name, broken.get(name));
        return changed;
    }

    private static Map<String, String> settings() {
        return Map.of(
                "partner", "2088000000000001",
                "key", "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m",
                "seller_email", "seller@example.com",
                "mainname", "测试商店",
                "notify_url", "http://shop.example.com/notify_url.jsp",
                "return_url", "http://shop.example.com/return_url.jsp");
    }

    private static Map<String, String> payment() {
        return Map.of(
                "out_trade_no", "SIM201103150001",
                "subject", "测试订单",
                "price", "328.00",
                "seller_email", "seller@example.com",
                "logistics_type", "EXPRESS",
                "logistics_fee", "10.00",
                "logistics_payment", "BUYER_PAY");
    }

    private static Map<String, String> refund() {
        return Map.of("batch_no", "20110320001", "detail_data", "2011031500000002^0.01^协商退款");
    }

    /** The checks that {@link SiteDiagnoserTest} makes fail one by one. */
    private static List<SiteCheck> failing() {
        List<SiteCheck> failing = new ArrayList<>();
        SiteDiagnoserTest.damages()
                .forEach(damage -> ((Set<?>) damage.get()[2]).forEach(check -> failing.add((SiteCheck) check)));
        return failing;
    }

    @Test
    void whatIsGoodIsFoundGood() {
        assertThat(Configuration.of(settings()).errors()).isEmpty();
        assertThat(PaymentRequest.check(PayService.ESCROW, payment(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(RefundBatchRequest.check(refund(), StandardCharsets.UTF_8, NOW))
                .isEmpty();
    }
}
