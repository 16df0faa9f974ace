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
        "jdbc:oracle:thin:@localhost:1521:shop, 不支持 Oracle 数据库",
        "jdbc:sqlserver://localhost;databaseName=shop, 不支持 SQL Server 数据库",
        "jdbc:jtds:sqlserver://localhost/shop, 不支持 SQL Server 数据库",
        "jdbc:dm://localhost:5236/shop, 不支持 达梦 数据库",
        "jdbc:oceanbase://localhost:2881/shop, 不支持 OceanBase 数据库",
        "mysql://localhost/shop, 没有驱动能打开这种地址"
    })
    void whatIsNotSupportedIsToldWhatToUseInstead(String url, String problem) {
        assertThatThrownBy(() -> Database.open(url, "shop", "secret", true))
                .isInstanceOf(DatabaseConfigurationException.class)
                .hasMessage(problem + "：请用 PostgreSQL、MySQL、MariaDB 或内置的 H2，例如 db.url=jdbc:mysql://localhost/shop");
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
                    .hasMessageMatching("数据库的表已由更新的版本升级到 V99，这个 WAR 只认识到 V\\d+：部署升级时用的 WAR 或更新的，要退回旧版就先恢复升级前的数据库备份");
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
