package com.alipay.diagnosis.site;

import static com.alipay.diagnosis.site.FakeSite.HOME;
import static com.alipay.diagnosis.site.FakeSite.NOW;
import static com.alipay.diagnosis.site.FakeSite.arrived;
import static com.alipay.diagnosis.site.FakeSite.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.alipay.config.Violation;
import com.alipay.diagnosis.site.CheckStatus.State;
import com.alipay.diagnosis.site.ConnectionResult.Stage;
import com.alipay.diagnosis.site.NotificationHistoryProbe.AddressRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sites as merchants really have them. All of them work, so the doctor finds nothing to mend. */
class GoodConfigurationsTest {
    @TempDir
    static Path keys;

    @BeforeAll
    static void writeKeys() throws NoSuchAlgorithmException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair own = generator.generateKeyPair();
        write("own.pem", "PRIVATE KEY", own.getPrivate());
        write("alipay.pem", "PUBLIC KEY", own.getPublic());
    }

    private static void write(String file, String kind, Key key) throws IOException {
        String base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        Files.writeString(
                keys.resolve(file), "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }

    private static Arguments site(String what, Consumer<FakeSite> setUp) {
        return arguments(what, setUp);
    }

    static Stream<Arguments> sites() {
        return Stream.of(settings(), addresses(), sandboxes(), networks(), machines())
                .flatMap(sites -> sites);
    }

    private static Stream<Arguments> settings() {
        return Stream.of(
                site("UTF-8, MD5, https, everything at its default", it -> {}),
                site("GBK on a Tomcat with its own server.xml", it -> it.with("input_charset", "gbk")),
                site("GBK with URIEncoding=GBK", it -> {
                    it.with("input_charset", "GBK");
                    it.knock = arrived(List.of(), true, "GBK");
                    it.ownDoor = it.knock;
                }),
                site("gb2312, as the vendor's old samples have it", it -> it.with("input_charset", "gb2312")),
                site("RSA with two key files and no key", it -> {
                    it.settings.remove("key");
                    it.with("sign_type", "RSA")
                            .with("rsa_private_key", keys.resolve("own.pem").toString())
                            .with(
                                    "alipay_public_key",
                                    keys.resolve("alipay.pem").toString());
                }),
                site("verifying over http, as servers without TLS do", it -> it.with("transport", "http")),
                site("pure escrow", it -> it.with("service", "create_partner_trade_by_buyer")),
                site("the browser goes by GET", it -> it.with("form_method", "get")),
                site("a mobile number receives the money", it -> it.with("seller_email", "13800138000")),
                site(
                        "an order listener, late payments, reconciliation",
                        it -> it.with("order_listener", "shop.Orders")
                                .with("late_payment", "accept")
                                .with("reconcile_minutes", "10")),
                site(
                        "orders in PostgreSQL",
                        it -> it.with("db.url", "jdbc:postgresql://db.example.com/shop")
                                .with("db.user", "shop")
                                .with("db.password", "p?ss=w&rd")),
                site(
                        "orders in MariaDB, migrated by another hand",
                        it -> it.with("db.url", "jdbc:mariadb://localhost/shop").with("db.migrate", "false")),
                site(
                        "the gateway with the vendor's question mark",
                        it -> it.with("gateway", "https://www.alipay.com/cooperate/gateway.do?")),
                site("the log somewhere else", it -> it.with("log_path", "/var/log/alipay")),
                site("a link back to the goods", it -> it.with("show_url", "https://shop.example.com/goods/")));
    }

    private static Stream<Arguments> addresses() {
        return Stream.of(
                site("https", it -> it.at("https://shop.example.com/alipay/")),
                site("a port of its own", it -> it.at("http://shop.example.com:8080/alipay/")),
                site("the root application", it -> it.at("http://shop.example.com/")),
                site("a deep context path", it -> it.at("https://shop.example.com/mall/pay/v1/")),
                site("a public IPv4 address", it -> it.at("http://203.0.113.10/alipay/")),
                site("an IPv6 address", it -> it.at("http://[2001:db8::10]:8080/alipay/")),
                site(
                        "a Chinese name, as the name server spells it",
                        it -> it.at("https://xn--fiqs8s.example.com/alipay/")),
                site("a host in capital letters", it -> it.at("HTTP://Shop.Example.COM/alipay/")),
                site(
                        "the notify page renamed after a move",
                        it -> it.with("notify_url", "http://shop.example.com/alipay/notify_url_2.jsp")),
                site(
                        "addresses without .jsp",
                        it -> it.with("notify_url", "https://shop.example.com/pay/notify")
                                .with("return_url", "https://shop.example.com/pay/return")),
                site(
                        "notifications to another host than returns",
                        it -> it.with("notify_url", "http://pay-in.example.com/alipay/notify_url.jsp")));
    }

    private static FakeSite sandbox(FakeSite site, String shop, String sandbox) {
        site.knownPassword = Optional.of(true);
        return site.at(shop + "/alipay/")
                .with("key", "sandbox0sandbox0sandbox0sandbox0")
                .with("transport", "http")
                .with("gateway", sandbox + "/gateway.do")
                .with("verify_gateway", sandbox + "/trade/notify_query.do");
    }

    private static Stream<Arguments> sandboxes() {
        return Stream.of(
                site("mvn -Psandbox", it -> sandbox(it, "http://localhost:8080", "http://localhost:8090")),
                site("a sandbox by its address", it -> sandbox(it, "http://127.0.0.1:8081", "http://127.0.0.1:8091")),
                site("a sandbox on IPv6", it -> sandbox(it, "http://[::1]:8080", "http://[::1]:8090")),
                site("a sandbox among containers", it -> sandbox(it, "http://shop:8080", "http://sandbox:8090")),
                site("a sandbox in the office", it -> sandbox(it, "http://192.168.1.20", "http://192.168.1.30:8090")),
                site(
                        "a sandbox with https verification",
                        it -> sandbox(it, "http://localhost:8080", "http://localhost:8090")
                                .with("transport", "https")));
    }

    private static Stream<Arguments> networks() {
        return Stream.of(
                site(
                        "an outgoing proxy, past which no line opens",
                        it -> it.reach = new ConnectionResult(Stage.NOTHING, "unknown host")),
                site("a router that does not let the server get to itself", it -> {
                    it.notify = HttpProbeResult.failure("SocketTimeoutException");
                    it.knock = new CallbackProbeResult(it.notify, Optional.empty(), false);
                }),
                site(
                        "a load balancer that sends the form to another server",
                        it -> it.knock = new CallbackProbeResult(page(200, "fail"), Optional.empty(), false)),
                site(
                        "a proxy on this machine before two servers",
                        it -> it.knock = new CallbackProbeResult(
                                page(200, "fail", "Server", "nginx/1.22.1"), Optional.empty(), true)),
                site(
                        "a gateway that says invalid to a question about nothing",
                        it -> it.verify = page(200, "invalid\n", "Date", "Tue, 15 Mar 2011 02:00:00 GMT")),
                site("a gateway without a clock", it -> it.verify = page(200, "false")),
                site("a clock that is half a minute slow", it -> it.now = NOW.minusSeconds(20)),
                site("a name that stands for two addresses in turn", it -> {
                    it.seen.add(new AddressRecord("203.0.113.11", NOW.minus(Duration.ofDays(20))));
                    it.seen.add(new AddressRecord("203.0.113.12", NOW.minus(Duration.ofMinutes(1))));
                    it.addresses = Set.of("203.0.113.11", "203.0.113.12");
                }),
                site("a server that moved last week and was notified since", it -> {
                    it.seen.add(new AddressRecord("203.0.113.99", NOW.minus(Duration.ofDays(7))));
                    it.addresses = Set.of("203.0.113.99");
                }),
                site("a server that moved back", it -> {
                    it.seen.add(new AddressRecord("203.0.113.99", NOW.minus(Duration.ofDays(7))));
                    it.addresses = Set.of(HOME);
                }));
    }

    private static Stream<Arguments> machines() {
        return Stream.of(
                site("Tomcat 11", it -> it.container = "Apache Tomcat/11.0.24"),
                site("Debian's Tomcat", it -> it.container = "Apache Tomcat/10.1.60 (Debian)"),
                site(
                        "a filter ahead that reads nothing",
                        it -> it.ownDoor =
                                arrived(List.of("org.apache.catalina.filters.RemoteIpFilter"), true, "UTF-8")),
                site("a web.xml of the shop's own without the doctor's filter", it -> {
                    it.knock = new CallbackProbeResult(page(200, "fail"), Optional.empty(), true);
                    it.ownDoor = it.knock;
                }),
                site("operators who log in with a form", it -> it.knownPassword = Optional.empty()),
                site(
                        "a shop that sells a book about the exception",
                        it -> it.returned = page(
                                200, "<html><body>Effective Exception Handling, HTTP 500 questions</body></html>")),
                site("a return page in GBK", it -> it.returned = page(200, "<html>\u00B8\u00B6\u00BF\u00EE</html>")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void theDoctorFindsNothingToMend(String what, Consumer<FakeSite> setUp) {
        FakeSite site = new FakeSite();
        setUp.accept(site);
        boolean gb2312 = site.settings.getOrDefault("input_charset", "").equals("gb2312");
        assertThat(site.configuration().findings())
                .as("start-up has nothing to say either, but that gb2312 is read as gbk")
                .extracting(Violation::key)
                .isEqualTo(gb2312 ? List.of("input_charset") : List.of());
        assertThat(site.checks(State.FAILED)).isEmpty();
    }

    @Test
    void theyAreManyAndNoTwoAreTheSame() {
        List<Object> names = sites().map(site -> site.get()[0]).toList();
        assertThat(names).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    }
}
