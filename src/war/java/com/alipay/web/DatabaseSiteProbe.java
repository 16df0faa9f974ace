package com.alipay.web;

import com.alipay.diagnosis.site.DatabaseProbe;
import com.alipay.diagnosis.site.NotificationHistoryProbe;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.DatabaseHealth;
import com.alipay.orders.persistence.DatabaseUnavailableException;
import com.alipay.orders.persistence.NotifyHostHistoryDao.Seen;
import com.alipay.orders.rules.MessageSource;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The order book's database, asked by the doctor, and the record of the network addresses of notify_url, which is kept for him. */
final class DatabaseSiteProbe implements DatabaseProbe, NotificationHistoryProbe {
    private static final Logger log = LoggerFactory.getLogger(DatabaseSiteProbe.class);

    private static volatile DatabaseSiteProbe current =
            new DatabaseSiteProbe("", Database.unavailable("the application has not started"));

    private final String notify_url;
    private final Database database;
    /** What has been written down; read and written by whoever looks. */
    private volatile Set<String> recorded = Set.of();

    DatabaseSiteProbe(String notify_url, Database database) {
        this.notify_url = notify_url;
        this.database = database;
    }

    /** That of this web application. */
    static DatabaseSiteProbe current() {
        return current;
    }

    /** Makes this the one of the web application. Called once, at start-up. */
    static void use(DatabaseSiteProbe book) {
        current = book;
    }

    @Override
    public Condition condition() {
        DatabaseHealth health = database.health();
        return new Condition(
                health.reachable(),
                health.migrated(),
                health.writable(),
                health.problem(),
                health.disk().map(it -> new DatabaseProbe.Disk(it.isGood(), it.toString())),
                health.replaced(),
                health.unsafe());
    }

    @Override
    public Optional<History> history() {
        Set<String> now = look();
        try {
            return Optional.of(database.inTransaction(session -> new History(
                    session.notices().last(MessageSource.NOTIFY_URL),
                    session.notifyAddresses().seen(notify_url).stream()
                            .map(DatabaseSiteProbe::sighting)
                            .toList(),
                    now)));
        } catch (RuntimeException e) {
            DatabaseUnavailableException.log(log, e, "the ledger does not answer");
            return Optional.empty();
        }
    }

    private static AddressRecord sighting(Seen seen) {
        return new AddressRecord(seen.address(), seen.first_seen());
    }

    /**
     * Resolves notify_url and writes down what is new. Never throws: what could not be written is written the next time.
     *
     * @return what it stands for now; empty when the name cannot be resolved
     */
    Set<String> look() {
        Set<String> now = addresses();
        if (!recorded.containsAll(now)) {
            try {
                Instant moment = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                database.inTransaction(session -> {
                    session.notifyAddresses().saw(notify_url, now, moment);
                    return null;
                });
                recorded = now;
            } catch (RuntimeException e) {
                // Another server may just have written the same; otherwise the order book tells that the database is
                // away.
                log.debug("the address of notify_url could not be written down", e);
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
            // What was asked: whether it has an address. The check of the settings reports what is no address at all.
            return Set.of();
        }
    }
}
