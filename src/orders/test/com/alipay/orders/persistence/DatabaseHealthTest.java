package com.alipay.orders.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** On the embedded database, in a file. */
class DatabaseHealthTest extends DatabaseHealthContract {
    @Override
    protected JdbcAddress empty() {
        try {
            Path folder = Files.createDirectories(Path.of("target/health"));
            return new JdbcAddress(
                    Database.embedded(folder.resolve(UUID.randomUUID().toString())
                            .toAbsolutePath()
                            .toString()),
                    "",
                    "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected JdbcAddress readOnly(JdbcAddress address) {
        return new JdbcAddress(address.url() + ";ACCESS_MODE_DATA=r", "", "");
    }

    @Override
    protected List<String> unsafe() {
        return List.of();
    }

    @Test
    void settingsInTheAddressThatLoseACommitAreNamed() {
        JdbcAddress address = empty();
        try (Database database = Database.open(address.url() + ";WRITE_DELAY=500;REUSE_SPACE=TRUE", "", "", true)) {
            assertThat(database.health().unsafe())
                    .containsExactly("WRITE_DELAY=500 → WRITE_DELAY=0", "REUSE_SPACE=TRUE → REUSE_SPACE=false");
        }
    }

    @Test
    void aDatabaseInMemoryIsNamed() {
        try (Database database =
                Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "", true)) {
            assertThat(database.health().unsafe()).hasSize(1).allMatch(it -> it.contains("in memory"));
        }
    }
}
