package com.alipay.web;

import static com.alipay.diagnosis.signature.MessageOrigin.NOTIFICATION;
import static com.alipay.diagnosis.signature.MessageOrigin.RETURN;
import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.diagnosis.signature.DetectedMistake;
import com.alipay.diagnosis.signature.Diagnosis;
import com.alipay.diagnosis.signature.Hint;
import com.alipay.diagnosis.signature.MessageOrigin;
import com.alipay.diagnosis.signature.SignatureMistake;
import com.alipay.diagnosis.verification.NotifyIdDiagnoser.PossibleCause;
import com.alipay.diagnosis.verification.NotifyIdFailure;
import com.alipay.i18n.Text;
import com.alipay.protocol.ResponsibleParty;
import com.alipay.web.StoredDiagnosis.Sentence;
import com.alipay.web.StoredDiagnosis.SkipReason;
import com.alipay.web.StoredDiagnosis.State;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredDiagnosisTest {
    private static StoredDiagnosis found(DetectedMistake... causes) {
        return StoredDiagnosis.of(new Diagnosis.Explained(
                List.of(causes), new Diagnosis.MatchedText("a=1", StandardCharsets.UTF_8, Diagnosis.Difference.TEXT)));
    }

    /** Through the notification log's column and back. */
    private static StoredDiagnosis kept(StoredDiagnosis examined) {
        return StoredDiagnosis.read(examined.column()).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void everyMistakeIsReadBackWithItsWordsItsFixerAndItsSection(SignatureMistake mistake) {
        StoredDiagnosis kept = kept(found(new DetectedMistake(mistake, "subject")));
        assertThat(kept.state()).isEqualTo(State.FOUND);
        assertThat(kept.codes()).isEqualTo(mistake.code());
        for (MessageOrigin origin : List.of(NOTIFICATION, RETURN)) {
            assertThat(kept.sentences(origin))
                    .containsExactly(new Sentence(
                            mistake.code(),
                            Text.of("subject"),
                            DiagnosticCode.withDetail(mistake.sentence(origin), Text.of("subject")),
                            Optional.of(mistake.responsible(origin)),
                            mistake.section()));
        }
        assertThat(kept.summary(NOTIFICATION).in(Locale.CHINESE)).doesNotContain("return_url");
        assertThat(kept.summary(RETURN).in(Locale.CHINESE)).doesNotContain("notify_url");
    }

    @ParameterizedTest
    @EnumSource
    void everyTroubleIsReadBackAsSeenOrAsPossible(NotifyIdFailure trouble) {
        StoredDiagnosis seen = kept(StoredDiagnosis.of(
                List.of(new PossibleCause(trouble, true, DiagnosticCode.MESSAGES.message("seconds", 75)))));
        assertThat(seen.state()).isEqualTo(State.FOUND);
        assertThat(seen.summary(NOTIFICATION).in(Locale.CHINESE))
                .isEqualTo(trouble.sentence().in(Locale.CHINESE) + "（75 秒）");
        assertThat(seen.summary(NOTIFICATION)).hasToString(trouble.sentence() + " (75 s)");
        StoredDiagnosis possible = kept(StoredDiagnosis.of(List.of(new PossibleCause(trouble, false, ""))));
        assertThat(possible.state()).isEqualTo(State.POSSIBLE);
        assertThat(possible.summary(NOTIFICATION).in(Locale.CHINESE))
                .isEqualTo("可能是：" + trouble.sentence().in(Locale.CHINESE));
        assertThat(possible.summary(NOTIFICATION).in(Locale.ENGLISH)).startsWith("possibly: ");
    }

    @Test
    void whatNobodyKnowsIsSaidSoWithTheNextThingsToLookAt() {
        Diagnosis.SearchStatistics search =
                new Diagnosis.SearchStatistics(List.of(SignatureMistake.KEY_WITH_BLANKS), 1234, true);
        StoredDiagnosis unknown =
                kept(StoredDiagnosis.of(new Diagnosis.Unexplained(search, List.of(Hint.WHICH_KEY, Hint.FROM_ALIPAY))));
        assertThat(unknown.codes()).isEqualTo("UNKNOWN");
        assertThat(unknown.summary(NOTIFICATION).in(Locale.CHINESE))
                .startsWith("没有找出原因")
                .contains("1234");
        assertThat(unknown.sentences(NOTIFICATION))
                .extracting(Sentence::text)
                .containsExactly(unknown.summary(NOTIFICATION), Hint.WHICH_KEY.sentence(), Hint.FROM_ALIPAY.sentence());
        assertThat(kept(StoredDiagnosis.of(new Diagnosis.Unexplained(
                                new Diagnosis.SearchStatistics(List.of(), 30_000, false), List.of())))
                        .summary(NOTIFICATION)
                        .in(Locale.CHINESE))
                .contains("到了上限");
        assertThat(kept(StoredDiagnosis.of(List.of())).summary(NOTIFICATION)).hasToString("no cause was found");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNotExaminedSaysWhy(SkipReason obstacle) {
        StoredDiagnosis not = kept(StoredDiagnosis.not(obstacle));
        assertThat(not.codes()).isEqualTo("NOT_EXAMINED");
        assertThat(not.summary(NOTIFICATION).in(Locale.CHINESE))
                .startsWith("没有检查：")
                .hasSizeGreaterThan("没有检查：".length());
        assertThat(not.sentences(NOTIFICATION).get(0).responsible()).isEmpty();
    }

    @Test
    void aMessageThatIsTooLargeForTheDoctorWasNotExamined() {
        assertThat(StoredDiagnosis.of(new Diagnosis.NotExamined(Text.of("70000 bytes, more than 65536"))))
                .isEqualTo(StoredDiagnosis.not(SkipReason.TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\"", "\\", "\uD83C\uDF75", "测", "<", "\u202E"})
    void theLongestFitsIntoTheColumn(String character) {
        DetectedMistake longest = new DetectedMistake(SignatureMistake.CHARACTERS_LOST, character.repeat(500));
        StoredDiagnosis examined = found(Collections.nCopies(40, longest).toArray(DetectedMistake[]::new));
        assertThat(examined.column()).hasSizeLessThanOrEqualTo(2_000).matches("[^\\p{Cs}]*");
        assertThat(kept(examined)).isEqualTo(examined);
    }

    @Test
    void aDetailIsReadBackAsAMessage() {
        Text how = DiagnosticCode.MESSAGES.message(
                "how.of", "subject", DiagnosticCode.MESSAGES.message("how.every_value"));
        StoredDiagnosis kept = kept(found(new DetectedMistake(SignatureMistake.CHARACTERS_CHANGED, how)));
        assertThat(kept.sentences(NOTIFICATION).get(0).detail()).isEqualTo(how);
        assertThat(kept.summary(NOTIFICATION).in(Locale.CHINESE)).endsWith("（subject：所有的值）");
        assertThat(kept.summary(NOTIFICATION).in(Locale.ENGLISH)).endsWith("(subject: every value)");

        Text longest = DiagnosticCode.MESSAGES.message("how.of", "\"".repeat(500), how);
        StoredDiagnosis many =
                found(Collections.nCopies(8, new DetectedMistake(SignatureMistake.CHARACTERS_CHANGED, longest))
                        .toArray(DetectedMistake[]::new));
        assertThat(many.column()).hasSizeLessThanOrEqualTo(2_000);
        assertThat(kept(many)).isEqualTo(many);
    }

    @Test
    void whatAnotherVersionWroteIsExaminedAgainOrShownAsItsCode() {
        assertThat(StoredDiagnosis.read(null)).isEmpty();
        assertThat(StoredDiagnosis.read("EXTRA_PARAMETER")).isEmpty();
        assertThat(StoredDiagnosis.read("{\"state\":\"GUESSED\",\"points\":[]}"))
                .isEmpty();
        assertThat(StoredDiagnosis.read("{\"state\":\"FOUND\",\"points\":[]}")).isEmpty();
        assertThat(StoredDiagnosis.read("{\"state\":\"FOUND\",\"causes\":[]}")).isEmpty();
        assertThat(StoredDiagnosis.read("{\"state\":\"FOUND\",\"points\":[{\"code\":\"NEW_CAUSE\"}]}"))
                .isEmpty();
        assertThat(StoredDiagnosis.read("{\"state\":\"UNKNOWN\",\"points\":[null]}"))
                .isEmpty();
        StoredDiagnosis later = StoredDiagnosis.read(
                        "{\"state\":\"FOUND\",\"points\":[{\"code\":\"NEW_CAUSE\",\"detail\":\"x\"}]}")
                .orElseThrow();
        assertThat(later.summary(NOTIFICATION)).hasToString("NEW_CAUSE");
    }

    @Test
    void theFixerIsAPersonsBusiness() {
        assertThat(found(new DetectedMistake(SignatureMistake.EXTRA_PARAMETER, "id"))
                        .sentences(NOTIFICATION)
                        .get(0)
                        .responsible())
                .contains(ResponsibleParty.CONFIGURATION);
    }
}
