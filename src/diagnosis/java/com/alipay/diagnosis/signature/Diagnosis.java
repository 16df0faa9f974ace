package com.alipay.diagnosis.signature;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.i18n.Text;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The result of diagnosing one signature. No case holds a key or a computed signature.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public sealed interface Diagnosis {

    /** The signature is valid as received. */
    record Valid() implements Diagnosis {}

    /** The signature matches exactly when these mistakes are undone, which proves them. One or two, the likelier first. */
    record Explained(List<DetectedMistake> mistakes, MatchedText agreed) implements Diagnosis {
        public Explained {
            mistakes = List.copyOf(mistakes);
        }
    }

    /**
     * The text that was signed, as proven by the matching signature.
     *
     * @param text decoded, without the key at its end; a separator before the key is kept. A key inside the text is masked, see
     *     {@link com.alipay.diagnosis.SecretMasker}
     * @param charset the charset whose bytes were signed
     * @param difference how it differs from what was received
     */
    record MatchedText(String text, Charset charset, Difference difference) {
        /** Omits the text, which may contain a buyer's data. */
        @Override
        public String toString() {
            return "MatchedText[" + charset + ", " + difference + "]";
        }
    }

    /** How two hypotheses about a message differ; the first that applies. */
    enum Difference {
        /** The characters differ. */
        TEXT,
        /** The same characters, encoded in another charset. */
        CHARSET,
        /** The same text, followed by another key. */
        KEY,
        /** The same text and key, but the signature is encoded or computed differently. */
        SIGNATURE,
        /** No difference: the signature matches what was received, and something else is wrong. */
        NOTHING;

        /** Returns one sentence without a full stop. */
        public Text sentence() {
            return DiagnosticCode.MESSAGES.message("difference." + name());
        }
    }

    /** No hypothesis matches because data is missing that cannot be restored. The causes are those visible in the bytes. */
    record Corrupted(List<DetectedMistake> damage, SearchStatistics search) implements Diagnosis {
        public Corrupted {
            damage = List.copyOf(damage);
        }
    }

    /** No hypothesis matches, and the bytes show no cause. */
    record Unexplained(SearchStatistics search, List<Hint> next) implements Diagnosis {
        public Unexplained {
            next = List.copyOf(next);
        }
    }

    /**
     * Not diagnosed: the input is too large or empty.
     *
     * @param reason one sentence without a full stop
     */
    record NotExamined(Text reason) implements Diagnosis {
        /** Returns the result for a message without parameters. */
        public static NotExamined nothing() {
            return new NotExamined(DiagnosticCode.MESSAGES.message("not_examined.nothing"));
        }
    }

    /**
     * What was tried.
     *
     * @param tried the mistakes that were undone, each alone and in pairs
     * @param signatures number of compared signatures
     * @param complete false if the limit was reached before every pair had been tried
     */
    record SearchStatistics(List<SignatureMistake> tried, int signatures, boolean complete) {
        public SearchStatistics {
            tried = List.copyOf(tried);
        }
    }

    /** Returns the stable code of the case, for programs. */
    default String code() {
        return fold(
                genuine -> "Genuine",
                explained -> "Explained",
                damaged -> "Damaged",
                unexplained -> "Unexplained",
                refused -> "Refused");
    }

    /** Returns the detected causes, proven or visible in the bytes; empty if there are none. */
    default List<DetectedMistake> found() {
        return fold(
                genuine -> List.of(), Explained::mistakes, Corrupted::damage, un -> List.of(), refused -> List.of());
    }

    /** Returns the whole diagnosis, one sentence without a full stop each, the most important first. */
    default List<Text> sentences() {
        return fold(
                genuine -> List.of(DiagnosticCode.MESSAGES.message("genuine")),
                explained -> sentences(explained.mistakes()),
                damaged -> sentences(damaged.damage()),
                unexplained -> Stream.concat(
                                Stream.of(tried(unexplained.search())),
                                unexplained.next().stream().map(Hint::sentence))
                        .toList(),
                refused -> List.of(refused.reason()));
    }

    private static List<Text> sentences(List<DetectedMistake> found) {
        return found.stream().map(DetectedMistake::sentence).toList();
    }

    private static Text tried(SearchStatistics search) {
        return DiagnosticCode.MESSAGES.message(
                search.complete() ? "unexplained" : "unexplained.limit",
                search.tried().size(),
                search.signatures());
    }

    /** Applies the function for the actual case; the caller supplies one for each of the five cases. */
    default <R> R fold(
            Function<Valid, R> genuine,
            Function<Explained, R> explained,
            Function<Corrupted, R> damaged,
            Function<Unexplained, R> unexplained,
            Function<NotExamined, R> refused) {
        if (this instanceof Valid it) {
            return genuine.apply(it);
        }
        if (this instanceof Explained it) {
            return explained.apply(it);
        }
        if (this instanceof Corrupted it) {
            return damaged.apply(it);
        }
        if (this instanceof Unexplained it) {
            return unexplained.apply(it);
        }
        return refused.apply((NotExamined) this);
    }
}
