package com.alipay.diagnosis;

import com.alipay.config.Configuration;
import com.alipay.config.Merchant;
import com.alipay.diagnosis.Questions.Question;
import com.alipay.trade.ChinaTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** The configuration and what was asked about it. All is asked at once, each page and each line once, however many checks look at it. */
final class Surroundings {
    private static final String ROUND_TRIP = "测试订单";
    private static final Pattern CONTAINER = Pattern.compile("Apache Tomcat/(10\\.1|11\\.0)\\..*");
    /** SHA-256 of the key of conf/sandbox.properties: no key stands in the WAR, not even that one. */
    private static final Set<String> SANDBOX_KEYS =
            Set.of("92fbadf6df76c7251c1a22657e50d537d929080e09398ac0aeb94bd93b247cae");

    private final Merchant merchant;
    private final ServerProbe server;
    private final Duration patience;
    private final SettingsChecks settings;
    private final GatewayChecks gateway;
    private final LedgerChecks ledger;

    private final Optional<Question<Fetched>> notify;
    private final Optional<Question<Fetched>> returned;
    private final Optional<Question<Knock>> knock;
    private final Question<Knock> ownDoor;
    private final Question<Optional<String>> echo;
    private final Question<Optional<String>> log;
    private final Question<Optional<DatabaseProbe.Condition>> database;

    Surroundings(Configuration configuration, Probes probes, Questions questions, Duration patience) {
        this.merchant = configuration.merchant();
        this.server = probes.server();
        this.patience = patience;
        NetworkProbe network = probes.network();
        notify = Hosts.address(merchant.notify_url()).map(it -> questions.ask(() -> network.get(it)));
        returned = Hosts.address(merchant.return_url()).map(it -> questions.ask(() -> network.get(it)));
        knock = Hosts.address(merchant.notify_url()).map(it -> questions.ask(() -> server.knock(it)));
        ownDoor = questions.ask(server::knockAtOwnDoor);
        echo = questions.ask(() -> server.echoed(ROUND_TRIP));
        log = questions.ask(server::logProblem);
        database = questions.ask(() -> probes.database().map(DatabaseProbe::condition));
        settings = new SettingsChecks(configuration);
        gateway = new GatewayChecks(merchant, probes, questions);
        ledger = new LedgerChecks(questions.ask(() -> probes.ledger().flatMap(LedgerProbe::history)));
    }

    SettingsChecks settings() {
        return settings;
    }

    GatewayChecks gateway() {
        return gateway;
    }

    LedgerChecks ledger() {
        return ledger;
    }

    private String noAnswer() {
        return "no answer within " + patience.toSeconds() + " s";
    }

    /** A page of another program is none of ours: its looks say nothing. */
    Outcome notifyPage(Function<Fetched, Outcome> look) {
        return isAnothers() ? Outcome.unknown(notifyPort()) : page(fetched(notify, merchant.notify_url()), look);
    }

    Outcome returnPage(Function<Fetched, Outcome> look) {
        return page(fetched(returned, merchant.return_url()), look);
    }

    private static Outcome page(Fetched page, Function<Fetched, Outcome> look) {
        return page.came() ? look.apply(page) : Outcome.unknown(page.problem());
    }

    private Fetched fetched(Optional<Question<Fetched>> asked, String url) {
        return asked.map(it -> it.answer().orElse(Fetched.nothing(noAnswer()))).orElse(Fetched.nothing(url));
    }

    private Fetched notifyPage() {
        return fetched(notify, merchant.notify_url());
    }

    /** Many networks do not let a machine get to itself by its public address: then a fresh notification is the better witness. */
    Outcome notifyReachable() {
        Fetched page = notifyPage();
        if (page.came()) {
            return Outcome.passed(merchant.notify_url());
        }
        if (notify.isEmpty()) {
            return Outcome.unknown(page.problem());
        }
        return ledger.freshNotification(server.now())
                .map(last -> Outcome.unknown(page.problem() + "; " + ChinaTime.format(last)))
                .orElse(Outcome.failed(page.problem()));
    }

    /** Turned away although the same page can be opened: by a filter against forged forms, by a firewall for web pages. */
    Outcome notifyPost() {
        Optional<Fetched> answer = knocked().map(Knock::answer).filter(Fetched::came);
        if (answer.isEmpty()) {
            return Outcome.unknown(notifyPage().problem());
        }
        String seen = "POST: HTTP " + answer.get().status();
        if (answer.get().status() == 200) {
            return Outcome.passed(seen);
        }
        boolean opens = notifyPage().status() == 200 && !isAnothers();
        return opens ? Outcome.failed("GET: HTTP 200, " + seen) : Outcome.unknown(seen);
    }

    private Optional<Knock> knocked() {
        return knock.flatMap(Question::answer);
    }

    Outcome notifyPublic() {
        return publicAddress(merchant.notify_url());
    }

    Outcome returnPublic() {
        return publicAddress(merchant.return_url());
    }

    private Outcome publicAddress(String url) {
        Optional<URI> address = Hosts.address(url);
        if (address.isEmpty()) {
            return Outcome.unknown(url);
        }
        boolean isPrivate = Hosts.isPrivate(address.get());
        String seen = address.get().getHost() + (isPrivate && isSandbox() ? " (sandbox)" : "");
        return Outcome.passedIf(isSandbox() || !isPrivate, seen);
    }

    /** Payments that go to a private network cannot be meant for customers who come from elsewhere. */
    Outcome sandboxInProduction() {
        boolean visited = Hosts.address(merchant.return_url())
                .filter(it -> !Hosts.isPrivate(it))
                .isPresent();
        boolean sandboxKey =
                SANDBOX_KEYS.contains(DigestUtils.sha256Hex(merchant.key().bytes(StandardCharsets.US_ASCII)));
        return sandboxKey && !isSandbox()
                ? Outcome.failed("key")
                : Outcome.passedIf(!(visited && isSandbox()), merchant.gateway());
    }

    private boolean isSandbox() {
        return Hosts.address(merchant.gateway()).filter(Hosts::isPrivate).isPresent();
    }

    Outcome ownPort() {
        if (knocked().flatMap(Knock::arrival).isPresent()) {
            return Outcome.passed(notifyPort());
        }
        String who = knocked()
                .flatMap(it -> it.answer().header("server"))
                .map(name -> ", Server: " + name)
                .orElse("");
        return isAnothers() ? Outcome.failed(notifyPort() + who) : Outcome.unknown(notifyPort());
    }

    private String notifyPort() {
        return Hosts.address(merchant.notify_url())
                .map(it -> Integer.toString(Hosts.port(it)))
                .orElse("");
    }

    /** Who answers on this machine, is not this process and never says fail as such a page does, is another program. */
    private boolean isAnothers() {
        Optional<Knock> here = knocked().filter(it -> it.here() && it.arrival().isEmpty());
        return here.isPresent()
                && Stream.of(here.get().answer(), notifyPage()).allMatch(it -> it.came() && !PageChecks.isFail(it));
    }

    Outcome logFolder() {
        return log.answer()
                .map(problem -> problem.map(Outcome::failed).orElse(Outcome.passed(merchant.log_path())))
                .orElse(Outcome.unknown(noAnswer()));
    }

    /** A form whose body somebody has read ahead shows nothing at all: that is for {@link #filters} to tell. */
    Outcome roundTrip() {
        Optional<String> shown = echo.answer().flatMap(Function.identity());
        boolean lost = arrival().filter(it -> !it.whole()).isPresent();
        String charset = merchant.charset().name();
        return shown.filter(it -> !lost)
                .map(it -> Outcome.passedIf(it.equals(ROUND_TRIP), charset + ": " + it))
                .orElse(Outcome.unknown(charset + (lost ? ": 0 bytes" : "")));
    }

    Outcome container() {
        String container = server.container();
        return container.isEmpty()
                ? Outcome.unknown("")
                : Outcome.passedIf(CONTAINER.matcher(container).matches(), container);
    }

    /** Whatever it is, the pages here do not mind; only code that asks the container for a parameter does. */
    Outcome uriEncoding() {
        return arrival()
                .flatMap(Arrival::uriEncoding)
                .map(it -> it.equals(merchant.charset().name()) ? Outcome.passed(it) : Outcome.told(it))
                .orElse(Outcome.unknown(""));
    }

    Outcome filters() {
        return arrival()
                .map(it -> Outcome.passedIf(it.whole(), String.join(", ", it.ahead())))
                .orElse(Outcome.unknown(""));
    }

    private Optional<Arrival> arrival() {
        return Stream.of(ownDoor.answer(), knocked())
                .flatMap(Optional::stream)
                .flatMap(it -> it.arrival().stream())
                .findFirst();
    }

    Outcome knownPassword() {
        return server.hasKnownPassword()
                .map(known -> Outcome.passedIf(!known || isSandbox(), ""))
                .orElse(Outcome.unknown(""));
    }

    Outcome databaseReachable() {
        String place = merchant.database().toString();
        return condition()
                .map(it -> it.reachable() ? Outcome.passed(place) : Outcome.failed(it.detail()))
                .orElse(Outcome.unknown(database.answer().isEmpty() ? noAnswer() : place));
    }

    Outcome databaseMigrated() {
        return condition()
                .filter(DatabaseProbe.Condition::reachable)
                .map(it -> it.migrated() ? Outcome.passed("") : Outcome.failed(it.detail()))
                .orElse(Outcome.unknown(""));
    }

    Outcome databaseWritable() {
        return condition()
                .filter(DatabaseProbe.Condition::migrated)
                .flatMap(it -> it.writable().map(writable -> Outcome.passedIf(writable, it.detail())))
                .orElse(Outcome.unknown(""));
    }

    /** Only the embedded database has its file on a disk of this machine, as far as is known. */
    Outcome databaseDisk() {
        return condition()
                .map(it -> it.disk()
                        .map(disk -> Outcome.passedIf(disk.good(), disk.place()))
                        .orElse(Outcome.passed("")))
                .orElse(Outcome.unknown(""));
    }

    Outcome databaseSame() {
        return condition()
                .map(it -> Outcome.passedIf(it.replaced().isEmpty(), it.replaced()))
                .orElse(Outcome.unknown(""));
    }

    Outcome databaseDurable() {
        return condition()
                .map(it -> Outcome.passedIf(it.unsafe().isEmpty(), String.join(", ", it.unsafe())))
                .orElse(Outcome.unknown(""));
    }

    private Optional<DatabaseProbe.Condition> condition() {
        return database.answer().flatMap(Function.identity());
    }

    /** The networks Alipay published in 2011, for a firewall's table; nothing may be decided by them. */
    static Outcome sources() {
        return Outcome.told("121.0.26.0/23, 110.75.128.0/19, 115.124.16.0/24");
    }
}
