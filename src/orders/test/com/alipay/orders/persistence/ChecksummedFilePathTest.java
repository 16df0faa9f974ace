package com.alipay.orders.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checksums of the embedded file are invisible to everybody else. */
class ChecksummedFilePathTest {
    @TempDir
    Path folder;

    /** A merchant looks into the file with H2's own console, and an earlier version wrote it. */
    @Test
    void aFileIsWrittenWithAndWithoutChecksums() throws Exception {
        String url = Database.embedded(folder.resolve("orders").toString());
        try (Connection h2 = DriverManager.getConnection(url);
                Statement statement = h2.createStatement()) {
            statement.execute("create table kept (id integer primary key, filler varchar(4000))");
        }
        for (int id = 1; id <= 9; id += 2) {
            try (Database database = Database.open(url, "", "", false)) {
                SurvivingOrders.write(database, id, "with");
            }
            try (Connection h2 = DriverManager.getConnection(url);
                    Statement statement = h2.createStatement()) {
                statement.execute("insert into kept values (" + (id + 1) + ", 'without')");
            }
        }
        try (Database database = Database.open(url, "", "", false)) {
            assertThat(SurvivingOrders.ids(database)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        }
        assertThat(Files.readString(folder.resolve("orders.mv.db"), StandardCharsets.ISO_8859_1))
                .contains(",crc:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:%s", "jdbc:h2:file:%s", "jdbc:h2:nio:%s", "jdbc:h2:%s;RETENTION_TIME=0"})
    void everyAddressLeadsToItsFile(String address) {
        String relative = Paths.get("")
                .toAbsolutePath()
                .relativize(folder.toAbsolutePath())
                .resolve("other")
                .toString();
        for (String path : new String[] {folder.resolve("orders").toString(), "./" + relative}) {
            try (Database database = Database.open(address.formatted(path), "", "", false)) {
                SurvivingOrders.create(database);
            }
            assertThat(Path.of(path + ".mv.db")).exists();
        }
    }
}
