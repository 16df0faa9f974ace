package com.alipay.orders.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a database was before, an empty or another one is refused, until somebody says that he means it. */
class DatabaseReplacedExceptionTest {
    @TempDir
    Path folder;

    private Path file;
    private Path marker;

    @BeforeEach
    void aDatabaseWasHereBefore() {
        file = folder.resolve("data/orders.mv.db");
        marker = folder.resolve("noted/shop.databases");
        try (Database database = open()) {
            SurvivingOrders.create(database);
            SurvivingOrders.write(database, 1, "paid");
        }
    }

    private Database open() {
        return open("data/orders");
    }

    private Database open(String path) {
        return Database.open(Database.embedded(folder.resolve(path).toString()), "", "", true, Optional.of(marker));
    }

    private void isRefused() {
        assertThatThrownBy(() -> open().close())
                .isInstanceOf(DatabaseReplacedException.class)
                .hasMessageContaining(file.toString().replace(".mv.db", ""))
                .hasMessageContaining("delete " + marker);
    }

    @Test
    void theSameIsOpenedAgainAndAgain() {
        for (int i = 0; i < 2; i++) {
            try (Database database = open()) {
                assertThat(SurvivingOrders.ids(database)).containsExactly(1);
            }
        }
    }

    @Test
    void aDeletedFileIsRefusedAndNotMade() throws IOException {
        Path away = Files.move(file, folder.resolve("away"));
        isRefused();
        assertThat(file).doesNotExist();
        Files.move(away, file);
        theSameIsOpenedAgainAndAgain();
    }

    @Test
    void aDeletedFolderIsRefused() throws IOException {
        Files.move(file.getParent(), folder.resolve("away"));
        isRefused();
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void anEmptyFileIsRefusedAndLeftEmpty() throws IOException {
        Files.write(file, new byte[0]);
        isRefused();
        assertThat(file).isEmptyFile();
    }

    @Test
    void anotherOrderBookIsRefused() throws IOException {
        open("other/orders").close();
        Files.copy(folder.resolve("other/orders.mv.db"), file, StandardCopyOption.REPLACE_EXISTING);
        isRefused();
    }

    @Test
    void aDatabaseWithoutAnOrderBookIsRefusedAndGetsNoTables() throws IOException {
        Path other = folder.resolve("other/orders");
        Database.open(Database.embedded(other.toString()), "", "", false).close();
        Files.copy(Path.of(other + ".mv.db"), file, StandardCopyOption.REPLACE_EXISTING);
        isRefused();
        try (Database database =
                Database.open(Database.embedded(folder.resolve("data/orders").toString()), "", "", false)) {
            assertThat(database.health().migrated()).isFalse();
        }
    }

    @Test
    void whoDeletesTheMarkerBeginsANewOrderBook() throws IOException {
        Files.delete(file);
        Files.delete(marker);
        try (Database database = open()) {
            SurvivingOrders.create(database);
            assertThat(SurvivingOrders.ids(database)).isEmpty();
        }
        open().close();
    }

    @Test
    void anotherAddressIsAnotherOrderBook() {
        open("elsewhere/orders").close();
        theSameIsOpenedAgainAndAgain();
    }

    @Test
    void itsOwnerAloneCanReadIt() throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Path trace = Files.writeString(folder.resolve("data/orders.trace.db"), "select");
        open().close();
        for (Path path : new Path[] {file, trace, marker}) {
            assertThat(permissions(path)).as(path.toString()).isEqualTo("rw-------");
        }
        for (Path path : new Path[] {file.getParent(), marker.getParent()}) {
            assertThat(permissions(path)).as(path.toString()).isEqualTo("rwx------");
        }
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactlyInAnyOrder(file, trace);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
