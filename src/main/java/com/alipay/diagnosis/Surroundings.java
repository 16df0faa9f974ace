package com.alipay.diagnosis;

import com.alipay.config.Configuration;
import com.alipay.config.Merchant;
import com.alipay.diagnosis.LedgerProbe.History;
import com.alipay.diagnosis.LedgerProbe.Sighting;
import com.alipay.diagnosis.Questions.Question;
import com.alipay.diagnosis.Reach.Step;
import com.alipay.trade.Finding;
import com.alipay.util.NotifyIdQuery;
import com.alipay.util.UtilDate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** The configuration and what was asked about it. All is asked at once, each page and each line once, however many checks look at it. */
final class Surroundings {
    static final Set<String> ACCOUNT = Set.of("partner", "key", "sign_type", "rsa_private_key");
    static final Set<String> ADDRESSES = Set.of("notify_url", "return_url", "show_url", "gateway", "verify_gateway");
    private static final String CHARSET = "input_charset";
    /** What start-up reports of the database, which is asked here. */
    private static final String DATABASE = "db.url";
    /** What is reported when there is no file of settings, or none that can be read. */
    private static final String NO_FILE = "alipay_config";

    private static final Duration LARGEST_DEVIATION = Duration.ofSeconds(30);
    /** So fresh a notification shows that Alipay gets here, even if this machine does not get to its own address. */
    private static final Duration FRESH = Duration.ofDays(1);

    private static final Pattern PARTNER = Pattern.compile("2088[0-9]{12}");
    private static final String ROUND_TRIP = "测试订单";
    private static final Pattern CONTAINER = Pattern.compile("Apache Tomcat/(10\\.1|11\\.0)\\..*");
    /** SHA-256 of the key of conf/sandbox.properties: no key stands in the WAR, not even that one. */
    private static final Set<String> SANDBOX_KEYS =
            Set.of("92fbadf6df76c7251c1a22657e50d537d929080e09398ac0aeb94bd93b247cae");

    /** A page, and when it came. */
    private record Timed(Fetched page, Instant came) {}

    private final Configuration configuration;
    private final ServerProbe server;
    private final Duration patience;

    private final Optional<Question<Fetched>> notify;
    private final Optional<Question<Fetched>> returned;
    private final Optional<Question<Reach>> line;
    private final Optional<Question<Timed>> verified;
    private final Optional<Question<Knock>> knock;
    private final Question<Knock> ownDoor;
    private final Question<Optional<String>> echo;
    private final Question<Optional<String>> log;
    private final Question<DatabaseProbe.Condition> database;
    private final Question<Optional<History>> history;

    Surroundings(Configuration configuration, Probes probes, Questions questions, Duration patience) {
        this.configuration = configuration;
        this.server = probes.server();
        this.patience = patience;
        NetworkProbe network = probes.network();
        Optional<URI> asked = question();
        notify = address(merchant().notify_url()).map(it -> questions.ask(() -> network.get(it)));
        returned = address(merchant().return_url()).map(it -> questions.ask(() -> network.get(it)));
        line = asked.map(it -> questions.ask(() -> network.reach(it)));
        verified = asked.filter(it -> hasPartner())
                .map(it -> questions.ask(() -> new Timed(network.get(it), server.now())));
        knock = address(merchant().notify_url()).map(it -> questions.ask(() -> server.knock(it)));
        ownDoor = questions.ask(server::knockAtOwnDoor);
        echo = questions.ask(() -> server.echoed(ROUND_TRIP));
        log = questions.ask(server::logProblem);
        database = questions.ask(probes.database()::condition);
        history = questions.ask(probes.ledger()::history);
    }

    /** What stands in the wrong line may be the key, which is for nobody's ears. */
    private boolean hasPartner() {
        return PARTNER.matcher(merchant().partner()).matches();
    }

    private Merchant merchant() {
        return configuration.merchant();
    }

    private Outcome unanswered() {
        return Outcome.unknown(noAnswer());
    }

    private String noAnswer() {
        return "no answer within " + patience.toSeconds() + " s";
    }

    /** The errors among the settings of these names. */
    Outcome settings(Predicate<String> names) {
        return missesFile() ? Outcome.unknown(NO_FILE) : findings(it -> it.isError() && names.test(it.key()));
    }

    /** The errors among the settings that no other check is about, a missing file first. */
    Outcome otherSettings() {
        return findings(it -> it.isError()
                && !ACCOUNT.contains(it.key())
                && !ADDRESSES.contains(it.key())
                && !Set.of(CHARSET, DATABASE).contains(it.key()));
    }

    /** What the settings could say better. */
    Outcome advice() {
        return findings(it -> !it.isError() && !it.key().equals(CHARSET));
    }

    /** gb2312 works, as GBK: that is told, and nothing has to be mended. */
    Outcome charset() {
        Outcome errors = settings(CHARSET::equals);
        Outcome advice = findings(it -> !it.isError() && it.key().equals(CHARSET));
        boolean fine = errors.state() == Outcome.State.PASSED;
        return fine && !advice.detail().isEmpty() ? Outcome.told(advice.detail()) : errors;
    }

    private Outcome findings(Predicate<Finding> which) {
        List<Finding> findings = configuration.findings().stream().filter(which).toList();
        return Outcome.passedIf(findings.isEmpty(), Finding.join(findings));
    }

    private boolean missesFile() {
        return configuration.findings().stream().anyMatch(it -> it.key().equals(NO_FILE));
    }

    /** A page of another program is none of ours: its looks say nothing. */
    Outcome notifyPage(Function<Fetched, Outcome> look) {
        return isAnothers() ? Outcome.unknown(notifyPort()) : page(notify, look);
    }

    Outcome returnPage(Function<Fetched, Outcome> look) {
        return page(returned, look);
    }

    private Outcome page(Optional<Question<Fetched>> asked, Function<Fetched, Outcome> look) {
        Fetched page = fetched(asked);
        return page.came() ? look.apply(page) : Outcome.unknown(page.problem());
    }

    private Fetched fetched(Optional<Question<Fetched>> asked) {
        return asked.map(it -> it.answer().orElse(Fetched.nothing(noAnswer()))).orElse(Fetched.nothing(""));
    }

    /** Many networks do not let a machine get to itself by its public address: then a fresh notification is the better witness. */
    Outcome notifyReachable() {
        if (notify.isEmpty()) {
            return Outcome.unknown(merchant().notify_url());
        }
        Fetched page = fetched(notify);
        if (page.came()) {
            return Outcome.passed("HTTP " + page.status());
        }
        Optional<Instant> last = history().flatMap(History::lastNotification);
        boolean fresh = last.filter(it -> it.isAfter(server.now().minus(FRESH))).isPresent();
        return fresh
                ? Outcome.unknown(page.problem() + "; LAST_NOTIFICATION " + UtilDate.format(last.get()))
                : Outcome.failed(page.problem());
    }

    /** Turned away although the same page can be opened: by a filter against forged forms, by a firewall for web pages. */
    Outcome notifyPost() {
        Optional<Knock> knocked = knock.flatMap(Question::answer);
        if (knocked.isEmpty() || !knocked.get().answer().came()) {
            return Outcome.unknown(knocked.map(it -> it.answer().problem()).orElse(noAnswer()));
        }
        int status = knocked.get().answer().status();
        if (status == 200) {
            return Outcome.passed("POST: HTTP 200");
        }
        return fetched(notify).status() == 200 && !isAnothers()
                ? Outcome.failed("GET: HTTP 200, POST: HTTP " + status)
                : Outcome.unknown("POST: HTTP " + status);
    }

    Outcome notifyPublic() {
        return publicAddress(merchant().notify_url());
    }

    Outcome returnPublic() {
        return publicAddress(merchant().return_url());
    }

    private Outcome publicAddress(String url) {
        return address(url)
                .map(it -> Outcome.passedIf(isSandbox() || !Hosts.isPrivate(it), it.getHost()))
                .orElse(Outcome.unknown(url));
    }

    /** Payments that go to a private network cannot be meant for customers who come from elsewhere. */
    Outcome sandboxInProduction() {
        boolean visited = address(merchant().return_url())
                .filter(it -> !Hosts.isPrivate(it))
                .isPresent();
        boolean sandboxKey =
                SANDBOX_KEYS.contains(DigestUtils.sha256Hex(merchant().key().bytes(StandardCharsets.US_ASCII)));
        return visited && isSandbox()
                ? Outcome.failed(merchant().gateway())
                : Outcome.passedIf(!sandboxKey || isSandbox(), sandboxKey ? "key" : "");
    }

    private boolean isSandbox() {
        return address(merchant().gateway()).filter(Hosts::isPrivate).isPresent();
    }

    /** Where an outgoing proxy is in use no line of our own has to open: the answer shows that it works. */
    Outcome gateway(Step step) {
        if (line.isEmpty()) {
            return Outcome.unknown(merchant().gateway());
        }
        String host = question().map(Surroundings::place).orElse("");
        if (answer().filter(Surroundings::isVerdict).isPresent()) {
            return Outcome.passed(host);
        }
        Optional<Reach> reach = line.get().answer();
        if (reach.isEmpty()) {
            return unanswered();
        }
        if (reach.get().came(step)) {
            return Outcome.passed(host);
        }
        boolean before = step.ordinal() > 0 && !reach.get().came(Step.values()[step.ordinal() - 1]);
        String seen = host + ": " + reach.get().detail();
        return before ? Outcome.unknown(seen) : Outcome.failed(seen);
    }

    private static String place(URI address) {
        return address.getHost() + ":" + port(address);
    }

    private static int port(URI address) {
        return address.getPort() > 0 ? address.getPort() : address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** A question about an id that nobody issued is answered false, or invalid. */
    Outcome verifyAnswers() {
        return answer().map(it -> Outcome.passedIf(isVerdict(it), "HTTP " + it.status() + ", " + PageRules.bytes(it)))
                .orElse(Outcome.unknown(merchant().gateway()));
    }

    private static boolean isVerdict(Fetched answer) {
        return answer.status() == 200 && answer.text().strip().matches("true|false|invalid");
    }

    Outcome clock() {
        Optional<Timed> answer = timed();
        Optional<Instant> theirs =
                answer.flatMap(it -> it.page().header("date")).flatMap(Surroundings::time);
        if (theirs.isEmpty()) {
            return Outcome.unknown("Date");
        }
        Duration off = Duration.between(theirs.get(), answer.get().came());
        return Outcome.passedIf(
                off.abs().compareTo(LARGEST_DEVIATION) <= 0, (off.isNegative() ? "" : "+") + off.toSeconds() + " s");
    }

    private Optional<Timed> timed() {
        return verified.flatMap(Question::answer).filter(it -> it.page().came());
    }

    private Optional<Fetched> answer() {
        return timed().map(Timed::page);
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException e) {
            // What was asked: whether the header holds a time.
            return Optional.empty();
        }
    }

    private Optional<URI> question() {
        return address(merchant().gateway())
                .flatMap(it -> address(merchant().verify_gateway()))
                .map(it -> new NotifyIdQuery(merchant()).address("0"));
    }

    Outcome ownPort() {
        Optional<Knock> knocked = knock.flatMap(Question::answer);
        if (knocked.flatMap(Knock::arrival).isPresent()) {
            return Outcome.passed(notifyPort());
        }
        String who = knocked.flatMap(it -> it.answer().header("server"))
                .map(name -> ", Server: " + name)
                .orElse("");
        return isAnothers() ? Outcome.failed(notifyPort() + who) : Outcome.unknown(notifyPort());
    }

    private String notifyPort() {
        return address(merchant().notify_url())
                .map(it -> Integer.toString(port(it)))
                .orElse("");
    }

    /** Who answers on this machine, is not this process and never says fail as such a page does, is another program. */
    private boolean isAnothers() {
        Optional<Knock> knocked = knock.flatMap(Question::answer);
        return knocked.filter(it -> it.here() && it.arrival().isEmpty()).isPresent()
                && Stream.of(knocked.get().answer(), fetched(notify))
                        .allMatch(it -> it.came() && !PageRules.isFail(it));
    }

    Outcome logFolder() {
        return log.answer()
                .map(it ->
                        it.map(Outcome::failed).orElse(Outcome.passed(merchant().log_path())))
                .orElse(unanswered());
    }

    /** A form whose body somebody has read ahead shows nothing at all: that is for {@link #filters} to tell. */
    Outcome roundTrip() {
        Optional<String> shown = echo.answer().flatMap(Function.identity());
        boolean lost = arrival().filter(it -> !it.whole()).isPresent();
        return shown.filter(it -> !lost)
                .map(it -> Outcome.passedIf(
                        it.equals(ROUND_TRIP), merchant().charset().name() + ": " + it))
                .orElse(Outcome.unknown(merchant().charset().name()));
    }

    Outcome container() {
        String container = server.container();
        return Outcome.passedIf(CONTAINER.matcher(container).matches(), container);
    }

    /** Whatever it is, the pages here do not mind; only code that asks the container for a parameter does. */
    Outcome uriEncoding() {
        return arrival()
                .flatMap(Arrival::uriEncoding)
                .map(it -> it.equals(merchant().charset().name()) ? Outcome.passed(it) : Outcome.told(it))
                .orElse(Outcome.unknown(""));
    }

    Outcome filters() {
        return arrival()
                .map(it -> Outcome.passedIf(it.whole(), String.join(", ", it.ahead())))
                .orElse(Outcome.unknown(""));
    }

    private Optional<Arrival> arrival() {
        return Stream.of(Optional.of(ownDoor), knock)
                .flatMap(Optional::stream)
                .flatMap(it -> it.answer().flatMap(Knock::arrival).stream())
                .findFirst();
    }

    Outcome knownPassword() {
        return server.hasKnownPassword()
                .map(known -> Outcome.passedIf(!known || isSandbox(), ""))
                .orElse(Outcome.unknown(""));
    }

    Outcome databaseReachable() {
        return database.answer()
                .map(it -> Outcome.passedIf(it.reachable(), it.detail()))
                .orElse(unanswered());
    }

    Outcome databaseMigrated() {
        return database.answer()
                .filter(DatabaseProbe.Condition::reachable)
                .map(it -> Outcome.passedIf(it.migrated(), it.detail()))
                .orElse(Outcome.unknown(""));
    }

    Outcome databaseWritable() {
        return database.answer()
                .filter(DatabaseProbe.Condition::migrated)
                .flatMap(it -> it.writable().map(writable -> Outcome.passedIf(writable, it.detail())))
                .orElse(Outcome.unknown(""));
    }

    Outcome lastNotification() {
        return history()
                .map(it -> it.lastNotification()
                        .map(last -> Outcome.passed(UtilDate.format(last)))
                        .orElse(Outcome.failed("")))
                .orElse(Outcome.unknown(""));
    }

    /**
     * An address counts as known once a notification came after it was first seen. Before the first notification, those count
     * that were seen first.
     */
    Outcome addressChanged() {
        Optional<History> known =
                history().filter(it -> !it.now().isEmpty() && !it.seen().isEmpty());
        if (known.isEmpty()) {
            return Outcome.unknown(
                    address(merchant().notify_url()).map(URI::getHost).orElse(""));
        }
        List<Sighting> seen = known.get().seen();
        Set<String> now = known.get().now();
        Instant began = seen.stream()
                .map(Sighting::first_seen)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant notified = known.get().lastNotification().orElse(began);
        String addresses = String.join(", ", new TreeSet<>(now));
        List<Sighting> present =
                seen.stream().filter(it -> now.contains(it.address())).toList();
        if (present.stream().anyMatch(it -> !it.first_seen().isAfter(notified))) {
            return Outcome.passed(addresses);
        }
        Instant moved = present.stream()
                .map(Sighting::first_seen)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        String former = seen.stream()
                .filter(it -> it.first_seen().isBefore(moved))
                .map(Sighting::address)
                .sorted()
                .collect(Collectors.joining(", "));
        return former.isEmpty() ? Outcome.unknown(addresses) : Outcome.failed(former + " → " + addresses);
    }

    private Optional<History> history() {
        return history.answer().flatMap(Function.identity());
    }

    /** The networks Alipay published in 2011, for a firewall's table; nothing may be decided by them. */
    static Outcome sources() {
        return Outcome.told("121.0.26.0/23, 110.75.128.0/19, 115.124.16.0/24");
    }

    private static Optional<URI> address(String url) {
        try {
            URI address = URI.create(url);
            return Optional.of(address).filter(it -> it.getHost() != null && it.getScheme() != null);
        } catch (IllegalArgumentException e) {
            // The check of the settings has reported it.
            return Optional.empty();
        }
    }
}
