package com.alipay.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes under the four pages can be taken without the order service, and drag nothing along. */
class BareKitCompilesTest {
    private static final List<String> FIVE_JARS =
            List.of("jakarta.servlet-api", "commons-codec", "commons-lang3", "encoder", "slf4j-api");

    @TempDir
    Path classes;

    @Test
    void theKitCompilesAloneWithTheFiveJarsTheDocumentNames() throws IOException {
        Readme readme = Readme.integrate();
        List<String> named = readme.list("jars: bare kit, to compile");
        List<Path> sources = readme.list("copy: bare kit").stream()
                .filter(path -> path.startsWith("src/") && !path.contains("/resources/"))
                .map(BareKitCompilesTest::sources)
                .toList();

        Javac.compile("-Xlint:all", sources, Jars.named(named), classes);

        assertThat(named).extracting(jar -> jar.split(":")[1]).containsExactlyInAnyOrderElementsOf(FIVE_JARS);
        assertThat(sources)
                .containsExactlyInAnyOrder(
                        Path.of("src/kit/java"),
                        Path.of("src/orders/java/com/alipay/orders/rules"),
                        Path.of("src/war/java/com/alipay/web/PaymentForm.java"));
        assertThat(classes.resolve("com/alipay/services/AlipayService.class")).exists();
        assertThat(classes.resolve("com/alipay/orders/OrderService.class")).doesNotExist();
    }

    /** Of a whole module its sources; a single folder is one. */
    private static Path sources(String path) {
        Path folder = Path.of(path);
        return folder.getNameCount() == 2 ? folder.resolve("java") : folder;
    }
}
