package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.diagnosis.site.NotificationHistoryProbe.AddressRecord;
import com.alipay.diagnosis.site.NotificationHistoryProbe.History;
import com.alipay.orders.persistence.Database;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the doctor is told of the order database, and where notify_url leads. */
class DatabaseSiteProbeTest {
    private static final String NOTIFY_URL = "http://127.0.0.1:8080/alipay/notify_url.jsp";

    private final Database database =
            Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "", true);

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private History history(String notify_url) {
        return new DatabaseSiteProbe(notify_url, database, Optional::empty)
                .history()
                .orElseThrow();
    }

    @Test
    void whereNotifyUrlLeadsIsWrittenDownWhenItIsFirstSeen() {
        AddressRecord first = history(NOTIFY_URL).seen().get(0);
        assertThat(first.address()).isEqualTo("127.0.0.1");

        History later = history(NOTIFY_URL);
        assertThat(later.seen()).as("by a server that started anew").containsExactly(first);
        assertThat(later.now()).containsExactly("127.0.0.1");
        assertThat(later.lastNotification()).isEmpty();
    }

    @Test
    void whatLeadsNowhereIsNotWrittenDown() {
        for (String nowhere : new String[] {"", "notify_url.jsp", "http://no such/", "http://nobody.invalid/"}) {
            assertThat(history(nowhere).now()).as(nowhere).isEmpty();
            assertThat(history(nowhere).seen()).as(nowhere).isEmpty();
        }
    }

    @Test
    void withoutADatabaseNothingIsKnownAndNothingThrown() {
        DatabaseSiteProbe databaseProbe =
                new DatabaseSiteProbe(NOTIFY_URL, Database.unavailable("a test"), Optional::empty);
        assertThat(databaseProbe.recordAddresses()).containsExactly("127.0.0.1");
        assertThat(databaseProbe.history()).isEmpty();
        assertThat(databaseProbe.condition().reachable()).isFalse();
    }
}
