package com.alipay.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes under the four pages can be taken without the order book, and drag nothing along. */
class BareKitCompilesTest {
    private static final List<String> FIVE_JARS =
            List.of("jakarta.servlet-api", "commons-codec", "commons-lang3", "encoder", "slf4j-api");

    @TempDir
    Path classes;

    @Test
    void theKitCompilesAloneWithTheFiveJarsTheReadmeNames() throws IOException {
        Readme readme = Readme.english();
        List<String> named = readme.list("jars: bare kit, to compile");
        List<Path> sources = readme.list("copy: bare kit").stream()
                .filter(path -> path.startsWith("src/main/java/"))
                .map(Path::of)
                .toList();

        Javac.compile("-Xlint:all", sources, Jars.named(named), classes);

        assertThat(named).extracting(jar -> jar.split(":")[1]).containsExactlyInAnyOrderElementsOf(FIVE_JARS);
        assertThat(sources)
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder("config", "trade", "util", "services", "filters");
        assertThat(classes.resolve("com/alipay/services/AlipayService.class")).exists();
        assertThat(classes.resolve("com/alipay/orders")).doesNotExist();
    }
}
