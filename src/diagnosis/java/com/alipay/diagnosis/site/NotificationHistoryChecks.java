package com.alipay.diagnosis.site;

import com.alipay.diagnosis.site.NotificationHistoryProbe.AddressRecord;
import com.alipay.diagnosis.site.NotificationHistoryProbe.History;
import com.alipay.diagnosis.site.ProbeExecutor.ProbeFuture;
import com.alipay.protocol.ChinaTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Checks whether Alipay can reach this site, by the log of notifications. */
record NotificationHistoryChecks(ProbeFuture<Optional<History>> asked) {
    /** Maximum age of a notification that proves Alipay can reach this site although this machine cannot. */
    private static final Duration FRESH = Duration.ofHours(2);

    private Optional<History> history() {
        return asked.answer().flatMap(Function.identity());
    }

    CheckStatus lastNotification() {
        return history()
                .map(it -> it.lastNotification()
                        .map(last -> CheckStatus.passed(ChinaTime.format(last)))
                        .orElse(CheckStatus.failed("")))
                .orElse(CheckStatus.unknown(""));
    }

    /** Returns the newest refusal for a proven cause, unless a good notification arrived since. */
    CheckStatus lastRefusal() {
        return history()
                .map(it -> it.lastRefusal()
                        .filter(refused -> it.lastNotification()
                                .filter(refused.at()::isBefore)
                                .isEmpty())
                        .map(refused -> CheckStatus.failed(
                                ChinaTime.format(refused.at()) + ", "
                                        + refused.cause().code(),
                                refused.cause()))
                        .orElse(CheckStatus.passed("")))
                .orElse(CheckStatus.unknown(""));
    }

    /** Returns when the last notification arrived; empty if that was more than two hours ago, or is unknown. */
    Optional<Instant> freshNotification(Instant now) {
        return history().flatMap(History::lastNotification).filter(it -> it.isAfter(now.minus(FRESH)));
    }

    /**
     * Checks whether the host of notify_url moved. An address is known once a notification arrived after the address was first
     * recorded; before the first notification, the addresses recorded first are known.
     */
    CheckStatus moved() {
        Optional<History> known =
                history().filter(it -> !it.now().isEmpty() && !it.seen().isEmpty());
        return known.map(NotificationHistoryChecks::moved).orElse(CheckStatus.unknown(""));
    }

    private static CheckStatus moved(History history) {
        List<AddressRecord> present = history.seen().stream()
                .filter(it -> history.now().contains(it.address()))
                .toList();
        Instant appeared = first(present);
        String now = joined(history.now());
        if (!appeared.isAfter(history.lastNotification().orElse(first(history.seen())))) {
            return CheckStatus.passed(now);
        }
        List<String> former = history.seen().stream()
                .filter(it -> it.first_seen().isBefore(appeared))
                .map(AddressRecord::address)
                .toList();
        return former.isEmpty()
                ? CheckStatus.unknown(now)
                : CheckStatus.failed(joined(former) + " → " + now + ", " + ChinaTime.format(appeared));
    }

    private static Instant first(List<AddressRecord> sightings) {
        return sightings.stream()
                .map(AddressRecord::first_seen)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private static String joined(Collection<String> addresses) {
        return String.join(", ", new TreeSet<>(addresses));
    }
}
