package com.alipay.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** On the embedded database, in a file. */
class HealthTest extends HealthContract {
    @Override
    protected Place empty() {
        try {
            Path folder = Files.createDirectories(Path.of("target/health"));
            return new Place(
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
    protected Place readOnly(Place place) {
        return new Place(place.url() + ";ACCESS_MODE_DATA=r", "", "");
    }
}
