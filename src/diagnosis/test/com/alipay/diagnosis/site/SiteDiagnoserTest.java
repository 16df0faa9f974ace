package com.alipay.diagnosis.site;

import static com.alipay.diagnosis.site.FakeSite.HOME;
import static com.alipay.diagnosis.site.FakeSite.NOW;
import static com.alipay.diagnosis.site.FakeSite.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.alipay.diagnosis.signature.SignatureMistake;
import com.alipay.diagnosis.site.CheckStatus.State;
import com.alipay.diagnosis.site.ConnectionResult.Stage;
import com.alipay.diagnosis.site.NotificationHistoryProbe.AddressRecord;
import com.alipay.diagnosis.site.NotificationHistoryProbe.History;
import com.alipay.diagnosis.site.NotificationHistoryProbe.Refusal;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import com.alipay.i18n.Text;
import com.alipay.protocol.ResponsibleParty;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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
public class SiteDiagnoserTest {
    private static final CallbackProbeResult SOMEBODY_ELSE = new CallbackProbeResult(
            page(200, "<h1>Welcome to nginx!</h1>", "Server", "nginx/1.22.1"), Optional.empty(), true);
    private static final AddressRecord NEW_HOME = new AddressRecord("203.0.113.99", NOW.minus(Duration.ofMinutes(5)));

    private static Arguments broken(String what, Consumer<FakeSite> damage, SiteCheck... failing) {
        return arguments(what, damage, EnumSet.copyOf(List.of(failing)));
    }

    public static Stream<Arguments> damages() {
        return Stream.of(settings(), pages(), gateway(), machine(), database()).flatMap(damages -> damages);
    }

    private static Stream<Arguments> settings() {
        return Stream.of(
                broken("no seller", it -> it.settings.remove("seller_email"), SiteCheck.CONFIGURATION),
                broken("a service nobody offers", it -> it.with("service", "pay_me"), SiteCheck.CONFIGURATION),
                broken("the key is too short", it -> it.with("key", "short"), SiteCheck.PARTNER_AND_KEY),
                broken(
                        "partner and key are swapped",
                        it -> it.with("partner", FakeSite.KEY).with("key", "2088000000000001"),
                        SiteCheck.PARTNER_AND_KEY),
                broken("sign_type in lower case", it -> it.with("sign_type", "md5"), SiteCheck.PARTNER_AND_KEY),
                broken("a blank after the key", it -> it.with("key", FakeSite.KEY + " "), SiteCheck.SETTINGS_ADVICE),
                broken("a setting nobody knows", it -> it.with("notify_ur1", "1"), SiteCheck.SETTINGS_ADVICE),
                broken(
                        "show_url with a query",
                        it -> it.with("show_url", "http://a.example.com/?id=1"),
                        SiteCheck.SETTINGS_ADVICE),
                broken(
                        "notify_url with a query",
                        it -> it.with("notify_url", "http://shop.example.com/alipay/notify_url.jsp?id=123"),
                        SiteCheck.ADDRESSES),
                broken(
                        "a return_url that is none",
                        it -> it.with("return_url", "/return_url.jsp"),
                        SiteCheck.ADDRESSES),
                broken("utf8", it -> it.with("input_charset", "utf8"), SiteCheck.CHARSET),
                broken(
                        "a notify page at home",
                        it -> it.with("notify_url", "http://192.168.0.8/notify_url.jsp"),
                        SiteCheck.NOTIFY_URL_PUBLIC),
                broken(
                        "a notify page on this machine",
                        it -> it.with("notify_url", "http://127.0.0.1:8080/notify_url.jsp"),
                        SiteCheck.NOTIFY_URL_PUBLIC),
                broken(
                        "a return page at home",
                        it -> it.with("return_url", "http://localhost:8080/return_url.jsp"),
                        SiteCheck.RETURN_URL_PUBLIC),
                broken(
                        "the sandbox's gateway",
                        it -> it.with("gateway", "http://localhost:8090/gateway.do"),
                        SiteCheck.SANDBOX_IN_PRODUCTION),
                broken(
                        "the sandbox's key",
                        it -> it.with("key", "sandbox0sandbox0sandbox0sandbox0"),
                        SiteCheck.SANDBOX_IN_PRODUCTION));
    }

    private static Stream<Arguments> pages() {
        return Stream.of(
                broken(
                        "no connection",
                        it -> {
                            it.notify = HttpProbeResult.failure("ConnectException: refused");
                            it.knock = new CallbackProbeResult(it.notify, Optional.empty(), false);
                            it.lastNotification = Optional.of(NOW.minus(Duration.ofHours(20)));
                        },
                        SiteCheck.NOTIFY_URL_REACHABLE),
                broken("404", it -> it.notify = page(404, "fail"), SiteCheck.NOTIFY_URL_STATUS),
                broken("a blank line", it -> it.notify = page(200, "\r\nfail"), SiteCheck.NOTIFY_URL_EXACT),
                broken("nothing", it -> it.notify = page(200, ""), SiteCheck.NOTIFY_URL_EXACT),
                broken("success to everybody", it -> it.notify = page(200, "success"), SiteCheck.NOTIFY_URL_EXACT),
                broken("a byte order mark", it -> it.notify = page(200, "\uFEFFfail"), SiteCheck.NOTIFY_URL_BOM),
                broken(
                        "a byte order mark and a line break",
                        it -> it.notify = page(200, "\uFEFFfail\n"),
                        SiteCheck.NOTIFY_URL_BOM,
                        SiteCheck.NOTIFY_URL_EXACT),
                broken("a login page", it -> it.notify = page(200, "<html>请登录</html>"), SiteCheck.NOTIFY_URL_MARKUP),
                broken(
                        "a cookie",
                        it -> it.notify = page(200, "fail", "Set-Cookie", "JSESSIONID=1; Path=/"),
                        SiteCheck.NOTIFY_URL_COOKIE),
                broken(
                        "a redirect",
                        it -> it.notify = page(302, "", "Location", "https://shop.example.com/login"),
                        SiteCheck.NOTIFY_URL_REDIRECT),
                broken(
                        "a filter against forged forms",
                        it -> it.knock = new CallbackProbeResult(page(403, "Forbidden"), Optional.empty(), true),
                        SiteCheck.NOTIFY_URL_FORBIDDEN),
                broken(
                        "only GET",
                        it -> it.knock = new CallbackProbeResult(page(405, ""), Optional.empty(), true),
                        SiteCheck.NOTIFY_URL_POST),
                broken(
                        "a return page in another charset",
                        it -> it.returned = page(200, "<p>", "Content-Type", "text/html; charset=GBK"),
                        SiteCheck.PAGE_CHARSET),
                broken(
                        "a proxy that replaces Host",
                        it -> it.knock = FakeSite.arrived(
                                new RequestArrival(List.of(), true, Optional.of("UTF-8"), "127.0.0.1:8080")),
                        SiteCheck.PROXY_HOST),
                broken("a blank return", it -> it.returned = page(200, " \n"), SiteCheck.RETURN_URL_FRIENDLY),
                broken("no return page", it -> it.returned = page(404, "not found"), SiteCheck.RETURN_URL_FRIENDLY),
                broken(
                        "a stack trace",
                        it -> it.returned = page(200, "<pre>java.lang.NullPointerException</pre>"),
                        SiteCheck.RETURN_URL_FRIENDLY),
                broken("mojibake", it -> it.echoed = Optional.of("æµ‹"), SiteCheck.CHARSET_ROUND_TRIP));
    }

    private static Stream<Arguments> gateway() {
        return Stream.of(
                broken("the name", it -> unreachable(it, Stage.NOTHING), SiteCheck.GATEWAY_NAME),
                broken("the port", it -> unreachable(it, Stage.NAME), SiteCheck.GATEWAY_PORT),
                broken("the handshake", it -> unreachable(it, Stage.PORT), SiteCheck.GATEWAY_TLS),
                broken(
                        "a proxy's page",
                        it -> it.verify = page(200, "<html>", "Date", "Tue, 15 Mar 2011 02:00:10 GMT"),
                        SiteCheck.GATEWAY_VERIFIES),
                broken("a slow clock", it -> it.now = NOW.minusSeconds(21), SiteCheck.CLOCK),
                broken("a fast clock", it -> it.now = NOW.plusSeconds(41), SiteCheck.CLOCK));
    }

    private static void unreachable(FakeSite site, Stage furthest) {
        site.reach = new ConnectionResult(furthest, "no");
        site.verify = HttpProbeResult.failure("no");
    }

    private static Stream<Arguments> machine() {
        return Stream.of(
                broken(
                        "a filter that reads forms",
                        it -> {
                            it.ownDoor = FakeSite.arrived(List.of("shop.XssFilter"), false, "UTF-8");
                            it.echoed = Optional.of("");
                        },
                        SiteCheck.FILTERS_AHEAD),
                broken("the log", it -> it.logProblem = Optional.of("read-only"), SiteCheck.LOG_WRITABLE),
                broken(
                        "the port's owner",
                        it -> {
                            it.knock = SOMEBODY_ELSE;
                            it.notify = SOMEBODY_ELSE.answer();
                        },
                        SiteCheck.OWN_PORT),
                broken("silence", it -> it.lastNotification = Optional.empty(), SiteCheck.LAST_NOTIFICATION),
                broken(
                        "refused for the key",
                        it -> it.lastRefusal = Optional.of(new Refusal(NOW, SignatureMistake.KEY_CUT)),
                        SiteCheck.LAST_REFUSAL),
                broken(
                        "a new address",
                        it -> {
                            it.seen.add(NEW_HOME);
                            it.addresses = Set.of(NEW_HOME.address());
                        },
                        SiteCheck.SERVER_MOVED),
                broken("Jetty", it -> it.container = "jetty/12", SiteCheck.CONTAINER_VERSION),
                broken("Tomcat 9", it -> it.container = "Apache Tomcat/9.0.98", SiteCheck.CONTAINER_VERSION),
                broken("Tomcat 10.0", it -> it.container = "Apache Tomcat/10.0.27", SiteCheck.CONTAINER_VERSION),
                broken("admin/admin", it -> it.knownPassword = Optional.of(true), SiteCheck.KNOWN_PASSWORD));
    }

    private static Stream<Arguments> database() {
        return Stream.of(
                broken("Oracle", it -> it.with("db.url", "jdbc:oracle:thin:@db:1521"), SiteCheck.DATABASE_SUPPORTED),
                broken(
                        "no database",
                        it -> it.state = new DatabaseProbe.Condition(false, false, Optional.empty(), "refused"),
                        SiteCheck.DATABASE_REACHABLE),
                broken(
                        "old tables",
                        it -> it.state = new DatabaseProbe.Condition(true, false, Optional.empty(), "V3"),
                        SiteCheck.DATABASE_MIGRATED),
                broken(
                        "a full disk",
                        it -> it.state = new DatabaseProbe.Condition(true, true, Optional.of(false), "disk"),
                        SiteCheck.DATABASE_WRITABLE),
                broken(
                        "a full disk under the embedded database",
                        it -> it.state = of(false, "", ""),
                        SiteCheck.DATABASE_DISK),
                broken("another database", it -> it.state = of(true, "an empty file", ""), SiteCheck.DATABASE_SAME),
                broken("no fsync", it -> it.state = of(true, "", "fsync=off → fsync=on"), SiteCheck.DATABASE_DURABLE));
    }

    private static DatabaseProbe.Condition of(boolean goodDisk, String replaced, String unsafe) {
        return new DatabaseProbe.Condition(
                true,
                true,
                Optional.of(true),
                "",
                Optional.of(new DatabaseProbe.Disk(goodDisk, ServerProbe.place("/data"))),
                replaced,
                unsafe.isEmpty() ? List.of() : List.of(unsafe));
    }

    @Test
    void aDiskIsToldWithFolderAndUser() {
        FakeSite site = new FakeSite();
        site.state = of(false, "", "");
        assertThat(site.examine())
                .filteredOn(result -> result.check() == SiteCheck.DATABASE_DISK)
                .extracting(result -> result.outcome().detail().toString())
                .containsExactly(ServerProbe.place("/data").toString());
    }

    @Test
    void aSiteInGoodOrderPassesEveryCheckAndIsAskedOnce() {
        FakeSite site = new FakeSite();
        List<CheckResult> results = site.examine();
        assertThat(FakeSite.checks(results, State.TOLD)).containsExactly(SiteCheck.SOURCE_ADDRESSES);
        assertThat(FakeSite.checks(results, State.PASSED))
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(SiteCheck.SOURCE_ADDRESSES)));
        assertThat(site.asked.values()).hasSize(3).containsOnly(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void eachThingBrokenFailsItsOwnCheckAndNoOther(String what, Consumer<FakeSite> damage, Set<SiteCheck> failing) {
        FakeSite site = new FakeSite();
        damage.accept(site);
        assertThat(site.checks(State.FAILED)).isEqualTo(failing);
    }

    @Test
    void everyCheckThatCanFailCatchesSomethingThatNoOtherDoes() {
        Set<SiteCheck> alone = damages()
                .map(damage -> ((Set<?>) damage.get()[2]))
                .filter(failing -> failing.size() == 1)
                .flatMap(failing -> failing.stream().map(SiteCheck.class::cast))
                .collect(Collectors.toSet());
        assertThat(SiteCheck.values())
                .filteredOn(check -> !alone.contains(check))
                .as("the two that only tell")
                .containsExactly(SiteCheck.CONTAINER_URI_ENCODING, SiteCheck.SOURCE_ADDRESSES)
                .allMatch(check -> check.severity() == SiteCheck.Severity.INFORMATION);
    }

    @Test
    void anotherUriEncodingIsTold() {
        FakeSite site = new FakeSite().with("input_charset", "gbk");
        assertThat(site.examine())
                .filteredOn(result -> result.check() == SiteCheck.CONTAINER_URI_ENCODING)
                .extracting(CheckResult::outcome)
                .containsExactly(new CheckStatus(State.TOLD, Text.of("UTF-8")));
    }

    @Test
    void whatCannotBeFoundOutIsUnknownAndNoError() {
        FakeSite site = new FakeSite();
        site.knock = new CallbackProbeResult(page(200, "fail"), Optional.empty(), false);
        site.ownDoor = site.knock;
        site.state = new DatabaseProbe.Condition(true, true, Optional.empty(), "");
        site.knownPassword = Optional.empty();
        site.echoed = Optional.empty();
        site.addresses = Set.of();
        site.verify = HttpProbeResult.failure("refused");
        List<CheckResult> results = site.examine();
        assertThat(FakeSite.checks(results, State.UNKNOWN))
                .containsExactlyInAnyOrder(
                        SiteCheck.CONTAINER_URI_ENCODING,
                        SiteCheck.FILTERS_AHEAD,
                        SiteCheck.DATABASE_WRITABLE,
                        SiteCheck.KNOWN_PASSWORD,
                        SiteCheck.PROXY_HOST,
                        SiteCheck.CHARSET_ROUND_TRIP,
                        SiteCheck.SERVER_MOVED,
                        SiteCheck.GATEWAY_VERIFIES,
                        SiteCheck.CLOCK);
        assertThat(results).noneMatch(CheckResult::isError);
    }

    /** The record of addresses may be younger than the last notification. */
    @Test
    void aMoveIsAMoveOnlyIfTheAddressBeforeItIsKnown() {
        FakeSite site = new FakeSite();
        Instant began = NOW.minus(Duration.ofMinutes(10));
        site.seen.set(0, new AddressRecord(HOME, began));
        assertThat(site.checks(State.UNKNOWN)).containsExactly(SiteCheck.SERVER_MOVED);

        site.seen.add(NEW_HOME);
        site.addresses = Set.of(NEW_HOME.address());
        assertThat(site.checks(State.FAILED)).containsExactly(SiteCheck.SERVER_MOVED);

        site.lastNotification = Optional.of(NOW.minus(Duration.ofMinutes(1)));
        assertThat(site.checks(State.PASSED)).contains(SiteCheck.SERVER_MOVED);
    }

    /** A name server may take a minute, a database for ever: nobody who opens a page waits so long. */
    @Test
    void whatDoesNotAnswerInTimeIsUnknown() {
        CountDownLatch over = new CountDownLatch(1);
        FakeSite site = new FakeSite();
        Probes probes = new Probes(site, site, () -> waiting(over, site.state), () -> waiting(over, site.history()));
        List<CheckResult> results = new SiteDiagnoser(site.configuration(), probes, Duration.ofMillis(200)).examine();
        over.countDown();
        assertThat(FakeSite.checks(results, State.UNKNOWN))
                .contains(
                        SiteCheck.DATABASE_REACHABLE,
                        SiteCheck.DATABASE_MIGRATED,
                        SiteCheck.DATABASE_WRITABLE,
                        SiteCheck.DATABASE_DISK,
                        SiteCheck.DATABASE_SAME,
                        SiteCheck.DATABASE_DURABLE,
                        SiteCheck.LAST_NOTIFICATION,
                        SiteCheck.SERVER_MOVED);
        assertThat(FakeSite.checks(results, State.FAILED)).isEmpty();
    }

    @Test
    void whatNobodyCanBeAskedAboutIsUnknown() {
        FakeSite site = new FakeSite();
        site.container = "";
        List<CheckResult> results = new SiteDiagnoser(site.configuration(), new Probes(site, site)).examine();
        assertThat(FakeSite.checks(results, State.UNKNOWN))
                .containsExactlyInAnyOrder(
                        SiteCheck.CONTAINER_VERSION,
                        SiteCheck.DATABASE_REACHABLE,
                        SiteCheck.DATABASE_MIGRATED,
                        SiteCheck.DATABASE_WRITABLE,
                        SiteCheck.DATABASE_DISK,
                        SiteCheck.DATABASE_SAME,
                        SiteCheck.DATABASE_DURABLE,
                        SiteCheck.LAST_NOTIFICATION,
                        SiteCheck.LAST_REFUSAL,
                        SiteCheck.SERVER_MOVED);
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
        NotificationHistoryProbe ledger = () -> {
            both.countDown();
            return waiting(
                    both, Optional.of(new History(site.lastNotification, site.seen, site.addresses, site.lastRefusal)));
        };
        List<CheckResult> results =
                new SiteDiagnoser(site.configuration(), new Probes(site, site, database, ledger)).examine();
        assertThat(FakeSite.checks(results, State.PASSED))
                .contains(SiteCheck.DATABASE_WRITABLE, SiteCheck.SERVER_MOVED);
    }

    /** The database answers only after somebody has read a first result. */
    @Test
    void aResultIsHandedOverWhileOthersAreUnderWay() {
        CountDownLatch read = new CountDownLatch(1);
        FakeSite site = new FakeSite();
        Probes probes = new Probes(site, site, () -> waiting(read, site.state), site);
        List<CheckResult> results =
                new SiteDiagnoser(site.configuration(), probes).examine(finished -> read.countDown());
        assertThat(FakeSite.checks(results, State.PASSED)).contains(SiteCheck.DATABASE_WRITABLE);
        assertThat(results).extracting(CheckResult::check).containsExactly(SiteCheck.values());
    }

    @Test
    void nobodyIsToldTheKeyEvenIfItStandsInTheWrongLine() {
        FakeSite site = new FakeSite().with("partner", FakeSite.KEY).with("key", "2088000000000001");
        assertThat(site.examine().toString()).doesNotContain(FakeSite.KEY);
        assertThat(site.asked.keySet()).noneMatch(address -> address.contains(FakeSite.KEY));
    }

    @ParameterizedTest
    @EnumSource(SiteCheck.class)
    void everyCheckSaysWhatToDoAndWho(SiteCheck check) {
        assertThat(check.title().in(Locale.CHINESE)).hasSizeLessThan(24);
        assertThat(check.sentence().in(Locale.CHINESE)).doesNotEndWith("。");
        assertThat(check.sentence().in(Locale.ENGLISH)).doesNotEndWith(".");
        assertThat(check.responsible()).isIn(ResponsibleParty.CONFIGURATION, ResponsibleParty.SERVER);
        assertThat(check.section()).matches("|双功能 .*4\\.2.* / 担保 .*5\\.2.*");
    }
}
