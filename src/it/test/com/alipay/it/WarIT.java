package com.alipay.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a merchant deploys holds the shop, and neither the simulator nor anybody's settings. */
class WarIT {
    private static final TreeMap<String, byte[]> ENTRIES = new TreeMap<>();

    @BeforeAll
    static void open() throws IOException {
        try (InputStream war = Files.newInputStream(Build.war());
                ZipInputStream zip = new ZipInputStream(war)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                ENTRIES.put(entry.getName(), zip.readAllBytes());
            }
        }
    }

    @Test
    void holdsTheFourPagesAndTheClassesUnderThem() {
        assertThat(ENTRIES)
                .containsKeys(
                        "index.jsp",
                        "alipayto.jsp",
                        "return_url.jsp",
                        "notify_url.jsp",
                        "WEB-INF/web.xml",
                        "WEB-INF/classes/com/alipay/services/AlipayService.class",
                        "WEB-INF/classes/com/alipay/util/AlipayNotify.class",
                        "WEB-INF/classes/merchant/ShopOrderListener.class");
    }

    @Test
    void holdsNoClassOfTheSandboxAndNoTest() {
        List<String> others = named("WEB-INF/classes/com/alipay/(sandbox|it)/.*|.*(Test|IT)(\\$.*)?\\.class");

        assertThat(others).isEmpty();
        assertThat(Build.war().resolveSibling("alipay-sandbox/classes/com/alipay/sandbox/Sandbox.class"))
                .as("the class that must not be in the WAR exists at all")
                .exists();
    }

    @Test
    void holdsNoLibraryOfTestsOrOfTheContainer() {
        String forbidden =
                "tomcat|jasper|ecj|servlet-api|jsp-api|el-api|junit|assertj|archunit|htmlunit|selenium|pebble|jmh";

        assertThat(named("WEB-INF/lib/(" + forbidden + ")[^/]*\\.jar"))
                .as("the container brings its own, and tests stay at home")
                .isEmpty();
        assertThat(named("WEB-INF/lib/.*\\.jar")).isNotEmpty();
    }

    @Test
    void holdsNoSettings() {
        assertThat(named("(.*/)?conf/.*|(.*/)?(alipay|sandbox)\\.properties")).isEmpty();
    }

    @Test
    void holdsNoKeyNotEvenThatOfTheSandbox() throws IOException {
        Path sandbox = Path.of("conf/sandbox.properties");
        Properties settings = new Properties();
        settings.load(new StringReader(Files.readString(sandbox, StandardCharsets.UTF_8)));
        String key = settings.getProperty("key").strip();

        assertThat(key).hasSize(32);
        assertThat(ENTRIES.entrySet().stream()
                        .filter(entry -> new String(entry.getValue(), ISO_8859_1).contains(key))
                        .map(Map.Entry::getKey))
                .isEmpty();
        assertThat(ENTRIES.entrySet().stream()
                        .filter(entry -> entry.getKey().endsWith(".properties")
                                || entry.getKey().endsWith(".xml"))
                        .filter(entry -> new String(entry.getValue(), ISO_8859_1)
                                .matches("(?s).*\\bkey\\s*=\\s*[0-9A-Za-z]{32}\\b.*"))
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    private static List<String> named(String pattern) {
        return ENTRIES.keySet().stream().filter(name -> name.matches(pattern)).toList();
    }
}
