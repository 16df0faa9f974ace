package com.alipay.diagnosis.site;

import static com.alipay.diagnosis.DiagnosticCode.MESSAGES;

import com.alipay.config.Configuration;
import com.alipay.config.MerchantConfig;
import com.alipay.diagnosis.site.ConnectionResult.Stage;
import com.alipay.diagnosis.site.ProbeExecutor.ProbeFuture;
import com.alipay.i18n.Text;
import com.alipay.protocol.ChinaTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** The configuration and all probe results, with the checks on them. Each page and connection is probed once. */
final class SiteSnapshot {
    private static final String ROUND_TRIP = "测试订单";
    private static final Pattern CONTAINER = Pattern.compile("Apache Tomcat/(10\\.1|11\\.0)\\..*");
    /** SHA-256 of the key in conf/sandbox.properties: the WAR contains no key, not even that one. */
    private static final Set<String> SANDBOX_KEYS =
            Set.of("92fbadf6df76c7251c1a22657e50d537d929080e09398ac0aeb94bd93b247cae");

    private static final Pattern DATABASE = Pattern.compile("(jdbc:([a-z0-9]+)):.*");
    private static final Set<String> DATABASES = Set.of("h2", "postgresql", "mysql", "mariadb");

    private final MerchantConfig merchant;
    private final ServerProbe server;
    private final Duration patience;
    private final SettingsChecks settings;
    private final GatewayChecks gateway;
    private final NotificationHistoryChecks ledger;

    private final Optional<ProbeFuture<HttpProbeResult>> notify;
    private final Optional<ProbeFuture<HttpProbeResult>> returned;
    private final Optional<ProbeFuture<HttpProbeResult>> goods;
    private final Optional<ProbeFuture<CallbackProbeResult>> knock;
    private final ProbeFuture<CallbackProbeResult> ownDoor;
    private final ProbeFuture<Optional<String>> echo;
    private final ProbeFuture<Optional<Text>> log;
    private final ProbeFuture<Optional<DatabaseProbe.Condition>> database;

    SiteSnapshot(Configuration configuration, Probes probes, ProbeExecutor questions, Duration patience) {
        this.merchant = configuration.merchant();
        this.server = probes.server();
        this.patience = patience;
        NetworkProbe network = probes.network();
        notify = HostNames.address(merchant.notify_url()).map(it -> questions.ask(() -> network.get(it)));
        returned = HostNames.address(merchant.return_url()).map(it -> questions.ask(() -> network.get(it)));
        goods = HostNames.address(merchant.show_url()).map(it -> questions.ask(() -> network.get(it)));
        knock = HostNames.address(merchant.notify_url()).map(it -> questions.ask(() -> server.postToNotifyUrl(it)));
        ownDoor = questions.ask(server::postToLocalConnector);
        echo = questions.ask(() -> server.roundTrip(ROUND_TRIP));
        log = questions.ask(server::logWriteError);
        database = questions.ask(() -> probes.database().map(DatabaseProbe::condition));
        settings = new SettingsChecks(configuration);
        gateway = new GatewayChecks(merchant, probes, questions);
        ledger = new NotificationHistoryChecks(
                questions.ask(() -> probes.ledger().flatMap(NotificationHistoryProbe::history)));
    }

    SettingsChecks settings() {
        return settings;
    }

    GatewayChecks gateway() {
        return gateway;
    }

    NotificationHistoryChecks ledger() {
        return ledger;
    }

    private Text noAnswer() {
        return MESSAGES.message("seen.no_answer", patience.toSeconds());
    }

    /** Applies the check to the page of notify_url. UNKNOWN when another process answers on this port. */
    CheckStatus notifyPage(Function<HttpProbeResult, CheckStatus> look) {
        return isOtherProcess()
                ? CheckStatus.unknown(notifyPort())
                : page(fetched(notify, merchant.notify_url()), look);
    }

    /** Applies the check to the answer of notify_url. UNKNOWN for another status than 200, which has its own checks. */
    CheckStatus notifyAnswer(Function<HttpProbeResult, CheckStatus> look) {
        return notifyPage(
                page -> page.status() == 200 ? look.apply(page) : CheckStatus.unknown("HTTP " + page.status()));
    }

    /** Checks the HTTP status of notify_url. A page may refuse a GET, since Alipay only posts. */
    CheckStatus notifyStatus() {
        Optional<HttpProbeResult> posted = posted().filter(it -> it.status() == 200);
        return notifyPage(page -> page.status() == 405 && posted.isPresent()
                ? CheckStatus.passed("GET: HTTP 405, POST: HTTP 200")
                : PageChecks.status(page));
    }

    /** Checks that neither a GET nor a POST is redirected. */
    CheckStatus notifyRedirect() {
        return notifyPage(page -> PageChecks.redirect(
                posted().filter(it -> !PageChecks.isRedirect(page)).orElse(page)));
    }

    CheckStatus returnPage(Function<HttpProbeResult, CheckStatus> look) {
        return page(fetched(returned, merchant.return_url()), look);
    }

    private static CheckStatus page(HttpProbeResult page, Function<HttpProbeResult, CheckStatus> look) {
        return page.isSuccess() ? look.apply(page) : CheckStatus.unknown(page.problem());
    }

    private HttpProbeResult fetched(Optional<ProbeFuture<HttpProbeResult>> asked, String url) {
        return asked.map(it -> it.answer().orElse(HttpProbeResult.failure(noAnswer())))
                .orElse(HttpProbeResult.failure(url));
    }

    private HttpProbeResult notifyPage() {
        return fetched(notify, merchant.notify_url());
    }

    /** Checks notify_url. UNKNOWN after a recent notification: many machines cannot reach their own public address. */
    CheckStatus notifyReachable() {
        HttpProbeResult page = notifyPage();
        if (page.isSuccess()) {
            return CheckStatus.passed(merchant.notify_url());
        }
        if (notify.isEmpty()) {
            return CheckStatus.unknown(page.problem());
        }
        return ledger.freshNotification(server.now())
                .map(last -> CheckStatus.unknown(MESSAGES.message("seen.and", page.problem(), ChinaTime.format(last))))
                .orElse(CheckStatus.failed(page.problem()));
    }

    /** Checks that notify_url accepts a POST. Fails if only a GET works. */
    CheckStatus notifyPost() {
        return posted(it -> it.status() == 200 || PageChecks.isForbidden(it));
    }

    /** Checks that no filter against forged forms, login or firewall refuses the POST. */
    CheckStatus notifyForbidden() {
        return posted(it -> !PageChecks.isForbidden(it));
    }

    private CheckStatus posted(Predicate<HttpProbeResult> good) {
        Optional<HttpProbeResult> answer = posted();
        if (answer.isEmpty()) {
            return CheckStatus.unknown(notifyPage().problem());
        }
        String seen = "POST: HTTP " + answer.get().status();
        if (good.test(answer.get())) {
            return CheckStatus.passed(seen);
        }
        boolean opens = notifyPage().status() == 200 && !PageChecks.isRedirect(answer.get()) && !isOtherProcess();
        return opens ? CheckStatus.failed("GET: HTTP 200, " + seen) : CheckStatus.unknown(seen);
    }

    private Optional<HttpProbeResult> posted() {
        return knocked().map(CallbackProbeResult::answer).filter(HttpProbeResult::isSuccess);
    }

    /** Compares the charset that return_url and show_url declare with input_charset. A page that declares none passes. */
    CheckStatus pageCharsets() {
        HttpProbeResult page = fetched(returned, merchant.return_url());
        String others = Stream.of(
                        otherCharset("return_url", page), otherCharset("show_url", fetched(goods, merchant.show_url())))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            return CheckStatus.failed(others + ", input_charset: " + merchant.input_charset());
        }
        return page.status() == 200
                ? CheckStatus.passed(merchant.input_charset())
                : CheckStatus.unknown(merchant.return_url());
    }

    private Optional<String> otherCharset(String key, HttpProbeResult page) {
        return PageChecks.charset(page)
                .filter(it -> page.status() == 200 && !it.equals(merchant.charset()))
                .map(it -> key + ": " + it);
    }

    /** Compares the header Host, as it arrives over the address of notify_url, with that address. */
    CheckStatus proxyHost() {
        Optional<URI> address = HostNames.address(merchant.notify_url());
        Optional<String> came = knocked().flatMap(CallbackProbeResult::arrival).map(RequestArrival::host);
        if (address.isEmpty() || came.isEmpty()) {
            return CheckStatus.unknown("");
        }
        String sent = address.get().getRawAuthority();
        boolean same = HostNames.address(address.get().getScheme() + "://" + came.get())
                .filter(it -> it.getHost().equalsIgnoreCase(address.get().getHost())
                        && HostNames.port(it) == HostNames.port(address.get()))
                .isPresent();
        return CheckStatus.passedIf(same, same ? sent : sent + " → " + came.get());
    }

    /**
     * Checks that no notification was refused for a proven cause since the last good one. UNKNOWN if another check has found what
     * such refusals follow from, so that one cause has one result.
     */
    CheckStatus lastRefusal() {
        CheckStatus refusal = ledger.lastRefusal();
        boolean told = refusal.state() == CheckStatus.State.FAILED
                && Stream.<Supplier<CheckStatus>>of(
                                settings::account,
                                settings::addresses,
                                settings::charset,
                                this::charsetRoundTrip,
                                this::filters,
                                () -> gateway.came(Stage.NAME),
                                () -> gateway.came(Stage.PORT),
                                () -> gateway.came(Stage.TLS),
                                gateway::verifies)
                        .anyMatch(check -> check.get().state() == CheckStatus.State.FAILED);
        return told ? CheckStatus.unknown(refusal.detail()) : refusal;
    }

    private Optional<CallbackProbeResult> knocked() {
        return knock.flatMap(ProbeFuture::answer);
    }

    CheckStatus notifyPublic() {
        return publicAddress(merchant.notify_url());
    }

    CheckStatus returnPublic() {
        return publicAddress(merchant.return_url());
    }

    private CheckStatus publicAddress(String url) {
        Optional<URI> address = HostNames.address(url);
        if (address.isEmpty()) {
            return CheckStatus.unknown(url);
        }
        boolean isPrivate = HostNames.isPrivate(address.get());
        String host = address.get().getHost();
        Text seen = isPrivate && isSandbox() ? MESSAGES.message("seen.sandbox", host) : Text.of(host);
        return CheckStatus.passedIf(isSandbox() || !isPrivate, seen);
    }

    /** Checks that payments do not go to a private network while return_url is public, where real customers pay. */
    CheckStatus sandboxInProduction() {
        boolean visited = HostNames.address(merchant.return_url())
                .filter(it -> !HostNames.isPrivate(it))
                .isPresent();
        boolean sandboxKey =
                SANDBOX_KEYS.contains(DigestUtils.sha256Hex(merchant.key().bytes(StandardCharsets.US_ASCII)));
        return sandboxKey && !isSandbox()
                ? CheckStatus.failed("key")
                : CheckStatus.passedIf(!(visited && isSandbox()), merchant.gateway());
    }

    private boolean isSandbox() {
        return HostNames.address(merchant.gateway())
                .filter(HostNames::isPrivate)
                .isPresent();
    }

    CheckStatus portOwner() {
        boolean fails = posted().filter(PageChecks::isFail).isPresent();
        if (fails || knocked().flatMap(CallbackProbeResult::arrival).isPresent()) {
            return CheckStatus.passed(notifyPort());
        }
        String who = knocked()
                .flatMap(it -> it.answer().header("server"))
                .map(name -> ", Server: " + name)
                .orElse("");
        return isOtherProcess() ? CheckStatus.failed(notifyPort() + who) : CheckStatus.unknown(notifyPort());
    }

    private String notifyPort() {
        return HostNames.address(merchant.notify_url())
                .map(it -> Integer.toString(HostNames.port(it)))
                .orElse("");
    }

    /** Returns whether this machine answered but not this process, and neither response was {@code fail}. */
    private boolean isOtherProcess() {
        Optional<CallbackProbeResult> here =
                knocked().filter(it -> it.here() && it.arrival().isEmpty());
        return here.isPresent()
                && Stream.of(here.get().answer(), notifyPage())
                        .allMatch(it -> it.isSuccess() && !PageChecks.isFail(it));
    }

    CheckStatus logFolder() {
        return log.answer()
                .map(problem -> problem.map(CheckStatus::failed).orElse(CheckStatus.passed(merchant.log_path())))
                .orElse(CheckStatus.unknown(noAnswer()));
    }

    /** Compares the text the form page shows with the text sent. UNKNOWN if a filter consumed the body, see {@link #filters}. */
    CheckStatus charsetRoundTrip() {
        Optional<String> shown = echo.answer().flatMap(Function.identity());
        boolean lost = arrival().filter(it -> !it.bodyAvailable()).isPresent();
        String charset = merchant.charset().name();
        return shown.filter(it -> !lost)
                .map(it -> CheckStatus.passedIf(it.equals(ROUND_TRIP), charset + ": " + it))
                .orElse(CheckStatus.unknown(
                        lost
                                ? MESSAGES.message("seen.and", charset, MESSAGES.message("seen.bytes", 0))
                                : Text.of(charset)));
    }

    CheckStatus container() {
        String container = server.container();
        return container.isEmpty()
                ? CheckStatus.unknown("")
                : CheckStatus.passedIf(CONTAINER.matcher(container).matches(), container);
    }

    /** Reports the container's URI charset, which only code that calls the container's getParameter depends on. */
    CheckStatus uriEncoding() {
        return arrival()
                .flatMap(RequestArrival::uriEncoding)
                .map(it -> it.equals(merchant.charset().name()) ? CheckStatus.passed(it) : CheckStatus.told(it))
                .orElse(CheckStatus.unknown(""));
    }

    CheckStatus filters() {
        return arrival()
                .map(it -> CheckStatus.passedIf(it.bodyAvailable(), String.join(", ", it.precedingFilters())))
                .orElse(CheckStatus.unknown(""));
    }

    private Optional<RequestArrival> arrival() {
        return Stream.of(ownDoor.answer(), knocked())
                .flatMap(Optional::stream)
                .flatMap(it -> it.arrival().stream())
                .findFirst();
    }

    CheckStatus knownPassword() {
        return server.hasKnownPassword()
                .map(known -> CheckStatus.passedIf(!known || isSandbox(), ""))
                .orElse(CheckStatus.unknown(""));
    }

    /** Checks the product in db.url, and shows no more of it: the rest may hold a password. */
    CheckStatus databaseSupported() {
        Matcher url = DATABASE.matcher(merchant.database().url());
        boolean named = url.matches();
        return CheckStatus.passedIf(
                merchant.database().url().isEmpty() || named && DATABASES.contains(url.group(2)),
                named ? url.group(1) : "");
    }

    CheckStatus databaseReachable() {
        if (databaseSupported().state() == CheckStatus.State.FAILED) {
            return CheckStatus.unknown("");
        }
        String place = merchant.database().toString();
        return condition()
                .map(it -> it.reachable() ? CheckStatus.passed(place) : CheckStatus.failed(it.detail()))
                .orElse(CheckStatus.unknown(database.answer().isEmpty() ? noAnswer() : Text.of(place)));
    }

    CheckStatus databaseMigrated() {
        return condition()
                .filter(DatabaseProbe.Condition::reachable)
                .map(it -> it.migrated() ? CheckStatus.passed("") : CheckStatus.failed(it.detail()))
                .orElse(CheckStatus.unknown(""));
    }

    CheckStatus databaseWritable() {
        return condition()
                .filter(DatabaseProbe.Condition::migrated)
                .flatMap(it -> it.writable().map(writable -> CheckStatus.passedIf(writable, it.detail())))
                .orElse(CheckStatus.unknown(""));
    }

    /** Checks the disk of the embedded database; passes for every other database, whose disk is not known here. */
    CheckStatus databaseDisk() {
        return condition()
                .map(it -> it.disk()
                        .map(disk -> CheckStatus.passedIf(disk.good(), disk.place()))
                        .orElse(CheckStatus.passed("")))
                .orElse(CheckStatus.unknown(""));
    }

    CheckStatus databaseSame() {
        return condition()
                .map(it -> CheckStatus.passedIf(it.replaced().isEmpty(), it.replaced()))
                .orElse(CheckStatus.unknown(""));
    }

    CheckStatus databaseDurable() {
        return condition()
                .map(it -> CheckStatus.passedIf(it.unsafe().isEmpty(), String.join(", ", it.unsafe())))
                .orElse(CheckStatus.unknown(""));
    }

    private Optional<DatabaseProbe.Condition> condition() {
        return database.answer().flatMap(Function.identity());
    }

    /** Reports the networks Alipay published in 2011, for firewall rules; no decision may depend on them. */
    static CheckStatus sourceAddresses() {
        return CheckStatus.told("121.0.26.0/23, 110.75.128.0/19, 115.124.16.0/24;"
                + " 121.0.26.1-2, 121.0.27.1-2, 110.75.130.1-2, 110.75.132.1-2, 110.75.136.1-2");
    }
}
