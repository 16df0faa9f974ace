package com.alipay.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pictures of the documents that tests draw. */
public final class Drawings {
    private Drawings() {}

    /** Asserts that the documents show this picture; a different one is then in {@code target/diagrams}, to be looked at and copied. */
    public static void assertIsShown(String name, String svg) throws IOException {
        Path drawn = Files.createDirectories(Path.of("target", "diagrams")).resolve(name);
        Files.writeString(drawn, svg, StandardCharsets.UTF_8);
        assertThat(Path.of("src/site/images", name))
                .as("look at %s and copy it", drawn)
                .exists()
                .content(StandardCharsets.UTF_8)
                .isEqualTo(svg);
    }
}
