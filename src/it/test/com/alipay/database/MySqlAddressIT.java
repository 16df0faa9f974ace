package com.alipay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.DatabaseConfigurationException;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of a MySQL with its default authentication, as people write them. */
class MySqlAddressIT {
    private static MySqlServer server;

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        server = MySqlServer.startOrSkip();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?permitMysqlScheme",
                "?useSSL=false",
                "?useUnicode=true&characterEncoding=utf8&useSSL=false&serverTimezone=Asia/Shanghai",
                "?useUnicode=true&characterEncoding=UTF-8&autoReconnect=true&zeroDateTimeBehavior=convertToNull",
                "?useSSL=false&serverTimezone=GMT%2B8&rewriteBatchedStatements=true&allowMultiQueries=true",
                "?characterEncoding=gbk&allowPublicKeyRetrieval=true&nullCatalogMeansCurrent=true",
                "?sslMode=trust"
            })
    void opensAsItIsWritten(String options) {
        opens(server.newUrl() + options);
    }

    @Test
    void opensWithTheSchemeOfMariaDb() {
        opens(server.newUrl().replace("jdbc:mysql:", "jdbc:mariadb:"));
    }

    @Test
    void anAddressThatForbidsToAskForTheKeyIsToldTheOneOptionThatIsMissing() {
        // As it is with a server that is not on loopback.
        String url = server.newUrl() + "?allowPublicKeyRetrieval=false";
        // The server remembers who has logged in before, and needs no key then.
        server.execute("flush privileges");

        assertThatThrownBy(() -> Database.open(url, MySqlServer.USER, MySqlServer.PASSWORD, true))
                .isInstanceOf(DatabaseConfigurationException.class)
                .hasMessageContaining("append &sslMode=trust");

        opens(url + "&sslMode=trust");
    }

    private static void opens(String url) {
        server.execute("flush privileges");
        try (Database database = Database.open(url, MySqlServer.USER, MySqlServer.PASSWORD, true)) {
            assertThat(database.health().problem()).isEmpty();
        }
    }
}
