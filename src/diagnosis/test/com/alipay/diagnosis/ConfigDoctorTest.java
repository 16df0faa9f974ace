package com.alipay.diagnosis;

import static com.alipay.diagnosis.FakeSite.HOME;
import static com.alipay.diagnosis.FakeSite.NOW;
import static com.alipay.diagnosis.FakeSite.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.alipay.diagnosis.ConfigDoctor.Result;
import com.alipay.diagnosis.LedgerProbe.History;
import com.alipay.diagnosis.LedgerProbe.Sighting;
import com.alipay.diagnosis.Outcome.State;
import com.alipay.diagnosis.Reach.Step;
import com.alipay.trade.Fixer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
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
    private static final Knock SOMEBODY_ELSE =
            new Knock(page(200, "<h1>Welcome to nginx!</h1>", "Server", "nginx/1.22.1"), Optional.empty(), true);
    private static final Sighting NEW_HOME = new Sighting("203.0.113.99", NOW.minus(Duration.ofMinutes(5)));

    private static Arguments broken(String what, Consumer<FakeSite> damage, Check... failing) {
        return arguments(what, damage, EnumSet.copyOf(List.of(failing)));
    }

    static Stream<Arguments> damages() {
        return Stream.of(settings(), pages(), gateway(), machine(), database()).flatMap(damages -> damages);
    }

    private static Stream<Arguments> settings() {
        return Stream.of(
                broken("no seller", it -> it.settings.remove("seller_email"), Check.CONFIGURATION),
                broken("a service nobody offers", it -> it.with("service", "pay_me"), Check.CONFIGURATION),
                broken("the key is too short", it -> it.with("key", "short"), Check.PARTNER_AND_KEY),
                broken(
                        "partner and key are swapped",
                        it -> it.with("partner", FakeSite.KEY).with("key", "2088000000000001"),
                        Check.PARTNER_AND_KEY),
                broken("sign_type in lower case", it -> it.with("sign_type", "md5"), Check.PARTNER_AND_KEY),
                broken("a blank after the key", it -> it.with("key", FakeSite.KEY + " "), Check.SETTINGS_ADVICE),
                broken("a setting nobody knows", it -> it.with("notify_ur1", "1"), Check.SETTINGS_ADVICE),
                broken(
                        "show_url with a query",
                        it -> it.with("show_url", "http://a.example.com/?id=1"),
                        Check.SETTINGS_ADVICE),
                broken(
                        "notify_url with a query",
                        it -> it.with("notify_url", "http://shop.example.com/alipay/notify_url.jsp?id=123"),
                        Check.ADDRESSES),
                broken("a return_url that is none", it -> it.with("return_url", "/return_url.jsp"), Check.ADDRESSES),
                broken("utf8", it -> it.with("input_charset", "utf8"), Check.CHARSET),
                broken(
                        "a notify page at home",
                        it -> it.with("notify_url", "http://192.168.0.8/notify_url.jsp"),
                        Check.NOTIFY_URL_PUBLIC),
                broken(
                        "a notify page on this machine",
                        it -> it.with("notify_url", "http://127.0.0.1:8080/notify_url.jsp"),
                        Check.NOTIFY_URL_PUBLIC),
                broken(
                        "a return page at home",
                        it -> it.with("return_url", "http://localhost:8080/return_url.jsp"),
                        Check.RETURN_URL_PUBLIC),
                broken(
                        "the sandbox's gateway",
                        it -> it.with("gateway", "http://localhost:8090/gateway.do"),
                        Check.SANDBOX_IN_PRODUCTION),
                broken(
                        "the sandbox's key",
                        it -> it.with("key", "sandbox0sandbox0sandbox0sandbox0"),
                        Check.SANDBOX_IN_PRODUCTION));
    }

    private static Stream<Arguments> pages() {
        return Stream.of(
                broken(
                        "no connection",
                        it -> {
                            it.notify = Fetched.nothing("ConnectException: refused");
                            it.knock = new Knock(it.notify, Optional.empty(), false);
                            it.lastNotification = Optional.of(NOW.minus(Duration.ofHours(20)));
                        },
                        Check.NOTIFY_URL_REACHABLE),
                broken("404", it -> it.notify = page(404, "fail"), Check.NOTIFY_URL_STATUS),
                broken("a blank line", it -> it.notify = page(200, "\r\nfail"), Check.NOTIFY_URL_EXACT),
                broken("nothing", it -> it.notify = page(200, ""), Check.NOTIFY_URL_EXACT),
                broken("success to everybody", it -> it.notify = page(200, "success"), Check.NOTIFY_URL_EXACT),
                broken("a byte order mark", it -> it.notify = page(200, "\uFEFFfail"), Check.NOTIFY_URL_BOM),
                broken(
                        "a byte order mark and a line break",
                        it -> it.notify = page(200, "\uFEFFfail\n"),
                        Check.NOTIFY_URL_BOM,
                        Check.NOTIFY_URL_EXACT),
                broken("a login page", it -> it.notify = page(200, "<html>请登录</html>"), Check.NOTIFY_URL_MARKUP),
                broken(
                        "a cookie",
                        it -> it.notify = page(200, "fail", "Set-Cookie", "JSESSIONID=1; Path=/"),
                        Check.NOTIFY_URL_COOKIE),
                broken(
                        "a redirect",
                        it -> it.notify = page(302, "", "Location", "https://shop.example.com/login"),
                        Check.NOTIFY_URL_REDIRECT),
                broken(
                        "a filter against forged forms",
                        it -> it.knock = new Knock(page(403, "Forbidden"), Optional.empty(), true),
                        Check.NOTIFY_URL_POST),
                broken("a blank return", it -> it.returned = page(200, " \n"), Check.RETURN_URL_FRIENDLY),
                broken("no return page", it -> it.returned = page(404, "not found"), Check.RETURN_URL_FRIENDLY),
                broken(
                        "a stack trace",
                        it -> it.returned = page(200, "<pre>java.lang.NullPointerException</pre>"),
                        Check.RETURN_URL_FRIENDLY),
                broken("mojibake", it -> it.echoed = Optional.of("æµ‹"), Check.CHARSET_ROUND_TRIP));
    }

    private static Stream<Arguments> gateway() {
        return Stream.of(
                broken("the name", it -> unreachable(it, Step.NOTHING), Check.GATEWAY_NAME),
                broken("the port", it -> unreachable(it, Step.NAME), Check.GATEWAY_PORT),
                broken("the handshake", it -> unreachable(it, Step.PORT), Check.GATEWAY_TLS),
                broken(
                        "a proxy's page",
                        it -> it.verify = page(200, "<html>", "Date", "Tue, 15 Mar 2011 02:00:10 GMT"),
                        Check.GATEWAY_VERIFIES),
                broken("a slow clock", it -> it.now = NOW.minusSeconds(21), Check.CLOCK),
                broken("a fast clock", it -> it.now = NOW.plusSeconds(41), Check.CLOCK));
    }

    private static void unreachable(FakeSite site, Step furthest) {
        site.reach = new Reach(furthest, "no");
        site.verify = Fetched.nothing("no");
    }

    private static Stream<Arguments> machine() {
        return Stream.of(
                broken(
                        "a filter that reads forms",
                        it -> {
                            it.ownDoor = FakeSite.arrived(List.of("shop.XssFilter"), false, "UTF-8");
                            it.echoed = Optional.of("");
                        },
                        Check.FILTERS_AHEAD),
                broken("the log", it -> it.logProblem = Optional.of("read-only"), Check.LOG_WRITABLE),
                broken(
                        "the port's owner",
                        it -> {
                            it.knock = SOMEBODY_ELSE;
                            it.notify = SOMEBODY_ELSE.answer();
                        },
                        Check.OWN_PORT),
                broken("silence", it -> it.lastNotification = Optional.empty(), Check.LAST_NOTIFICATION),
                broken(
                        "a new address",
                        it -> {
                            it.seen.add(NEW_HOME);
                            it.addresses = Set.of(NEW_HOME.address());
                        },
                        Check.SERVER_MOVED),
                broken("Jetty", it -> it.container = "jetty/12", Check.CONTAINER_VERSION),
                broken("Tomcat 9", it -> it.container = "Apache Tomcat/9.0.98", Check.CONTAINER_VERSION),
                broken("Tomcat 10.0", it -> it.container = "Apache Tomcat/10.0.27", Check.CONTAINER_VERSION),
                broken("admin/admin", it -> it.knownPassword = Optional.of(true), Check.KNOWN_PASSWORD));
    }

    private static Stream<Arguments> database() {
        return Stream.of(
                broken(
                        "no database",
                        it -> it.state = new DatabaseProbe.Condition(false, false, Optional.empty(), "refused"),
                        Check.DATABASE_REACHABLE),
                broken(
                        "old tables",
                        it -> it.state = new DatabaseProbe.Condition(true, false, Optional.empty(), "V3"),
                        Check.DATABASE_MIGRATED),
                broken(
                        "a full disk",
                        it -> it.state = new DatabaseProbe.Condition(true, true, Optional.of(false), "disk"),
                        Check.DATABASE_WRITABLE),
                broken(
                        "a full disk under the embedded database",
                        it -> it.state = of(false, "", ""),
                        Check.DATABASE_DISK),
                broken("another database", it -> it.state = of(true, "an empty file", ""), Check.DATABASE_SAME),
                broken("no fsync", it -> it.state = of(true, "", "fsync=off: set it to on"), Check.DATABASE_DURABLE));
    }

    private static DatabaseProbe.Condition of(boolean goodDisk, String replaced, String unsafe) {
        return new DatabaseProbe.Condition(
                true,
                true,
                Optional.of(true),
                "",
                Optional.of(new DatabaseProbe.Disk(goodDisk, "folder /data, user tomcat")),
                replaced,
                unsafe.isEmpty() ? List.of() : List.of(unsafe));
    }

    @Test
    void aDiskIsToldWithFolderAndUser() {
        FakeSite site = new FakeSite();
        site.state = of(false, "", "");
        assertThat(site.examine())
                .filteredOn(result -> result.check() == Check.DATABASE_DISK)
                .extracting(result -> result.outcome().detail())
                .containsExactly("folder /data, user tomcat");
    }

    @Test
    void aSiteInGoodOrderPassesEveryCheckAndIsAskedOnce() {
        FakeSite site = new FakeSite();
        List<Result> results = site.examine();
        assertThat(FakeSite.checks(results, State.TOLD)).containsExactly(Check.SOURCE_ADDRESSES);
        assertThat(FakeSite.checks(results, State.PASSED))
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Check.SOURCE_ADDRESSES)));
        assertThat(site.asked.values()).hasSize(3).containsOnly(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void eachThingBrokenFailsItsOwnCheckAndNoOther(String what, Consumer<FakeSite> damage, Set<Check> failing) {
        FakeSite site = new FakeSite();
        damage.accept(site);
        assertThat(site.checks(State.FAILED)).isEqualTo(failing);
    }

    @Test
    void everyCheckThatCanFailCatchesSomethingThatNoOtherDoes() {
        Set<Check> alone = damages()
                .map(damage -> ((Set<?>) damage.get()[2]))
                .filter(failing -> failing.size() == 1)
                .flatMap(failing -> failing.stream().map(Check.class::cast))
                .collect(Collectors.toSet());
        assertThat(Check.values())
                .filteredOn(check -> !alone.contains(check))
                .as("the two that only tell")
                .containsExactly(Check.CONTAINER_URI_ENCODING, Check.SOURCE_ADDRESSES)
                .allMatch(check -> check.severity() == Check.Severity.INFORMATION);
    }

    @Test
    void anotherUriEncodingIsTold() {
        FakeSite site = new FakeSite().with("input_charset", "gbk");
        assertThat(site.examine())
                .filteredOn(result -> result.check() == Check.CONTAINER_URI_ENCODING)
                .extracting(Result::outcome)
                .containsExactly(new Outcome(State.TOLD, "UTF-8"));
    }

    @Test
    void whatCannotBeFoundOutIsUnknownAndNoError() {
        FakeSite site = new FakeSite();
        site.knock = new Knock(page(200, "fail"), Optional.empty(), false);
        site.ownDoor = site.knock;
        site.state = new DatabaseProbe.Condition(true, true, Optional.empty(), "");
        site.knownPassword = Optional.empty();
        site.echoed = Optional.empty();
        site.addresses = Set.of();
        site.verify = Fetched.nothing("refused");
        List<Result> results = site.examine();
        assertThat(FakeSite.checks(results, State.UNKNOWN))
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
        assertThat(results).noneMatch(Result::isError);
    }

    /** The record of addresses may be younger than the last notification. */
    @Test
    void aMoveIsAMoveOnlyIfTheAddressBeforeItIsKnown() {
        FakeSite site = new FakeSite();
        Instant began = NOW.minus(Duration.ofMinutes(10));
        site.seen.set(0, new Sighting(HOME, began));
        assertThat(site.checks(State.UNKNOWN)).containsExactly(Check.SERVER_MOVED);

        site.seen.add(NEW_HOME);
        site.addresses = Set.of(NEW_HOME.address());
        assertThat(site.checks(State.FAILED)).containsExactly(Check.SERVER_MOVED);

        site.lastNotification = Optional.of(NOW.minus(Duration.ofMinutes(1)));
        assertThat(site.checks(State.PASSED)).contains(Check.SERVER_MOVED);
    }

    /** A name server may take a minute, a database for ever: nobody who opens a page waits so long. */
    @Test
    void whatDoesNotAnswerInTimeIsUnknown() {
        CountDownLatch over = new CountDownLatch(1);
        FakeSite site = new FakeSite();
        Probes probes = new Probes(site, site, () -> waiting(over, site.state), () -> waiting(over, site.history()));
        List<Result> results = new ConfigDoctor(site.configuration(), probes, Duration.ofMillis(200)).examine();
        over.countDown();
        assertThat(FakeSite.checks(results, State.UNKNOWN))
                .contains(
                        Check.DATABASE_REACHABLE,
                        Check.DATABASE_MIGRATED,
                        Check.DATABASE_WRITABLE,
                        Check.DATABASE_DISK,
                        Check.DATABASE_SAME,
                        Check.DATABASE_DURABLE,
                        Check.LAST_NOTIFICATION,
                        Check.SERVER_MOVED);
        assertThat(FakeSite.checks(results, State.FAILED)).isEmpty();
    }

    @Test
    void whatNobodyCanBeAskedAboutIsUnknown() {
        FakeSite site = new FakeSite();
        site.container = "";
        List<Result> results = new ConfigDoctor(site.configuration(), new Probes(site, site)).examine();
        assertThat(FakeSite.checks(results, State.UNKNOWN))
                .containsExactlyInAnyOrder(
                        Check.CONTAINER_VERSION,
                        Check.DATABASE_REACHABLE,
                        Check.DATABASE_MIGRATED,
                        Check.DATABASE_WRITABLE,
                        Check.DATABASE_DISK,
                        Check.DATABASE_SAME,
                        Check.DATABASE_DURABLE,
                        Check.LAST_NOTIFICATION,
                        Check.SERVER_MOVED);
        assertThat(FakeSite.checks(results, State.FAILED)).isEmpty();
    }

    private static <T> T waiting(CountDownLatch over, T answer) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }

    /** Ten silent hosts take as long as one. */
    @Test
    void theQuestionsAreAskedAtTheSameTime() {
        CountDownLatch both = new CountDownLatch(2);
        FakeSite site = new FakeSite();
        DatabaseProbe database = () -> {
            both.countDown();
            return waiting(both, site.state);
        };
        LedgerProbe ledger = () -> {
            both.countDown();
            return waiting(both, Optional.of(new History(site.lastNotification, site.seen, site.addresses)));
        };
        List<Result> results =
                new ConfigDoctor(site.configuration(), new Probes(site, site, database, ledger)).examine();
        assertThat(FakeSite.checks(results, State.PASSED)).contains(Check.DATABASE_WRITABLE, Check.SERVER_MOVED);
    }

    @Test
    void nobodyIsToldTheKeyEvenIfItStandsInTheWrongLine() {
        FakeSite site = new FakeSite().with("partner", FakeSite.KEY).with("key", "2088000000000001");
        assertThat(site.examine().toString()).doesNotContain(FakeSite.KEY);
        assertThat(site.asked.keySet()).noneMatch(address -> address.contains(FakeSite.KEY));
    }

    @ParameterizedTest
    @EnumSource(Check.class)
    void everyCheckSaysWhatToDoAndWho(Check check) {
        assertThat(check.title()).matches(".*\\p{IsHan}.*").hasSizeLessThan(24);
        assertThat(check.chinese()).matches(".*\\p{IsHan}.*").doesNotEndWith("。");
        assertThat(check.english()).doesNotContainPattern("\\p{IsHan}").doesNotEndWith(".");
        assertThat(check.fixer()).isIn(Fixer.CONFIGURATION, Fixer.SERVER);
        assertThat(check.section()).matches("|双功能 .*4\\.2.* / 担保 .*5\\.2.*");
    }
}
