package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.gateway.GatewayErrorCode;
import com.alipay.sandbox.merchant.ServerService;
import com.alipay.sandbox.trade.PayService;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The coverage table of the sandbox: every service, every step of a trade and of a refund, every code, and the test that proves
 * it over HTTP. The rows come from the enums and from the state machine itself; a row without a proof fails, and so does a proof
 * of something that is no row. The table is written to {@code target/sandbox-coverage.md}.
 */
class CoverageTest {
    /** Codes of the vendor's lists that no request to this gateway can provoke, and why. */
    private static final Map<String, String> OUT_OF_REACH = Map.ofEntries(
            Map.entry("PRODUCT_NOT_EXIST", "data of the contract, not of the request"),
            Map.entry("CHANNEL_NOT_EXIST", "data of the contract, not of the request"),
            Map.entry("EXPARTNER_INFO_UNCORRECT", "data of the contract, not of the request"),
            Map.entry("ILLEGAL_DYN_MD5_KEY", "key material on Alipay's side"),
            Map.entry("ILLEGAL_ENCRYPT", "key material on Alipay's side"),
            Map.entry("ILLEGAL_USER", "malformed ids are ILLEGAL_ARGUMENT, unknown buyers BUYER_NOT_EXIST"),
            Map.entry("ILLEGAL_EXTERFACE", "a service lost is ILLEGAL_SERVICE; the rest is Alipay's configuration"),
            Map.entry("ILLEGAL_ENCODING", "an unknown charset is ILLEGAL_CHARSET, malformed bytes are ILLEGAL_SIGN"),
            Map.entry("ILLEGAL_CLIENT_IP", "Alipay's own list of addresses"),
            Map.entry("SYSTEM_ERROR", "a failure of Alipay's"),
            Map.entry("SESSION_TIMEOUT", "a failure of Alipay's"),
            Map.entry("ILLEGAL_DIGEST_TYPE", "file services"),
            Map.entry("ILLEGAL_DIGEST", "file services"),
            Map.entry("ILLEGAL_FILE_FORMAT", "file services"),
            Map.entry("ILLEGAL_TARGET_SERVICE", "switching between systems of Alipay's"),
            Map.entry("ILLEGAL_ACCESS_SWITCH_SYSTEM", "switching between systems of Alipay's"),
            Map.entry("ILLEGAL_SWITCH_SYSTEM", "switching between systems of Alipay's"),
            Map.entry("EXTERFACE_IS_CLOSED", "Alipay's decision about a service"),
            Map.entry("MAX_MONEY_COMPANY_TO_INDIVIDUAL", "accounts here are neither companies nor individuals"),
            Map.entry("SUBJECT_MUST_NOT_BE_NULL", "a later version's word for ILLEGAL_ARGUMENT"),
            Map.entry("PARAMTER_IS_NULL", "a later version's word for ILLEGAL_ARGUMENT"),
            Map.entry("HAS_NO_PUBLICKEY", "the pay services say ILLEGAL_SECURITY_PROFILE"),
            Map.entry("NOT_THIS_PARTNERS_TRADE", "a trade of another partner does not exist for this one"));

    /** Every code the vendor's documents print for these services. */
    private static final List<String> VENDOR =
            List.of(("HAS_NO_PRIVILEGE ILLEGAL_PARTNER ILLEGAL_ARGUMENT ILLEGAL_SIGN ILLEGAL_SIGN_TYPE ILLEGAL_SERVICE"
                            + " ILLEGAL_LOGISTICS_FORMAT ILLEGAL_FEE_PARAM SELLER_NOT_IN_SPECIFIED_SELLERS SELLER_NOT_EXIST"
                            + " BUYER_SELLER_EQUAL TRADE_DATA_MATCH_ERROR TRADE_NOT_ALLOWED_PAY ILLEGAL_OUTTIME_ARGUMENT"
                            + " SELF_TIMEOUT_NOT_SUPPORT ILLEGAL_PAYMENT_TYPE PRODUCT_NOT_EXIST CHANNEL_NOT_EXIST"
                            + " EXPARTNER_INFO_UNCORRECT LOGISTICS_CHOOSE_ERROR ILLEGAL_REQUEST TRADE_BUYER_NOT_MATCH"
                            + " TRADE_SELLER_NOT_MATCH TOTAL_FEE_LESSEQUAL_ZERO TOTAL_FEE_GREATER_THAN_MAX"
                            + " EXTERFACE_INVOKE_CONTEXT_EXPIRED ILLEGAL_DYN_MD5_KEY ILLEGAL_ENCRYPT ILLEGAL_SECURITY_PROFILE"
                            + " ILLEGAL_USER ILLEGAL_AGENT ILLEGAL_EXTERFACE ILLEGAL_PARTNER_EXTERFACE ILLEGAL_CHARSET"
                            + " ILLEGAL_ENCODING ILLEGAL_CLIENT_IP SYSTEM_ERROR SESSION_TIMEOUT ILLEGAL_DIGEST_TYPE"
                            + " ILLEGAL_DIGEST ILLEGAL_FILE_FORMAT ILLEGAL_TARGET_SERVICE ILLEGAL_ACCESS_SWITCH_SYSTEM"
                            + " ILLEGAL_SWITCH_SYSTEM EXTERFACE_IS_CLOSED ILLEGAL_REQUEST_REFERER ILLEGAL_ANTI_PHISHING_KEY"
                            + " ANTI_PHISHING_KEY_TIMEOUT ILLEGAL_EXTER_INVOKE_IP MAX_MONEY_COMPANY_TO_INDIVIDUAL"
                            + " TRADE_PRICE_NOT_MATCH TRADE_QUANTITY_NOT_MATCH TRADE_TOTALFEE_NOT_MATCH BUYER_NOT_EXIST"
                            + " SUBJECT_MUST_NOT_BE_NULL PARAMTER_IS_NULL TRADE_NOT_EXIST TRADE_STATUS_NOT_AVAILD"
                            + " GENERIC_FAILURE HAS_NO_PUBLICKEY BATCH_NO_FORMAT_ERROR DUPLICATE_BATCH_NO BATCH_NUM_ERROR"
                            + " BATCH_NUM_EXCEED_LIMIT BATCH_NUM_NOT_EQUAL_TOTAL REFUND_DATE_ERROR DETAIL_DATA_FORMAT_ERROR"
                            + " SINGLE_DETAIL_DATA_EXCEED_LIMIT DUBL_TRADE_NO_IN_SAME_BATCH NOT_THIS_SELLER_TRADE"
                            + " NOT_THIS_PARTNERS_TRADE SELLER_INFO_NOT_EXIST PARTNER_NOT_SIGN_PROTOCOL"
                            + " PWD_REFUND_NOT_ALLOW_ROYALTY")
                    .split(" "));

    @Test
    void everyRowIsProvenByATest() throws IOException, URISyntaxException, ReflectiveOperationException {
        SortedMap<String, SortedSet<String>> proofs = proofs();
        List<String> rows = rows();
        List<String> unproven =
                rows.stream().filter(row -> !proofs.containsKey(row)).toList();

        write(rows, proofs);
        System.out.printf("COVERAGE %d rows, %d proven%n", rows.size(), rows.size() - unproven.size());
        assertThat(proofs.keySet()).as("tests prove only what is a row").isSubsetOf(rows);
        assertThat(unproven).as("rows that no test proves").isEmpty();
    }

    @Test
    void everyCodeOfTheVendorsIsAnsweredOrOutOfReachForAReason() {
        List<String> answered = Arrays.stream(GatewayErrorCode.values())
                .map(GatewayErrorCode::code)
                .filter(code -> !code.isEmpty())
                .toList();

        assertThat(VENDOR)
                .filteredOn(code -> !answered.contains(code))
                .containsExactlyInAnyOrderElementsOf(OUT_OF_REACH.keySet().stream()
                        .filter(code -> !answered.contains(code))
                        .toList());
        assertThat(VENDOR).containsAll(answered);
    }

    private static List<String> rows() {
        List<String> rows = new ArrayList<>();
        Arrays.stream(PayService.values()).forEach(service -> rows.add("service " + service.wireName()));
        Arrays.stream(ServerService.values()).forEach(service -> rows.add("service " + service.wireName()));
        rows.addAll(
                List.of("service notify_verify", "address /trade/notify_query.do", "request without _input_charset"));
        rows.addAll(TradeSteps.all());
        Arrays.stream(GatewayErrorCode.values()).forEach(code -> rows.add("code " + code));
        Arrays.stream(Fault.values()).forEach(fault -> rows.add("fault " + fault));
        return rows;
    }

    /** By row, the tests that prove it. */
    private static SortedMap<String, SortedSet<String>> proofs()
            throws IOException, URISyntaxException, ReflectiveOperationException {
        SortedMap<String, SortedSet<String>> proofs = new TreeMap<>();
        for (Class<?> type : testClasses()) {
            for (Method test : type.getDeclaredMethods()) {
                for (String row : rowsOf(type, test)) {
                    proofs.computeIfAbsent(row, any -> new TreeSet<>())
                            .add(type.getSimpleName() + "." + test.getName());
                }
            }
        }
        return proofs;
    }

    private static Collection<String> rowsOf(Class<?> type, Method test) throws ReflectiveOperationException {
        Covers proves = test.getAnnotation(Covers.class);
        if (proves == null) {
            return List.of();
        }
        assertThat(test.isAnnotationPresent(Test.class) || test.isAnnotationPresent(ParameterizedTest.class))
                .as("%s runs as a test", test)
                .isTrue();
        List<String> rows = new ArrayList<>(List.of(proves.value()));
        if (!proves.codesOf().isEmpty()) {
            stream(type, proves.codesOf())
                    .map(arguments -> "code " + ((Arguments) arguments).get()[0])
                    .forEach(rows::add);
        }
        if (!proves.rowsOf().isEmpty()) {
            stream(type, proves.rowsOf()).map(String::valueOf).forEach(rows::add);
        }
        return rows;
    }

    private static Stream<?> stream(Class<?> type, String method) throws ReflectiveOperationException {
        Method source = type.getDeclaredMethod(method);
        source.setAccessible(true);
        return (Stream<?>) source.invoke(null);
    }

    private static List<Class<?>> testClasses() throws IOException, URISyntaxException, ClassNotFoundException {
        Path root = Path.of(CoverageTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve("com/alipay/sandbox"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith("Test.class")).toList()) {
                String name = root.relativize(file).toString().replace(".class", "");
                types.add(Class.forName(name.replace('/', '.').replace('\\', '.')));
            }
        }
        return types;
    }

    private static void write(List<String> rows, SortedMap<String, SortedSet<String>> proofs) throws IOException {
        StringBuilder table = new StringBuilder(
                "# What the sandbox does, and the test that proves it\n\n| row | proven by |\n" + "| --- | --- |\n");
        for (String row : rows) {
            table.append("| ")
                    .append(row)
                    .append(" | ")
                    .append(proofs.getOrDefault(row, new TreeSet<>()).stream().collect(Collectors.joining(", ")))
                    .append(" |\n");
        }
        table.append("\nNo request can provoke these codes:\n\n| code | why |\n| --- | --- |\n");
        new TreeMap<>(OUT_OF_REACH)
                .forEach((code, why) -> table.append("| ")
                        .append(code)
                        .append(" | ")
                        .append(why)
                        .append(" |\n"));
        Path file = Path.of("target", "sandbox-coverage.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, table);
    }
}
