package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.SecretMasker;
import com.alipay.diagnosis.UnicodeEscaper;
import com.alipay.diagnosis.signature.DetectedMistake;
import com.alipay.diagnosis.signature.Diagnosis;
import com.alipay.diagnosis.signature.Diagnosis.Difference;
import com.alipay.diagnosis.signature.Diagnosis.MatchedText;
import com.alipay.diagnosis.signature.MessageOrigin;
import com.alipay.diagnosis.signature.TextDiff;
import java.util.List;
import java.util.Optional;

/**
 * What was found about one signature, ready for a page, a program or a console. Holds no key and no computed signature.
 *
 * @param verdict {@code Genuine}, {@code Explained}, {@code Damaged}, {@code Unexplained} or {@code Refused}
 * @param charset in which it was read
 * @param toSign the text to sign that follows from what arrived; "" if nothing could be read
 * @param causes the likelier first; empty unless Explained or Damaged
 * @param chinese the whole in sentences, the most important first
 * @param difference where what was signed differs; empty unless Explained
 * @param signed what was evidently signed beside {@code toSign}; empty unless they differ in their text
 * @param own the text somebody believes to have signed beside {@code toSign}; empty if none was given
 * @param guessed whether the bytes examined are a guess, since characters were given
 */
public record DiagnosisReport(
        MessageType kind,
        String verdict,
        String charset,
        String toSign,
        List<Cause> causes,
        List<String> chinese,
        List<String> english,
        Optional<Difference> difference,
        Optional<TextDiff> signed,
        Optional<TextDiff> own,
        boolean guessed) {
    private static final String KEY_AT_THE_END = "\\Q" + SecretMasker.HIDDEN + "\\E$";

    /**
     * One cause.
     *
     * @param detail the parameter, the charset; "" if there is nothing to add
     * @param fixer who mends it, in Chinese
     * @param section where the tutorials speak of it
     */
    public record Cause(
            String code,
            String chinese,
            String english,
            String detail,
            String fixer,
            String fixerInEnglish,
            String section) {
        static Cause of(DetectedMistake found, MessageOrigin origin) {
            return new Cause(
                    found.mistake().code(),
                    found.chinese(origin),
                    found.english(origin),
                    found.detail(),
                    found.fixer(origin).chinese(),
                    found.fixer(origin).english(),
                    found.mistake().section());
        }
    }

    /** @param toSign without any key */
    static DiagnosisReport of(
            DiagnosisRequest asked,
            DiagnosisRequest.Reading reading,
            Diagnosis diagnosis,
            String toSign,
            SecretMasker secrets) {
        MessageOrigin origin = MessageOrigin.valueOf(asked.kind().name());
        List<Cause> causes =
                diagnosis.found().stream().map(it -> Cause.of(it, origin)).toList();
        Optional<MatchedText> agreed =
                diagnosis instanceof Diagnosis.Explained explained ? Optional.of(explained.agreed()) : Optional.empty();
        return new DiagnosisReport(
                asked.kind(),
                diagnosis.code(),
                reading.account().charset().name(),
                toSign,
                causes,
                causes.isEmpty()
                        ? diagnosis.chinese()
                        : causes.stream().map(Cause::chinese).toList(),
                causes.isEmpty()
                        ? diagnosis.english()
                        : causes.stream().map(Cause::english).toList(),
                agreed.map(MatchedText::difference),
                agreed.filter(it -> it.difference() == Difference.TEXT)
                        .map(it -> TextDiff.of(it.text(), toSign))
                        .filter(it -> !it.isEqual()),
                own(asked.own(), toSign, secrets),
                reading.guessed() && !(diagnosis instanceof Diagnosis.Valid));
    }

    /** What is said where no parameters were found. */
    static DiagnosisReport ofNothing(MessageType kind) {
        Diagnosis.NotExamined refused = Diagnosis.NotExamined.nothing();
        return new DiagnosisReport(
                kind,
                refused.code(),
                "",
                "",
                List.of(),
                refused.chinese(),
                refused.english(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** People who write the text down often write the key behind it; here both stand without. */
    private static Optional<TextDiff> own(String text, String toSign, SecretMasker secrets) {
        return text.isBlank() || toSign.isEmpty()
                ? Optional.empty()
                : Optional.of(TextDiff.of(secrets.hide(text.strip()).replaceAll(KEY_AT_THE_END, ""), toSign));
    }

    public boolean isGenuine() {
        return verdict.equals("Genuine");
    }

    boolean isExplained() {
        return verdict.equals("Explained");
    }

    /** The sentences that no cause says: what was tried, and what to look at next. */
    public List<String> further() {
        return causes.isEmpty() ? chinese : List.of();
    }

    /** The text to sign, with everything in it to be seen. */
    public String legible() {
        return UnicodeEscaper.of(toSign);
    }
}
