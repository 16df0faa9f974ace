package com.alipay.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the sources for what no compiler sees. */
class SourcesTest {
    /** An EL expression that is not handed to an encoder. */
    private static final Pattern BARE_EL = Pattern.compile("\\$\\{(?!e:for)");

    /** A scriptlet expression that is not handed to an encoder; the form of alipayto.jsp is HTML and escapes itself. */
    private static final Pattern BARE_EXPRESSION = Pattern.compile("<%=(?! Encode\\.for| sHtmlText %>)");

    private static final int MOST_FILES = 35;
    private static final int MOST_LINES = 3_872;

    private static List<Path> files(String folder, String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .toList();
        }
    }

    static List<Path> pages() throws IOException {
        return files("webapp", ".jsp", ".jspf", ".tag");
    }

    static List<Path> sources() throws IOException {
        return Stream.concat(
                        files("src", ".java", ".jsp", ".md", ".sql", ".properties", ".puml", ".html", ".peb", ".json")
                                .stream(),
                        Stream.concat(pages().stream(), files("conf", ".properties", ".xml").stream()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noPagePrintsAnythingUnescaped(Path page) throws IOException {
        String source = Files.readString(page, StandardCharsets.UTF_8)
                .replaceAll("<t:\\w+(\\s+\\w+=\"[^\"]*\")*\\s*/?>", "a tag of ours: it prints nothing, or escapes it");
        assertThat(source).doesNotContainPattern(BARE_EL).doesNotContainPattern(BARE_EXPRESSION);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noPageOpensASessionOrRecodesByHand(Path page) throws IOException {
        String source = Files.readString(page, StandardCharsets.UTF_8);
        assertThat(source).doesNotContain("getBytes(").doesNotContain("getSession");
        if (page.toString().endsWith(".jsp")) {
            assertThat(source).contains("session=\"false\"").contains("pageEncoding=\"UTF-8\"");
        }
    }

    @ParameterizedTest(name = "{0} holds {1}")
    @CsvSource({
        "webapp/alipayto.jsp, 请求参数",
        "webapp/alipayto.jsp, 以下参数是需要通过下单时的订单数据传入进来获得",
        "webapp/notify_url.jsp, 验证成功",
        "webapp/notify_url.jsp, 请在这里加上商户的业务逻辑程序代码",
        "webapp/return_url.jsp, 验证成功",
        "webapp/return_url.jsp, 请在这里加上商户的业务逻辑程序代码",
        "webapp/alipayto.jsp, AlipayService.trade_create_by_buyer(",
        "webapp/alipayto.jsp, AlipayService.create_partner_trade_by_buyer(",
        "webapp/notify_url.jsp, AlipayNotify.check(",
        "webapp/return_url.jsp, AlipayNotify.check(",
        "conf/alipay.properties, alipay_config",
        "conf/sandbox.properties, alipay_config",
    })
    void theMarkersStandWhereIntegratorsLookForThem(Path file, String marker) throws IOException {
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).contains(marker);
    }

    @Test
    void everySourceIsUtf8WithoutAMark() throws IOException {
        for (Path source : sources()) {
            assertThat(Files.readString(source, StandardCharsets.UTF_8))
                    .as(source.toString())
                    .doesNotStartWith("\uFEFF")
                    .doesNotContain("\uFFFD");
        }
    }

    /** What an integrator copies can be read in an hour. */
    @Test
    void theKitStaysSmall() throws IOException {
        List<Path> kit = files("src/kit/java", ".java");
        long lines = 0;
        for (Path source : kit) {
            lines += Files.readAllLines(source).size();
        }
        assertThat(kit).hasSizeLessThanOrEqualTo(MOST_FILES);
        assertThat(lines).isLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void theTopLevelIsWhatItIs() throws IOException {
        try (Stream<Path> top = Files.list(Path.of(""))) {
            assertThat(top.map(Path::toString).filter(name -> !name.startsWith(".") && !name.equals("target")))
                    .containsExactlyInAnyOrder("pom.xml", "src", "webapp", "conf", "log", "README.md", "LICENSE");
        }
    }
}
