package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.diagnosis.InvisibleCharacters;
import com.alipay.diagnosis.SecretMasker;
import com.alipay.diagnosis.signature.DetectedMistake;
import com.alipay.diagnosis.signature.Diagnosis;
import com.alipay.diagnosis.signature.Diagnosis.Difference;
import com.alipay.diagnosis.signature.Diagnosis.MatchedText;
import com.alipay.diagnosis.signature.MessageOrigin;
import com.alipay.diagnosis.signature.TextDiff;
import com.alipay.i18n.Text;
import com.alipay.sandbox.gateway.UnsupportedServices;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Result of diagnosing one signature, for a page, a program or a console. Contains no key and no computed signature.
 *
 * @param verdict {@code Genuine}, {@code Explained}, {@code Damaged}, {@code Unexplained} or {@code Refused}
 * @param charset the charset in which the message was decoded
 * @param toSign the text to sign, built from the received message; "" if nothing could be parsed
 * @param causes the most likely first; empty unless Explained or Damaged
 * @param sentences the result, the most important first
 * @param difference in which respect the signed text differs; empty unless Explained
 * @param signed the text that was evidently signed, compared with {@code toSign}; empty unless they differ
 * @param own the text that the user believes was signed, compared with {@code toSign}; empty if none was given
 * @param about what the message is, if it belongs to another service or business of Alipay; {@link Text#NONE} otherwise
 * @param guessed whether the examined bytes are a guess, because the input was text
 */
public record DiagnosisReport(
        MessageType kind,
        String verdict,
        String charset,
        String toSign,
        List<Cause> causes,
        List<Text> sentences,
        Optional<Difference> difference,
        Optional<TextDiff> signed,
        Optional<TextDiff> own,
        Text about,
        boolean guessed) {
    private static final Pattern SERVICE = Pattern.compile("(?:^|&)service=([\\w.]+)");
    private static final Pattern NOTIFY_TYPE = Pattern.compile("(?:^|&)notify_type=([\\w.]+)");
    private static final Set<String> NOTIFY_TYPES = Set.of("trade_status_sync", "batch_refund_notify");

    private static final String KEY_AT_THE_END = "\\Q" + SecretMasker.HIDDEN + "\\E$";

    /**
     * One cause.
     *
     * @param detail the parameter or the charset; empty if there is nothing to add
     * @param responsible who has to fix it
     * @param section the tutorials' section about it
     */
    public record Cause(String code, Text sentence, Text detail, Text responsible, String section) {
        static Cause of(DetectedMistake found, MessageOrigin origin) {
            return new Cause(
                    found.mistake().code(),
                    found.sentence(origin),
                    found.detail(),
                    found.responsible(origin).label(),
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
                        ? diagnosis.sentences()
                        : causes.stream().map(Cause::sentence).toList(),
                agreed.map(MatchedText::difference),
                agreed.filter(it -> it.difference() == Difference.TEXT)
                        .map(it -> TextDiff.of(it.text(), toSign))
                        .filter(it -> !it.isEqual()),
                own(asked.own(), toSign, secrets),
                about(toSign),
                reading.guessed() && !(diagnosis instanceof Diagnosis.Valid));
    }

    /** Returns the report for input without parameters. */
    static DiagnosisReport ofNothing(MessageType kind) {
        Diagnosis.NotExamined refused = Diagnosis.NotExamined.nothing();
        return new DiagnosisReport(
                kind,
                refused.code(),
                "",
                "",
                List.of(),
                refused.sentences(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Text.NONE,
                false);
    }

    private static Text about(String toSign) {
        Matcher service = SERVICE.matcher(toSign);
        if (service.find() && UnsupportedServices.isOne(service.group(1))) {
            return DiagnosticCode.MESSAGES.message("other_service", service.group(1));
        }
        Matcher type = NOTIFY_TYPE.matcher(toSign);
        return type.find() && !NOTIFY_TYPES.contains(type.group(1))
                ? DiagnosticCode.MESSAGES.message("other_notify_type", type.group(1))
                : Text.NONE;
    }

    /** Compares the user's text with the text to sign; both without the key, which people often write at the end. */
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

    /** Returns the sentences that no cause covers: what was tried, and what to check next. */
    public List<Text> further() {
        return causes.isEmpty() ? sentences : List.of();
    }

    /** Returns in which respect the signed text differs, in words. */
    public Text differs() {
        return difference.orElseThrow().sentence();
    }

    /** Returns the text to sign with invisible characters escaped. */
    public String legible() {
        return InvisibleCharacters.escape(toSign);
    }
}
