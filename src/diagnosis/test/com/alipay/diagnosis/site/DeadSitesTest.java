package com.alipay.diagnosis.site;

import static com.alipay.diagnosis.site.FakeSite.NOW;
import static com.alipay.diagnosis.site.FakeSite.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.diagnosis.signature.SignatureMistake;
import com.alipay.diagnosis.site.CheckStatus.State;
import com.alipay.diagnosis.site.ConnectionResult.Stage;
import com.alipay.diagnosis.site.NotificationHistoryProbe.Refusal;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import com.alipay.diagnosis.verification.NotifyIdFailure;
import com.alipay.i18n.Languages;
import com.alipay.i18n.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sites at which buyers cannot pay, or only half: what the doctor's headline is, and what he finds first. */
class DeadSitesTest {
    /** Where the file of a site is written that has one. */
    @TempDir
    static Path folder;

    private static Arguments dead(String what, Consumer<FakeSite> damage, SiteCheck first, String seen) {
        return arguments(what, damage, first, seen);
    }

    static Stream<Arguments> sites() {
        return Stream.of(settings(), notifyPages(), otherPages(), network(), messages(), machine())
                .flatMap(sites -> sites);
    }

    private static Stream<Arguments> settings() {
        return Stream.of(
                dead("no configuration", it -> it.file = folder.resolve("none"), SiteCheck.CONFIGURATION, "配置文件读不出来"),
                dead(
                        "key of 31 digits",
                        it -> it.with("key", FakeSite.KEY.substring(1)),
                        SiteCheck.PARTNER_AND_KEY,
                        "31"),
                dead(
                        "partner and key swapped",
                        it -> it.with("partner", FakeSite.KEY).with("key", "2088000000000001"),
                        SiteCheck.PARTNER_AND_KEY,
                        "填反了"),
                dead(
                        "notify_url on localhost",
                        it -> it.with("notify_url", "http://localhost:8080/alipay/notify_url.jsp"),
                        SiteCheck.NOTIFY_URL_PUBLIC,
                        "localhost"),
                dead(
                        "notify_url with ?id=1",
                        it -> it.with("notify_url", "http://shop.example.com/notify_url.jsp?id=1"),
                        SiteCheck.ADDRESSES,
                        "自定义参数"),
                dead(
                        "a host with _",
                        it -> it.with("notify_url", "http://my_shop.example.com/notify_url.jsp"),
                        SiteCheck.ADDRESSES,
                        "下划线"),
                dead(
                        "a host with |",
                        it -> it.with("notify_url", "http://shop|example.com/notify_url.jsp"),
                        SiteCheck.ADDRESSES,
                        "“|”"),
                dead("input_charset=utf8", it -> it.with("input_charset", "utf8"), SiteCheck.CHARSET, "utf8"),
                dead(
                        "orders in Oracle",
                        it -> {
                            it.with("db.url", "jdbc:oracle:thin:scott/tiger@db:1521:orcl");
                            it.state = new DatabaseProbe.Condition(false, false, Optional.empty(), "no driver");
                        },
                        SiteCheck.DATABASE_SUPPORTED,
                        "jdbc:oracle"),
                dead("a key standing twice", it -> it.file = twice(it), SiteCheck.SETTINGS_ADVICE, "写了两次"),
                dead(
                        "log_path=D:\\log on Linux",
                        it -> it.with("log_path", "D:\\log"),
                        SiteCheck.SETTINGS_ADVICE,
                        "Windows"),
                dead(
                        "the sandbox's key in production",
                        it -> it.with("key", "sandbox0sandbox0sandbox0sandbox0"),
                        SiteCheck.SANDBOX_IN_PRODUCTION,
                        "key"));
    }

    private static Path twice(FakeSite site) {
        StringBuilder lines = new StringBuilder("return_url=http://old.example.com/return_url.jsp\n");
        site.settings.forEach((key, value) -> lines.append(key + "=" + value + "\n"));
        try {
            return Files.writeString(folder.resolve("twice"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unreachable(FakeSite site, String problem, Duration since) {
        site.notify = HttpProbeResult.failure(problem);
        site.knock = new CallbackProbeResult(site.notify, Optional.empty(), false);
        site.lastNotification = Optional.of(NOW.minus(since));
    }

    private static void answers(FakeSite site, HttpProbeResult page) {
        site.notify = page;
        site.knock = new CallbackProbeResult(page, Optional.empty(), false);
    }

    private static Stream<Arguments> notifyPages() {
        return Stream.of(
                dead(
                        "refused, notified yesterday",
                        it -> unreachable(it, "ConnectException: refused", Duration.ofHours(20)),
                        SiteCheck.NOTIFY_URL_REACHABLE,
                        "refused"),
                dead(
                        "another host's certificate",
                        it -> unreachable(it, "SSLHandshakeException: No name matching", Duration.ofDays(1)),
                        SiteCheck.NOTIFY_URL_REACHABLE,
                        "No name matching"),
                dead("an empty 404", it -> answers(it, page(404, "")), SiteCheck.NOTIFY_URL_STATUS, "HTTP 404"),
                dead(
                        "an error page with a session",
                        it -> answers(it, page(500, "<html>500</html>", "Set-Cookie", "JSESSIONID=1")),
                        SiteCheck.NOTIFY_URL_STATUS,
                        "HTTP 500"),
                dead(
                        "a redirect to a login, with a cookie",
                        it -> answers(
                                it,
                                new HttpProbeResult(
                                        302,
                                        Map.of("Location", List.of("/login"), "Set-Cookie", List.of("JSESSIONID=1")),
                                        new byte[0],
                                        Text.NONE)),
                        SiteCheck.NOTIFY_URL_REDIRECT,
                        "/login"),
                dead(
                        "a redirect of POST alone",
                        it -> it.knock =
                                new CallbackProbeResult(page(302, "", "Location", "/login"), Optional.empty(), false),
                        SiteCheck.NOTIFY_URL_REDIRECT,
                        "/login"),
                dead(
                        "a login page",
                        it -> it.notify = page(200, "<html>请登录</html>"),
                        SiteCheck.NOTIFY_URL_MARKUP,
                        "<html>"),
                dead(
                        "a filter against forged forms",
                        it -> it.knock = new CallbackProbeResult(page(403, "Forbidden"), Optional.empty(), true),
                        SiteCheck.NOTIFY_URL_FORBIDDEN,
                        "POST: HTTP 403"),
                dead(
                        "only GET",
                        it -> it.knock = new CallbackProbeResult(page(405, ""), Optional.empty(), true),
                        SiteCheck.NOTIFY_URL_POST,
                        "POST: HTTP 405"),
                dead(
                        "a byte order mark",
                        it -> it.notify = page(200, "\uFEFFfail"),
                        SiteCheck.NOTIFY_URL_BOM,
                        "EF BB BF"),
                dead("a blank line", it -> it.notify = page(200, "\r\nfail"), SiteCheck.NOTIFY_URL_EXACT, "0D 0A"),
                dead(
                        "a cookie",
                        it -> it.notify = page(200, "fail", "Set-Cookie", "JSESSIONID=1"),
                        SiteCheck.NOTIFY_URL_COOKIE,
                        "JSESSIONID"),
                dead(
                        "another program on the port",
                        it -> {
                            it.notify = page(200, "<h1>nginx</h1>");
                            it.knock = new CallbackProbeResult(it.notify, Optional.empty(), true);
                        },
                        SiteCheck.OWN_PORT,
                        "80"));
    }

    private static Stream<Arguments> otherPages() {
        return Stream.of(
                dead("no return page", it -> it.returned = page(404, ""), SiteCheck.RETURN_URL_FRIENDLY, "HTTP 404"),
                dead(
                        "a return page in GBK, everything else in UTF-8",
                        it -> it.returned = page(200, "<p>ok</p>", "Content-Type", "text/html;charset=GBK"),
                        SiteCheck.PAGE_CHARSET,
                        "return_url: GBK"),
                dead(
                        "the shop's pages in GBK, everything else in UTF-8",
                        it -> {
                            it.with("show_url", "http://shop.example.com/goods/");
                            it.goods =
                                    page(200, "<meta http-equiv='Content-Type' content='text/html; charset=gb2312'>");
                        },
                        SiteCheck.PAGE_CHARSET,
                        "show_url: GBK"),
                dead("garbled", it -> it.echoed = Optional.of("æµ‹"), SiteCheck.CHARSET_ROUND_TRIP, "æµ‹"),
                dead(
                        "a filter that reads forms",
                        it -> {
                            it.ownDoor = FakeSite.arrived(List.of("shop.XssFilter"), false, "UTF-8");
                            it.echoed = Optional.of("");
                        },
                        SiteCheck.FILTERS_AHEAD,
                        "shop.XssFilter"),
                dead(
                        "a proxy that replaces Host",
                        it -> it.knock = FakeSite.arrived(
                                new RequestArrival(List.of(), true, Optional.of("UTF-8"), "127.0.0.1:8080")),
                        SiteCheck.PROXY_HOST,
                        "shop.example.com → 127.0.0.1:8080"));
    }

    private static void gateway(FakeSite site, Stage furthest, String why) {
        site.reach = new ConnectionResult(furthest, why);
        site.verify = HttpProbeResult.failure(why);
    }

    private static Stream<Arguments> network() {
        return Stream.of(
                dead("no DNS", it -> gateway(it, Stage.NOTHING, "unknown"), SiteCheck.GATEWAY_NAME, "unknown"),
                dead("a firewall", it -> gateway(it, Stage.NAME, "timed out"), SiteCheck.GATEWAY_PORT, "timed out"),
                dead("a false gateway", it -> gateway(it, Stage.PORT, "No name"), SiteCheck.GATEWAY_TLS, "No name"),
                dead(
                        "a proxy's page in place of the gateway",
                        it -> it.verify = page(200, "<html>", "Date", "Tue, 15 Mar 2011 02:00:10 GMT"),
                        SiteCheck.GATEWAY_VERIFIES,
                        "<html>"),
                dead("a clock ten minutes off", it -> it.now = NOW.plusSeconds(600), SiteCheck.CLOCK, "+590 s"));
    }

    private static void refused(FakeSite site, DiagnosticCode cause) {
        site.lastRefusal = Optional.of(new Refusal(NOW.minusSeconds(60), cause));
    }

    private static Stream<Arguments> messages() {
        return Stream.of(
                dead(
                        "refused for the key since the last good one",
                        it -> refused(it, SignatureMistake.KEY_MISTYPED),
                        SiteCheck.LAST_REFUSAL,
                        "KEY_MISTYPED"),
                dead(
                        "refused for the charset, and never a good one",
                        it -> {
                            refused(it, SignatureMistake.RECODED_ON_THE_WAY);
                            it.lastNotification = Optional.empty();
                        },
                        SiteCheck.LAST_REFUSAL,
                        "RECODED_ON_THE_WAY"),
                dead(
                        "refused for the partner",
                        it -> refused(it, NotifyIdFailure.WRONG_PARTNER),
                        SiteCheck.LAST_REFUSAL,
                        "WRONG_PARTNER"),
                dead("never notified", it -> it.lastNotification = Optional.empty(), SiteCheck.LAST_NOTIFICATION, ""));
    }

    private static Stream<Arguments> machine() {
        return Stream.of(
                dead(
                        "no database",
                        it -> it.state = new DatabaseProbe.Condition(false, false, Optional.empty(), "refused"),
                        SiteCheck.DATABASE_REACHABLE,
                        "refused"),
                dead(
                        "a full disk",
                        it -> it.state = new DatabaseProbe.Condition(
                                true,
                                true,
                                Optional.empty(),
                                "",
                                Optional.of(new DatabaseProbe.Disk(false, ServerProbe.place("/data"))),
                                "",
                                List.of()),
                        SiteCheck.DATABASE_DISK,
                        "folder /data"),
                dead(
                        "no log",
                        it -> it.logProblem = Optional.of("/opt/log: AccessDeniedException"),
                        SiteCheck.LOG_WRITABLE,
                        "/opt/log: AccessDeniedException"));
    }

    /** What half a site has: a buyer can pay, and something is still wrong. */
    private static final Set<SiteCheck> HALF_DEAD = Set.of(
            SiteCheck.SETTINGS_ADVICE,
            SiteCheck.PAGE_CHARSET,
            SiteCheck.PROXY_HOST,
            SiteCheck.CLOCK,
            SiteCheck.LAST_NOTIFICATION,
            SiteCheck.LOG_WRITABLE);

    /** What a detail quotes: the button of Alipay's page, the round trip, what Java's network says. */
    private static final String[] QUOTED = {"“商家服务”", "“镕”", "测试订单", "timed out", "No name matching"};

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void theFirstFindingNamesTheCauseAndTheHeadlineIsNotGreen(
            String what, Consumer<FakeSite> damage, SiteCheck first, String seen) {
        FakeSite site = new FakeSite();
        damage.accept(site);
        List<CheckResult> results = site.examine();
        List<CheckResult> failed = failed(results);
        SiteSummary summary = SiteSummary.of(results);
        System.out.printf(
                "| %s | %s | %s %s |%n",
                what,
                summary.sentence().in(Locale.CHINESE),
                failed.get(0).check(),
                failed.get(0).outcome().detail().toString());

        Languages.said(
                results.stream()
                        .flatMap(result -> Stream.of(
                                result.sentence(),
                                result.outcome().detail(),
                                result.responsible().label()))
                        .toList(),
                QUOTED);
        Languages.said(List.of(summary.sentence()));
        assertThat(failed.get(0).check()).isEqualTo(first);
        assertThat(Languages.said(List.of(failed.get(0).outcome().detail()), QUOTED))
                .contains(seen);
        assertThat(failed)
                .filteredOn(CheckResult::isError)
                .as("one result per cause")
                .hasSizeLessThan(2);
        assertThat(summary.good()).isEqualTo(HALF_DEAD.contains(first) && summary.errors() == 0);
        assertThat(summary.sentence().in(Locale.CHINESE))
                .as("not without a word")
                .isNotEqualTo("没有发现会影响付款或通知的问题");
        assertThat(failed.get(0).sentence().in(Locale.CHINESE))
                .contains(failed.get(0)
                        .outcome()
                        .cause()
                        .map(cause -> cause.sentence().in(Locale.CHINESE))
                        .orElse(""));
    }

    private static List<CheckResult> failed(List<CheckResult> results) {
        return results.stream()
                .filter(result -> result.outcome().state() == State.FAILED)
                .sorted(Comparator.comparing(result -> !result.isError()))
                .toList();
    }

    @Test
    void theyAreMany() {
        assertThat(sites()).hasSizeGreaterThan(40);
    }

    /** What is unknown is no error, and yet no green. */
    @Test
    void whatIsUnknownIsInTheHeadline() {
        FakeSite site = new FakeSite();
        unreachable(site, "SocketTimeoutException", Duration.ofHours(1));
        SiteSummary summary = SiteSummary.of(site.examine());
        assertThat(summary.errors()).isZero();
        assertThat(summary.good()).isFalse();
        assertThat(summary.sentence().in(Locale.CHINESE)).startsWith("没有发现错误，但").contains(summary.unknown() + " 项没有查明");
        assertThat(summary.sentence().in(Locale.ENGLISH))
                .startsWith("no error was found, but")
                .endsWith(summary.unknown() + " unknown");
        assertThat(SiteSummary.of(new FakeSite().examine())).isEqualTo(new SiteSummary(0, 0, 0, true));
    }

    @Test
    void aRefusalBeforeTheLastGoodOneIsOver() {
        FakeSite site = new FakeSite();
        refused(site, SignatureMistake.KEY_MISTYPED);
        site.lastNotification = Optional.of(NOW);
        assertThat(site.checks(State.FAILED)).isEmpty();
    }

    /** The key is said to be wrong by the settings; that messages are refused for it is no second thing. */
    @Test
    void aRefusalThatAnotherCheckExplainsIsNotToldTwice() {
        FakeSite site = new FakeSite().with("key", FakeSite.KEY.substring(1));
        refused(site, SignatureMistake.KEY_CUT);
        assertThat(site.checks(State.FAILED)).containsExactly(SiteCheck.PARTNER_AND_KEY);
    }

    @Test
    void aPageThatTakesPostAloneIsInOrder() {
        FakeSite site = new FakeSite();
        site.notify = page(405, "");
        assertThat(site.checks(State.FAILED)).isEmpty();
        assertThat(SiteSummary.of(site.examine()).good())
                .as("its answer is unknown")
                .isFalse();
    }
}
