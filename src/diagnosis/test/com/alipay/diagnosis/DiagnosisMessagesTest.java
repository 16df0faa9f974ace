package com.alipay.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.diagnosis.signature.Diagnosis;
import com.alipay.diagnosis.signature.Hint;
import com.alipay.diagnosis.signature.SignatureMistake;
import com.alipay.diagnosis.site.SiteCheck;
import com.alipay.diagnosis.site.SiteCheck.Severity;
import com.alipay.diagnosis.verification.NotifyIdFailure;
import com.alipay.i18n.Languages;
import com.alipay.i18n.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

public class DiagnosisMessagesTest {
    private static final Path SOURCES = Path.of("src/diagnosis/java");
    private static final Pattern HOW = Pattern.compile("\\bhow\\(\\s*\"([^\"]+[^.\"])\"");

    @Test
    void everyTextIsThereInBothLanguagesAndInOneAlone() {
        Languages.check(DiagnosticCode.MESSAGES, Map.of());
    }

    @Test
    void everyConstantHasItsText() {
        Languages.said(Stream.of(
                        Stream.of(SignatureMistake.values()).map(DiagnosticCode::sentence),
                        Stream.of(NotifyIdFailure.values()).map(DiagnosticCode::sentence),
                        Stream.of(SiteCheck.values()).map(DiagnosticCode::sentence),
                        Stream.of(SiteCheck.values()).map(SiteCheck::title),
                        Stream.of(Hint.values()).map(Hint::sentence),
                        Stream.of(Diagnosis.Difference.values()).map(Diagnosis.Difference::sentence))
                .flatMap(texts -> texts)
                .map(Text.class::cast)
                .toList());
    }

    @Test
    void everyCauseHasItsRemedyAndItsFixer() {
        Stream.<DiagnosticCode[]>of(NotifyIdFailure.values(), SiteCheck.values())
                .flatMap(Stream::of)
                .filter(code -> !(code instanceof SiteCheck check && check.severity() == Severity.INFORMATION))
                .forEach(code -> {
                    assertCauseAndRemedy(code.sentence());
                    assertThat(code.responsible()).as(code.code()).isNotNull();
                });
    }

    /** Checks that a sentence says in both languages what is wrong and what to do; {@code OriginTextsTest} does so by scene. */
    public static void assertCauseAndRemedy(Text sentence) {
        assertThat(sentence.in(Locale.CHINESE)).doesNotEndWith("。").containsPattern("[，：；].*请");
        assertThat(sentence.in(Locale.ENGLISH)).doesNotEndWith(".").containsPattern(".{8,}[:;] .{8,}");
    }

    /** A detail is put into words when a mistake is found, which no test does for every one. */
    @Test
    void everyDetailOfTheSourcesIsThere() throws IOException {
        Set<String> named = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                HOW.matcher(Files.readString(file)).results().forEach(how -> named.add("how." + how.group(1)));
            }
        }
        assertThat(named).hasSizeGreaterThan(100).allMatch(DiagnosticCode.MESSAGES::contains);
    }
}
