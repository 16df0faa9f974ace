package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A shop that starts with mistakes in its settings says so in log.txt before anybody has opened a page. */
class StartupCheckIT {
    private static final int ATTEMPTS = 300_000;

    @ParameterizedTest
    @EnumSource
    void whatIsWrongWithTheSiteStandsInTheLogAfterTheStart(TomcatVersion version)
            throws IOException, InterruptedException {
        RealTomcat tomcat = RealTomcat.prepare(version, "self-check-" + version.folder());
        try (tomcat) {
            Shop wrong = shop(tomcat, "wrong", Map.of("check_at_start", "true"));
            Shop quiet = shop(tomcat, "quiet", Map.of());
            tomcat.start();

            List<String> checks = awaitChecks(wrong);
            assertThat(checks)
                    .filteredOn(line -> line.contains(" ERROR "))
                    .anyMatch(line ->
                            line.contains("check: NOTIFY_URL_MARKUP (ERROR): the answer of notify_url holds HTML")
                                    && line.contains("双功能 4.2 F / 担保 5.2 F"))
                    .anyMatch(line -> line.contains("check: GATEWAY_PORT (ERROR)"));
            assertThat(checks)
                    .filteredOn(line -> line.contains(" WARN "))
                    .anyMatch(line -> line.contains("check: LAST_NOTIFICATION (WARNING)"));
            assertThat(checks)
                    .noneMatch(line -> line.contains(Shop.KEY))
                    .noneMatch(line -> line.contains("check: DATABASE"))
                    .noneMatch(line -> line.contains("check: CHARSET"));
            assertThat(quiet.log().lines()).noneMatch(line -> line.contains(" check: "));
        }
        assertThat(tomcat.console()).doesNotContain("started a thread named [alipay ");
    }

    /** In the first second the thread is still waiting for the server. */
    @ParameterizedTest
    @EnumSource
    void aServerThatIsStoppedAtOnceLeavesNoThreadBehind(TomcatVersion version)
            throws IOException, InterruptedException {
        RealTomcat tomcat = RealTomcat.prepare(version, "stopped-at-once-" + version.folder());
        try (tomcat) {
            shop(tomcat, "shop", Map.of("check_at_start", "true"));
            tomcat.start();
        }
        assertThat(tomcat.console())
                .contains("Stopping service")
                .doesNotContain("started a thread named [alipay ")
                .doesNotContain("Illegal access");
    }

    private static Shop shop(RealTomcat tomcat, String context, Map<String, String> more) throws IOException {
        Path logs = tomcat.base().resolve("log").resolve(context);
        Map<String, String> settings = Shop.settings(
                tomcat.url(context),
                StandardCharsets.UTF_8,
                "http://127.0.0.1:9/gateway.do",
                "http://127.0.0.1:9/trade/notify_query.do");
        settings.put("notify_url", tomcat.url(context) + "/index.jsp");
        settings.put("log_path", logs.toString());
        settings.putAll(more);
        tomcat.deploy(context, settings);
        return Shop.at(tomcat, context, StandardCharsets.UTF_8, logs.resolve("log.txt"));
    }

    /** The lines, once the last of them is there. */
    private static List<String> awaitChecks(Shop shop) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<String> checks = shop.log().lines().stream()
                    .filter(line -> line.contains(" check: "))
                    .toList();
            if (checks.stream().anyMatch(line -> line.contains(" checks: "))) {
                return checks;
            }
        }
        throw new AssertionError(
                "the shop has not examined itself: " + shop.log().lines());
    }
}
