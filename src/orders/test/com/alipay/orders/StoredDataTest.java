package com.alipay.orders;

import com.alipay.orders.persistence.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The file of the embedded database. */
class StoredDataTest extends StoredDataContract {
    @TempDir
    Path folder;

    @Override
    protected Database openStored() throws IOException {
        Files.write(folder.resolve("orders.mv.db"), unpacked("orders.mv.db.gz"));
        return Database.open(Database.embedded(folder.resolve("orders").toString()), "", "", true);
    }
}
