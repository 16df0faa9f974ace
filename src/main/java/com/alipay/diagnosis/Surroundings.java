package com.alipay.diagnosis;

import com.alipay.config.Configuration;
import com.alipay.config.Merchant;
import com.alipay.diagnosis.Reach.Step;
import com.alipay.trade.Finding;
import com.alipay.util.NotifyIdQuery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/** The configuration and what was asked about it; every page is fetched once, however many checks look at it. */
final class Surroundings {
    private static final Duration LARGEST_DEVIATION = Duration.ofSeconds(30);
    private static final Outcome NOT_ASKED = Outcome.unknown("");
    private static final byte[] FAIL = "fail".getBytes(StandardCharsets.US_ASCII);
    private static final String ROUND_TRIP = "测试订单";
    private static final Pattern CONTAINER = Pattern.compile("Apache Tomcat/1[01]\\..*");
    private static final Pattern ERROR_PAGE =
            Pattern.compile("(?i)exception|stack trace|HTTP Status [45]|servlet error");
    private static final Pattern MARKUP = Pattern.compile("(?s).*<[A-Za-z!/].*");
    /** SHA-256 of the key of conf/sandbox.properties: no key stands in the WAR, not even that one. */
    private static final Set<String> SANDBOX_KEYS =
            Set.of("92fbadf6df76c7251c1a22657e50d537d929080e09398ac0aeb94bd93b247cae");

    private final Configuration configuration;
    private final Probes probes;
    private final Map<URI, Fetched> pages = new HashMap<>();
    private final Map<URI, Reach> lines = new HashMap<>();

    Surroundings(Configuration configuration, Probes probes) {
        this.configuration = configuration;
        this.probes = probes;
    }

    private Merchant merchant() {
        return configuration.merchant();
    }

    /** What the check of the settings found about these keys. */
    Outcome settings(Predicate<String> keys) {
        List<Finding> findings = configuration.findings().stream()
                .filter(finding -> keys.test(finding.key()))
                .toList();
        return Outcome.passedIf(findings.isEmpty(), Finding.join(findings));
    }

    Outcome notifyPage(Function<Fetched, Outcome> look) {
        return page(merchant().notify_url(), look);
    }

    Outcome returnPage(Function<Fetched, Outcome> look) {
        return page(merchant().return_url(), look);
    }

    private Outcome page(String url, Function<Fetched, Outcome> look) {
        Optional<URI> address = address(url);
        if (address.isEmpty()) {
            return Outcome.unknown(url);
        }
        Fetched page = pages.computeIfAbsent(address.get(), probes.network()::get);
        return page.came() ? look.apply(page) : Outcome.unknown(page.problem());
    }

    /** Whether the page could be fetched at all. */
    Outcome reachable(String url) {
        return address(url)
                .map(it -> pages.computeIfAbsent(it, probes.network()::get))
                .map(page -> Outcome.passedIf(page.came(), page.problem()))
                .orElse(Outcome.failed(url));
    }

    Outcome notifyReachable() {
        return reachable(merchant().notify_url());
    }

    static Outcome status(Fetched page) {
        return Outcome.passedIf(page.status() == 200 || isRedirect(page), "HTTP " + page.status());
    }

    static Outcome redirect(Fetched page) {
        return Outcome.passedIf(
                !isRedirect(page),
                "HTTP " + page.status() + " " + page.header("location").orElse(""));
    }

    private static boolean isRedirect(Fetched page) {
        return page.status() >= 300 && page.status() < 400;
    }

    static Outcome cookie(Fetched page) {
        return Outcome.passedIf(
                page.header("set-cookie").isEmpty(),
                name(page.header("set-cookie").orElse("")));
    }

    private static String name(String cookie) {
        return cookie.replaceAll("=.*", "");
    }

    static Outcome byteOrderMark(Fetched page) {
        return Outcome.passedIf(!page.text().startsWith("\u00EF\u00BB\u00BF"), "EF BB BF");
    }

    static Outcome markup(Fetched page) {
        return Outcome.passedIf(isRedirect(page) || !MARKUP.matcher(page.text()).matches(), beginning(page));
    }

    /** Asked without a message, the page answers the four bytes of fail. */
    static Outcome exactlyFail(Fetched page) {
        return Outcome.passedIf(
                isRedirect(page) || java.util.Arrays.equals(page.body(), FAIL),
                page.body().length + " bytes: " + beginning(page));
    }

    private static String beginning(Fetched page) {
        byte[] body = page.body();
        return HexFormat.ofDelimiter(" ").formatHex(body, 0, Math.min(16, body.length));
    }

    static Outcome friendly(Fetched page) {
        String text = page.text();
        boolean blank = text.isBlank();
        boolean error = ERROR_PAGE.matcher(text).find();
        return Outcome.passedIf(
                page.status() == 200 && !blank && !error, "HTTP " + page.status() + (blank ? ", 0 bytes" : ""));
    }

    Outcome publicAddress(String url) {
        if (isSandbox()) {
            return Outcome.passed();
        }
        return address(url)
                .map(it -> Outcome.passedIf(!Hosts.isPrivate(it), it.getHost()))
                .orElse(Outcome.unknown(url));
    }

    Outcome notifyPublic() {
        return publicAddress(merchant().notify_url());
    }

    Outcome returnPublic() {
        return publicAddress(merchant().return_url());
    }

    /** Payments that go to this machine cannot be meant for customers who come from elsewhere. */
    Outcome sandboxInProduction() {
        boolean visited = address(merchant().return_url())
                .filter(it -> !Hosts.isPrivate(it))
                .isPresent();
        boolean sandboxKey =
                SANDBOX_KEYS.contains(DigestUtils.sha256Hex(merchant().key().bytes(StandardCharsets.US_ASCII)));
        return Outcome.passedIf(
                !(visited && isSandbox()) && !(sandboxKey && !isSandbox()),
                visited ? merchant().gateway() : "key");
    }

    private boolean isSandbox() {
        return address(merchant().gateway()).filter(Hosts::isLocal).isPresent();
    }

    Outcome gateway(Step step) {
        Optional<URI> asked = question();
        if (asked.isEmpty()) {
            return Outcome.unknown(merchant().gateway());
        }
        Reach reach = lines.computeIfAbsent(asked.get(), probes.network()::reach);
        if (reach.came(step)) {
            return Outcome.passed();
        }
        boolean before = step.ordinal() > 0 && !reach.came(Step.values()[step.ordinal() - 1]);
        return before ? Outcome.unknown(reach.detail()) : Outcome.failed(reach.detail());
    }

    /** A question about an id that nobody issued is answered false, or invalid. */
    Outcome verifyAnswers() {
        return answer().map(answer -> Outcome.passedIf(
                        answer.status() == 200 && answer.text().strip().matches("true|false|invalid"),
                        "HTTP " + answer.status() + " " + beginning(answer)))
                .orElse(Outcome.unknown(merchant().gateway()));
    }

    Outcome clock() {
        Optional<Instant> theirs =
                answer().flatMap(answer -> answer.header("date")).flatMap(Surroundings::time);
        if (theirs.isEmpty()) {
            return Outcome.unknown("Date");
        }
        Duration off = Duration.between(theirs.get(), probes.server().now());
        return Outcome.passedIf(off.abs().compareTo(LARGEST_DEVIATION) <= 0, off.toSeconds() + " s");
    }

    private Optional<Fetched> answer() {
        return question()
                .map(asked -> pages.computeIfAbsent(asked, probes.network()::get))
                .filter(Fetched::came);
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
        Optional<URI> address = address(merchant().notify_url());
        if (address.isEmpty()) {
            return Outcome.unknown(merchant().notify_url());
        }
        int port = address.get().getPort() > 0
                ? address.get().getPort()
                : address.get().getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return probes.server()
                .ownsPort(port)
                .map(owns -> Outcome.passedIf(owns, Integer.toString(port)))
                .orElse(Outcome.unknown(Integer.toString(port)));
    }

    Outcome logFolder() {
        return probes.server().logProblem().map(Outcome::failed).orElse(Outcome.passed());
    }

    Outcome roundTrip() {
        return probes.server()
                .echoed(ROUND_TRIP)
                .map(shown -> Outcome.passedIf(
                        shown.equals(ROUND_TRIP), merchant().charset().name()))
                .orElse(Outcome.unknown(merchant().charset().name()));
    }

    Outcome container() {
        String container = probes.server().container();
        return container.isEmpty()
                ? NOT_ASKED
                : Outcome.passedIf(CONTAINER.matcher(container).matches(), container);
    }

    /** Only with GBK does it matter, and only to code that asks the container for a parameter. */
    Outcome uriEncoding() {
        return probes.server()
                .uriEncoding()
                .map(encoding -> Outcome.passedIf(
                        encoding.toLowerCase(Locale.ROOT)
                                .equals(merchant().input_charset().toLowerCase(Locale.ROOT)),
                        encoding))
                .orElse(Outcome.unknown(""));
    }

    Outcome filters() {
        return probes.server()
                .filtersAhead()
                .map(ahead -> Outcome.passedIf(ahead.isEmpty(), String.join(", ", ahead)))
                .orElse(Outcome.unknown(""));
    }

    Outcome knownPassword() {
        return probes.server()
                .hasKnownPassword()
                .map(known -> Outcome.passedIf(!known || isSandbox(), "admin"))
                .orElse(Outcome.unknown("admin"));
    }

    Outcome databaseReachable() {
        return condition()
                .map(condition -> Outcome.passedIf(condition.reachable(), condition.detail()))
                .orElse(NOT_ASKED);
    }

    Outcome databaseMigrated() {
        return condition()
                .map(condition -> condition.reachable()
                        ? Outcome.passedIf(condition.migrated(), condition.detail())
                        : Outcome.unknown(condition.detail()))
                .orElse(NOT_ASKED);
    }

    Outcome databaseWritable() {
        return condition()
                .map(condition -> condition
                        .writable()
                        .filter(it -> condition.migrated())
                        .map(writable -> Outcome.passedIf(writable, condition.detail()))
                        .orElse(Outcome.unknown(condition.detail())))
                .orElse(NOT_ASKED);
    }

    private Optional<DatabaseProbe.Condition> condition() {
        return probes.database().map(DatabaseProbe::condition);
    }

    Outcome lastNotification() {
        return probes.ledger()
                .map(ledger -> ledger.lastNotification()
                        .map(last -> new Outcome(Outcome.State.PASSED, last.toString()))
                        .orElse(Outcome.failed("")))
                .orElse(NOT_ASKED);
    }

    Outcome addressChanged() {
        return probes.ledger()
                .flatMap(LedgerProbe::addressChangedSince)
                .map(changed -> Outcome.passedIf(!changed, merchant().notify_url()))
                .orElse(Outcome.unknown(merchant().notify_url()));
    }

    /** The networks Alipay published in 2011, for a firewall's table; nothing may be decided by them. */
    static Outcome sources() {
        return new Outcome(Outcome.State.TOLD, "121.0.26.0/23, 110.75.128.0/19, 115.124.16.0/24");
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
