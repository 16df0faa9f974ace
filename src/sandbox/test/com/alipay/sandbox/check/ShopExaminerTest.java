package com.alipay.sandbox.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.i18n.Language;
import com.alipay.i18n.Languages;
import com.alipay.i18n.Messages;
import com.alipay.sandbox.Sandbox;
import com.alipay.sandbox.SandboxOptions;
import com.alipay.sandbox.check.CheckResult.NotTested;
import com.alipay.sandbox.merchant.MerchantAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A shop that is broken in one way is named by the check of that way, and by no other. */
class ShopExaminerTest {
    private static final MerchantAccount MERCHANT =
            MerchantAccount.of(SmallShop.PARTNER, SmallShop.KEY, SmallShop.SELLER);

    private static final Map<SmallShop.Defect, Future<CheckReport>> REPORTS = new EnumMap<>(SmallShop.Defect.class);
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(8);

    /** Most of an examination is waiting: several are made at once, each with a sandbox of its own. */
    @BeforeAll
    static void start() {
        for (SmallShop.Defect defect : SmallShop.Defect.values()) {
            REPORTS.put(defect, THREADS.submit(() -> examine(defect, true)));
        }
    }

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    /** Two that start at the same moment would name their parts alike. */
    private static synchronized Sandbox sandbox() {
        return Sandbox.start(SandboxOptions.forMerchant(MERCHANT));
    }

    private static CheckReport examine(SmallShop.Defect defect, boolean withBooks) {
        try (Sandbox sandbox = sandbox();
                SmallShop shop = SmallShop.open(defect, sandbox.url() + "/gateway.do")) {
            CheckTarget target = new CheckTarget(
                    MERCHANT,
                    StandardCharsets.UTF_8,
                    shop.url("/notify"),
                    shop.url("/return"),
                    Optional.of(shop.url("/buy")),
                    Map.of(),
                    List.of(),
                    "0.01",
                    withBooks ? Optional.of(OrderBooks.address(shop.url("/status?{out_trade_no}"))) : Optional.empty());
            return new CheckReport(
                    shop.url("/notify"), new ShopExaminer(target, sandbox).examine(check -> {}), Language.EN);
        }
    }

    private static List<String> failed(CheckReport report) {
        return report.results().stream()
                .filter(CheckResult::isFailure)
                .map(result -> result.check().code())
                .toList();
    }

    @Test
    void anHonestShopPassesEveryCheck() throws InterruptedException, ExecutionException {
        CheckReport report = REPORTS.get(SmallShop.Defect.NONE).get();
        assertThat(report.results())
                .as(report.in(CheckReport.Format.TEXT))
                .hasSameSizeAs(ShopChecks.ALL)
                .allMatch(CheckResult::isPassed);
        assertThat(report.isGood()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aDefectIsNamedByItsCheckAndByNoOther(SmallShop.Defect defect) throws InterruptedException, ExecutionException {
        CheckReport report = REPORTS.get(defect).get();
        assertThat(failed(report)).as(report.in(CheckReport.Format.TEXT)).containsExactly(defect.check());
        assertThat(report.isGood()).isFalse();
    }

    /** A check that nothing can fail proves nothing. */
    @Test
    void everyCheckNamesADefect() {
        List<String> named = Stream.of(SmallShop.Defect.values())
                .map(SmallShop.Defect::check)
                .filter(code -> !code.isEmpty())
                .toList();
        assertThat(ShopChecks.ALL).extracting(ShopCheck::code).allMatch(named::contains);
    }

    @Test
    void withoutBooksNothingIsTakenForRightThatOnlyTheyCanTell() {
        CheckReport report = examine(SmallShop.Defect.APPLIES_TWICE, false);
        assertThat(failed(report)).as(report.in(CheckReport.Format.TEXT)).isEmpty();
        assertThat(report.results())
                .filteredOn(result -> result.outcome() instanceof NotTested)
                .extracting(result -> result.check().code())
                .contains("stored-first", "duplicates", "replay", "return-forged", "reordering");
    }

    @Test
    void everyTextIsThereInBothLanguagesAndInOneAlone() {
        Languages.check(
                Messages.of(ShopCheck.class),
                Map.of(
                        "支付宝", "the name of the service",
                        "paid", "what the shop's books answer"));
        Messages texts = Messages.of(ShopCheck.class);
        for (ShopCheck check : ShopChecks.ALL) {
            for (String part : List.of("action", "expectation", "damage", "remedy")) {
                assertThat(texts.contains(check.code() + "." + part))
                        .as("%s.%s", check.code(), part)
                        .isTrue();
            }
        }
    }

    @Test
    void theDocumentsHaveTheTableInBothLanguages() throws IOException {
        String english = Files.readString(Path.of("src/site/markdown/sandbox.md"));
        String chinese = Files.readString(Path.of("src/site/markdown/zh/sandbox.md"));
        for (ShopCheck check : ShopChecks.ALL) {
            assertThat(english).contains(row(check, Locale.ENGLISH));
            assertThat(chinese).contains(row(check, Locale.CHINESE));
        }
    }

    private static String row(ShopCheck check, Locale language) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        check.code(),
                        check.action().in(language),
                        check.expectation().in(language),
                        check.section());
    }
}
