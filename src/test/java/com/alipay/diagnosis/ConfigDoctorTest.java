package com.alipay.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.alipay.config.Configuration;
import com.alipay.diagnosis.ConfigDoctor.Result;
import com.alipay.diagnosis.Outcome.State;
import com.alipay.diagnosis.Reach.Step;
import com.alipay.trade.Fixer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A site in good order, with one thing broken at a time. */
class ConfigDoctorTest {
    private static final Instant NOW = Instant.parse("2011-03-15T02:00:00Z");
    private static final String DATE = "Tue, 15 Mar 2011 02:00:10 GMT";

    /** A site: its settings, its pages by address, and what its machine says. */
    private static final class Site implements NetworkProbe, ServerProbe, DatabaseProbe, LedgerProbe {
        final Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "partner", "2088000000000001",
                "key", "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m",
                "seller_email", "seller@example.com",
                "mainname", "测试商店",
                "notify_url", "http://shop.example.com/alipay/notify_url.jsp",
                "return_url", "http://shop.example.com/alipay/return_url.jsp"));
        final Map<String, Integer> asked = new HashMap<>();
        Fetched notify = page(200, "fail");
        Fetched returned = page(200, "<html><body>付款结果</body></html>");
        Fetched verify = new Fetched(200, Map.of("Date", List.of(DATE)), bytes("false"), "");
        Reach reach = new Reach(Step.TLS, "");
        Instant now = NOW;
        String container = "Apache Tomcat/10.1.55";
        Optional<String> uriEncoding = Optional.of("UTF-8");
        Optional<List<String>> filtersAhead = Optional.of(List.of());
        Optional<Boolean> knownPassword = Optional.of(false);
        Optional<String> logProblem = Optional.empty();
        Optional<Boolean> ownsPort = Optional.of(true);
        Optional<String> echoed = Optional.of("测试订单");
        DatabaseProbe.Condition state = new DatabaseProbe.Condition(true, true, Optional.of(true), "");
        Optional<Instant> lastNotification = Optional.of(NOW.minus(Duration.ofHours(1)));
        Optional<Boolean> addressChanged = Optional.of(false);

        static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        static Fetched page(int status, String body) {
            return new Fetched(status, Map.of("Content-Type", List.of("text/plain")), bytes(body), "");
        }

        static Fetched page(int status, String body, String header, String value) {
            return new Fetched(status, Map.of(header, List.of(value)), bytes(body), "");
        }

        @Override
        public Reach reach(URI address) {
            return reach;
        }

        @Override
        public Fetched get(URI address) {
            asked.merge(address.toString(), 1, Integer::sum);
            return address.getPath().endsWith("notify_url.jsp")
                    ? notify
                    : address.getPath().endsWith("return_url.jsp") ? returned : verify;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public String container() {
            return container;
        }

        @Override
        public Optional<String> uriEncoding() {
            return uriEncoding;
        }

        @Override
        public Optional<List<String>> filtersAhead() {
            return filtersAhead;
        }

        @Override
        public Optional<Boolean> hasKnownPassword() {
            return knownPassword;
        }

        @Override
        public Optional<String> logProblem() {
            return logProblem;
        }

        @Override
        public Optional<Boolean> ownsPort(int port) {
            return ownsPort;
        }

        @Override
        public Optional<String> echoed(String text) {
            return echoed;
        }

        @Override
        public DatabaseProbe.Condition condition() {
            return state;
        }

        @Override
        public Optional<Instant> lastNotification() {
            return lastNotification;
        }

        @Override
        public Optional<Boolean> addressChangedSince() {
            return addressChanged;
        }

        List<Result> examine() {
            return new ConfigDoctor(Configuration.of(settings), new Probes(this, this, this, this)).examine();
        }

        List<Result> examineFromOutside() {
            return new ConfigDoctor(Configuration.of(settings), new Probes(this, this)).examine();
        }

        Set<Check> checks(State state) {
            return examine().stream()
                    .filter(result -> result.outcome().state() == state)
                    .map(Result::check)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Check.class)));
        }
    }

    private static Arguments broken(String what, Consumer<Site> damage, Check... failing) {
        return arguments(what, damage, EnumSet.copyOf(List.of(failing)));
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                broken("the key is too short", it -> it.settings.put("key", "short"), Check.PARTNER_AND_KEY),
                broken("a query", it -> it.settings.put("show_url", "http://shop.example.com/?id=1"), Check.ADDRESSES),
                broken(
                        "utf8",
                        it -> it.settings.put("input_charset", "utf8"),
                        Check.CHARSET,
                        Check.CONTAINER_URI_ENCODING),
                broken("404", it -> it.notify = Site.page(404, "fail"), Check.NOTIFY_URL_STATUS),
                broken("a blank line", it -> it.notify = Site.page(200, "\r\nfail"), Check.NOTIFY_URL_EXACT),
                broken("nothing", it -> it.notify = Site.page(200, ""), Check.NOTIFY_URL_EXACT),
                broken(
                        "a byte order mark",
                        it -> it.notify = Site.page(200, "\uFEFFfail"),
                        Check.NOTIFY_URL_EXACT,
                        Check.NOTIFY_URL_BOM),
                broken(
                        "a login page",
                        it -> it.notify = Site.page(200, "<html>请登录</html>"),
                        Check.NOTIFY_URL_EXACT,
                        Check.NOTIFY_URL_MARKUP),
                broken(
                        "a cookie",
                        it -> it.notify = Site.page(200, "fail", "Set-Cookie", "JSESSIONID=1; Path=/"),
                        Check.NOTIFY_URL_COOKIE),
                broken(
                        "a redirect",
                        it -> it.notify = Site.page(302, "", "Location", "https://shop.example.com/login"),
                        Check.NOTIFY_URL_REDIRECT),
                broken("no connection", it -> it.notify = Fetched.nothing("refused"), Check.NOTIFY_URL_REACHABLE),
                broken(
                        "a notify page at home",
                        it -> it.settings.put("notify_url", "http://192.168.0.8/notify_url.jsp"),
                        Check.NOTIFY_URL_PUBLIC),
                broken(
                        "a return page at home",
                        it -> it.settings.put("return_url", "http://localhost:8080/return_url.jsp"),
                        Check.RETURN_URL_PUBLIC),
                broken("a blank return", it -> it.returned = Site.page(200, " \n"), Check.RETURN_URL_FRIENDLY),
                broken(
                        "a stack trace",
                        it -> it.returned = Site.page(200, "java.lang.NullPointerException"),
                        Check.RETURN_URL_FRIENDLY),
                broken("mojibake", it -> it.echoed = Optional.of("æµ‹"), Check.CHARSET_ROUND_TRIP),
                broken(
                        "an early filter",
                        it -> it.filtersAhead = Optional.of(List.of("XssFilter")),
                        Check.FILTERS_AHEAD),
                broken(
                        "the container's charset",
                        it -> it.uriEncoding = Optional.of("ISO-8859-1"),
                        Check.CONTAINER_URI_ENCODING),
                broken("the log", it -> it.logProblem = Optional.of("read-only"), Check.LOG_WRITABLE),
                broken("the name", it -> it.reach = new Reach(Step.NOTHING, "no such host"), Check.GATEWAY_NAME),
                broken("the port", it -> it.reach = new Reach(Step.NAME, "refused"), Check.GATEWAY_PORT),
                broken("the handshake", it -> it.reach = new Reach(Step.PORT, "expired"), Check.GATEWAY_TLS),
                broken(
                        "a proxy's page",
                        it -> it.verify = Site.page(200, "<html>", "Date", DATE),
                        Check.GATEWAY_VERIFIES),
                broken("the port's owner", it -> it.ownsPort = Optional.of(false), Check.OWN_PORT),
                broken("silence", it -> it.lastNotification = Optional.empty(), Check.LAST_NOTIFICATION),
                broken("a new address", it -> it.addressChanged = Optional.of(true), Check.SERVER_MOVED),
                broken("a slow clock", it -> it.now = NOW.minusSeconds(25), Check.CLOCK),
                broken("another container", it -> it.container = "jetty/12", Check.CONTAINER_VERSION),
                broken(
                        "no database",
                        it -> it.state = new DatabaseProbe.Condition(false, false, Optional.of(false), "refused"),
                        Check.DATABASE_REACHABLE),
                broken(
                        "old tables",
                        it -> it.state = new DatabaseProbe.Condition(true, false, Optional.of(false), "V1"),
                        Check.DATABASE_MIGRATED),
                broken(
                        "a full disk",
                        it -> it.state = new DatabaseProbe.Condition(true, true, Optional.of(false), "disk"),
                        Check.DATABASE_WRITABLE),
                broken("admin/admin", it -> it.knownPassword = Optional.of(true), Check.KNOWN_PASSWORD),
                broken(
                        "the sandbox's gateway",
                        it -> it.settings.put("gateway", "http://localhost:8090/gateway.do"),
                        Check.SANDBOX_IN_PRODUCTION),
                broken(
                        "the sandbox's key",
                        it -> it.settings.put("key", "sandbox0sandbox0sandbox0sandbox0"),
                        Check.SANDBOX_IN_PRODUCTION));
    }

    @Test
    void aSiteInGoodOrderPassesEveryCheckAndIsAskedOnce() {
        Site site = new Site();
        assertThat(site.checks(State.TOLD)).containsExactly(Check.SOURCE_ADDRESSES);
        assertThat(site.checks(State.PASSED))
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Check.SOURCE_ADDRESSES)));
        site.asked.clear();
        site.examine();
        assertThat(site.asked.values()).hasSize(3).containsOnly(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void eachThingBrokenFailsItsOwnCheckAndNoOther(String what, Consumer<Site> damage, Set<Check> failing) {
        Site site = new Site();
        damage.accept(site);
        assertThat(site.checks(State.FAILED)).isEqualTo(failing);
    }

    @Test
    void everyCheckButTheListOfAddressesCanFail() {
        Set<Check> failing = damages()
                .flatMap(damage -> ((Set<?>) damage.get()[2]).stream().map(Check.class::cast))
                .collect(Collectors.toSet());
        assertThat(Check.values())
                .filteredOn(check -> !failing.contains(check))
                .containsExactly(Check.SOURCE_ADDRESSES);
    }

    @Test
    void whatCannotBeFoundOutIsUnknownAndNoError() {
        Site site = new Site();
        site.uriEncoding = Optional.empty();
        site.filtersAhead = Optional.empty();
        site.state = new DatabaseProbe.Condition(true, true, Optional.empty(), "");
        site.knownPassword = Optional.empty();
        site.ownsPort = Optional.empty();
        site.echoed = Optional.empty();
        site.addressChanged = Optional.empty();
        site.verify = Fetched.nothing("refused");
        assertThat(site.checks(State.UNKNOWN))
                .containsExactlyInAnyOrder(
                        Check.CONTAINER_URI_ENCODING,
                        Check.FILTERS_AHEAD,
                        Check.DATABASE_WRITABLE,
                        Check.KNOWN_PASSWORD,
                        Check.OWN_PORT,
                        Check.CHARSET_ROUND_TRIP,
                        Check.SERVER_MOVED,
                        Check.GATEWAY_VERIFIES,
                        Check.CLOCK);
        assertThat(site.examine()).noneMatch(Result::isError);
    }

    @Test
    void aSandboxAtHomeIsFineWithAddressesAndPasswordsOfItsOwn() {
        Site site = new Site();
        site.settings.put("gateway", "http://localhost:8090/gateway.do");
        site.settings.put("notify_url", "http://localhost:8080/alipay/notify_url.jsp");
        site.settings.put("return_url", "http://localhost:8080/alipay/return_url.jsp");
        site.settings.put("key", "sandbox0sandbox0sandbox0sandbox0");
        site.knownPassword = Optional.of(true);
        assertThat(site.checks(State.FAILED)).isEmpty();
    }

    @Test
    void noResultTellsTheKey() {
        Site site = new Site();
        site.settings.put("partner", "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m");
        site.settings.put("key", "2088000000000001");
        assertThat(site.examine().toString()).doesNotContain("k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m");
    }

    @ParameterizedTest
    @EnumSource(Check.class)
    void everyCheckSaysWhatToDoAndWho(Check check) {
        assertThat(check.chinese()).matches(".*\\p{IsHan}.*").doesNotEndWith("。");
        assertThat(check.english()).doesNotContainPattern("\\p{IsHan}").doesNotEndWith(".");
        assertThat(check.fixer()).isIn(Fixer.CONFIGURATION, Fixer.SERVER);
        assertThat(check.section()).matches("|双功能 .*4\\.2.* / 担保 .*5\\.2.*");
    }

    @Test
    void whatNobodyCanBeAskedAboutIsUnknown() {
        Site site = new Site();
        site.container = "";
        assertThat(site.examineFromOutside())
                .filteredOn(result -> Set.of(
                                Check.CONTAINER_VERSION,
                                Check.DATABASE_REACHABLE,
                                Check.DATABASE_MIGRATED,
                                Check.DATABASE_WRITABLE,
                                Check.LAST_NOTIFICATION,
                                Check.SERVER_MOVED)
                        .contains(result.check()))
                .hasSize(6)
                .allMatch(result -> result.outcome().state() == State.UNKNOWN);
    }
}
