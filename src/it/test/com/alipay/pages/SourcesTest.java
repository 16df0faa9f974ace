package com.alipay.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private static final int MOST_LINES = 3_972;

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

    /** A comment, a text block, a string or a character; the text of the last three is a group. */
    private static final Pattern LITERAL = Pattern.compile(
            "(?s)/\\*.*?\\*/|//[^\\n]*|\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]++|\\\\.)*+)\"|'((?:[^'\\\\]|\\\\.)[^']*)'");

    /** A place in the tutorials, by their names. */
    private static final Pattern PLACE = Pattern.compile("(?:双功能|担保) [0-9A-H., ]+");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /** The sources with Chinese in their code, each with the reason; everything else that people read stands in a bundle. */
    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("orders/java/com/alipay/gateway/GatewayError.java", "what Alipay's page says"),
            Map.entry("orders/java/com/alipay/gateway/GatewayResponseParser.java", "what Alipay's page says"),
            Map.entry("diagnosis/java/com/alipay/i18n/Language.java", "a character that a console may lack"),
            Map.entry("diagnosis/java/com/alipay/diagnosis/site/SiteSnapshot.java", "a specimen"),
            Map.entry("diagnosis/java/com/alipay/diagnosis/signature/TextCandidates.java", "values that are searched"),
            Map.entry("war/java/com/alipay/web/ProbeFilter.java", "a specimen"),
            Map.entry("sandbox/java/com/alipay/sandbox/diagnosis/ParameterExtractor.java", "a marker of log.txt"),
            Map.entry("sandbox/java/com/alipay/sandbox/merchant/Accounts.java", "names of buyers"),
            Map.entry("sandbox/java/com/alipay/sandbox/cashier/Banks.java", "names of banks"),
            Map.entry("sandbox/java/com/alipay/sandbox/check/ShopChecks.java", "a specimen"),
            Map.entry("sandbox/java/com/alipay/sandbox/ui/DemoShop.java", "goods"),
            Map.entry("sandbox/java/com/alipay/sandbox/client/SandboxOrder.java", "goods"),
            Map.entry(
                    "sandbox/java/com/alipay/sandbox/cli/EncodingAwareWriter.java",
                    "a character that a console may lack"));

    @Test
    void whatPeopleReadStandsInBundles() throws IOException {
        List<String> chinese = new ArrayList<>();
        for (String module : List.of("kit", "orders", "diagnosis", "war", "sandbox", "launcher")) {
            for (Path source : files("src/" + module + "/java", ".java")) {
                String code = LITERAL.matcher(Files.readString(source, StandardCharsets.UTF_8))
                        .results()
                        .flatMap(found -> Stream.of(found.group(1), found.group(2), found.group(3)))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("\n"));
                if (HAN.matcher(PLACE.matcher(code).replaceAll("")).find()) {
                    chinese.add(Path.of("src").relativize(source).toString());
                }
            }
        }
        assertThat(chinese).containsExactlyInAnyOrderElementsOf(CHINESE.keySet());
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
