package com.alipay.web;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.diagnosis.site.DatabaseProbe;
import com.alipay.diagnosis.site.NotificationHistoryProbe;
import com.alipay.i18n.Text;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.DatabaseHealth;
import com.alipay.orders.persistence.DatabaseUnavailableException;
import com.alipay.orders.persistence.DiskSpace;
import com.alipay.orders.persistence.NotifyHostHistoryDao.HostAddress;
import com.alipay.orders.rules.MessageSource;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Probes the database of orders for the site diagnosis, and records the IP addresses of notify_url. */
final class DatabaseSiteProbe implements DatabaseProbe, NotificationHistoryProbe {
    private static final Logger log = LoggerFactory.getLogger(DatabaseSiteProbe.class);

    private static volatile DatabaseSiteProbe current =
            new DatabaseSiteProbe("", Database.unavailable("the application has not started"), Optional::empty);

    private final String notify_url;
    private final Database database;
    private final Supplier<Optional<Refusal>> lastRefusal;
    /** The addresses already recorded; shared by several threads. */
    private volatile Set<String> recorded = Set.of();

    /** @param lastRefusal returns the newest notification that was refused for a lasting cause */
    DatabaseSiteProbe(String notify_url, Database database, Supplier<Optional<Refusal>> lastRefusal) {
        this.notify_url = notify_url;
        this.database = database;
        this.lastRefusal = lastRefusal;
    }

    /** Returns the instance of this web application. */
    static DatabaseSiteProbe current() {
        return current;
    }

    /** Sets the instance of this web application. Called once, at start-up. */
    static void setCurrent(DatabaseSiteProbe databaseProbe) {
        current = databaseProbe;
    }

    @Override
    public Condition condition() {
        DatabaseHealth health = database.health();
        return new Condition(
                health.reachable(),
                health.migrated(),
                health.writable(),
                health.problem(),
                health.disk().map(it -> new DatabaseProbe.Disk(it.isGood(), place(it))),
                health.replaced(),
                health.unsafe());
    }

    private static Text place(DiskSpace disk) {
        return DiagnosticCode.MESSAGES.message(
                disk.writable() ? "seen.disk" : "seen.disk.denied",
                disk.folder(),
                disk.device(),
                megabytes(disk.free()),
                megabytes(disk.size()),
                disk.user());
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1048576.0);
    }

    @Override
    public Optional<History> history() {
        Set<String> now = recordAddresses();
        try {
            Optional<Refusal> refusal = lastRefusal.get();
            return Optional.of(database.inTransaction(session -> new History(
                    session.notifications().last(MessageSource.NOTIFY_URL),
                    session.notifyAddresses().entries(notify_url).stream()
                            .map(DatabaseSiteProbe::toRecord)
                            .toList(),
                    now,
                    refusal)));
        } catch (RuntimeException e) {
            DatabaseUnavailableException.log(log, e, "the notification log cannot be read");
            return Optional.empty();
        }
    }

    private static AddressRecord toRecord(HostAddress entry) {
        return new AddressRecord(entry.address(), entry.first_seen());
    }

    /**
     * Resolves notify_url and records new addresses. Never throws: if writing fails, the next call tries again.
     *
     * @return the current addresses; empty if the name cannot be resolved
     */
    Set<String> recordAddresses() {
        Set<String> now = addresses();
        if (!recorded.containsAll(now)) {
            try {
                Instant moment = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                database.inTransaction(session -> {
                    session.notifyAddresses().record(notify_url, now, moment);
                    return null;
                });
                recorded = now;
            } catch (RuntimeException e) {
                // Another server may have written the same row; if the database is unavailable, OrderService reports
                // it.
                log.debug("the address of notify_url could not be stored", e);
            }
        }
        return now;
    }

    private Set<String> addresses() {
        try {
            String host = Optional.ofNullable(URI.create(notify_url).getHost()).orElse("");
            List<InetAddress> found = host.isEmpty() ? List.of() : Arrays.asList(InetAddress.getAllByName(host));
            return found.stream().map(InetAddress::getHostAddress).collect(Collectors.toUnmodifiableSet());
        } catch (UnknownHostException | IllegalArgumentException e) {
            // The name has no address. An invalid notify_url is reported by the check of the settings.
            return Set.of();
        }
    }
}
