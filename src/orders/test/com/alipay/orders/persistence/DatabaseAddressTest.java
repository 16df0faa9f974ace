package com.alipay.orders.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of the addresses that people write. */
class DatabaseAddressTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:mem:a, jdbc:h2:mem:a",
        "jdbc:postgresql://localhost/shop, jdbc:postgresql://localhost/shop",
        "jdbc:mysql://localhost/shop, jdbc:mysql://localhost/shop?permitMysqlScheme=true&allowPublicKeyRetrieval=true",
        "jdbc:mysql:///shop, jdbc:mysql:///shop?permitMysqlScheme=true&allowPublicKeyRetrieval=true",
        "jdbc:mysql://127.0.0.1:3306/shop?useSSL=false, jdbc:mysql://127.0.0.1:3306/shop?useSSL=false&permitMysqlScheme=true&allowPublicKeyRetrieval=true",
        "jdbc:mysql://[::1]:3306/shop?, jdbc:mysql://[::1]:3306/shop?permitMysqlScheme=true&allowPublicKeyRetrieval=true",
        "jdbc:mysql://localhost/shop?permitMysqlScheme&allowPublicKeyRetrieval=false, jdbc:mysql://localhost/shop?permitMysqlScheme&allowPublicKeyRetrieval=false",
        "jdbc:mysql://db.example.com/shop, jdbc:mysql://db.example.com/shop?permitMysqlScheme=true",
        "'jdbc:mysql:replication://localhost,db.example.com/shop', 'jdbc:mysql:replication://localhost,db.example.com/shop?permitMysqlScheme=true'",
        "jdbc:mysql://localhost.example.com/shop, jdbc:mysql://localhost.example.com/shop?permitMysqlScheme=true",
        "jdbc:mariadb://localhost/shop, jdbc:mariadb://localhost/shop?allowPublicKeyRetrieval=true",
        "jdbc:mariadb://db.example.com/shop, jdbc:mariadb://db.example.com/shop"
    })
    void theDriverIsGivenWhatItNeeds(String written, String given) {
        assertThat(DatabaseAddress.forDriver(written)).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:oracle:thin:@localhost:1521:shop, the database Oracle is not supported",
        "jdbc:sqlserver://localhost;databaseName=shop, the database SQL Server is not supported",
        "jdbc:jtds:sqlserver://localhost/shop, the database SQL Server is not supported",
        "jdbc:dm://localhost:5236/shop, the database DM is not supported",
        "jdbc:oceanbase://localhost:2881/shop, the database OceanBase is not supported",
        "mysql://localhost/shop, no driver opens such an address"
    })
    void whatIsNotSupportedIsToldWhatToUseInstead(String url, String problem) {
        assertThatThrownBy(() -> Database.open(url, "shop", "secret", true))
                .isInstanceOf(DatabaseConfigurationException.class)
                .hasMessage(
                        problem
                                + ": use PostgreSQL, MySQL, MariaDB or the built-in H2, for example db.url=jdbc:mysql://localhost/shop");
    }

    @Test
    void aDriverThatTheShopHasBroughtOpensItsOwnAddresses() throws SQLException {
        Driver connector = new Connector();
        DriverManager.registerDriver(connector);
        try {
            assertThat(DatabaseAddress.forDriver("jdbc:mysql://localhost/shop"))
                    .isEqualTo("jdbc:mysql://localhost/shop");
        } finally {
            DriverManager.deregisterDriver(connector);
        }
    }

    @Test
    void anOlderVersionRefusesTheTablesOfANewerOneWithOneSentence(@TempDir java.nio.file.Path folder) {
        String url = Database.embedded(folder.resolve("orders").toString());
        try (Database newer = Database.open(url, "", "", true)) {
            newer.opened()
                    .jdbi()
                    .useHandle(
                            handle -> handle.execute(
                                    "update \"alipay_schema_history\" set \"version\" = '99'"
                                            + " where \"installed_rank\" = (select max(\"installed_rank\") from \"alipay_schema_history\")"));
        }
        for (boolean migrate : new boolean[] {true, false}) {
            assertThatThrownBy(() -> Database.open(url, "", "", migrate, Optional.empty()))
                    .isInstanceOf(DatabaseConfigurationException.class)
                    .hasMessageMatching(
                            "a newer version has upgraded the tables of the database to V99, and this WAR knows them up to V\\d+: deploy the WAR .*");
        }
    }

    /** Takes what MySQL's own driver takes. */
    private static final class Connector implements Driver {
        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:mysql:");
        }

        @Override
        public Connection connect(String url, Properties info) {
            return null;
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }
}
