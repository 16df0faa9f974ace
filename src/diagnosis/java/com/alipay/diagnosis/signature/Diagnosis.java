package com.alipay.diagnosis.signature;

import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Function;

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
        TEXT("差别在文字里", "the texts differ"),
        /** The same characters, encoded in another charset. */
        CHARSET("差别不在文字里，在取字节用的编码", "the texts are the same, in the bytes of different charsets"),
        /** The same text, followed by another key. */
        KEY("两边的文字相同，差别在接在后面的安全校验码（key）", "the texts are the same, before different keys"),
        /** The same text and key, but the signature is encoded or computed differently. */
        SIGNATURE(
                "两边的文字相同，差别在 sign 的写法或签名方式", "the texts are the same, the signature is written or made in another way"),
        /** No difference: the signature matches what was received, and something else is wrong. */
        NOTHING("签名与收到的内容一致，差别在别处", "the signature agrees with what arrived, something else is wrong");

        private final String chinese;
        private final String english;

        Difference(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        /** Returns a Chinese sentence without a full stop. */
        public String chinese() {
            return chinese;
        }

        /** Returns the same in English. */
        public String english() {
            return english;
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
     * @param reason in English
     * @param chineseReason the same in Chinese
     */
    record NotExamined(String reason, String chineseReason) implements Diagnosis {
        /** Uses the same reason in both languages. */
        public NotExamined(String reason) {
            this(reason, reason);
        }

        /** Returns the result for a message without parameters. */
        public static NotExamined nothing() {
            return new NotExamined(
                    "no parameters found in this: paste an address, a query string, a form body, or a dump of the parameters",
                    "这段内容里没有找到参数，请粘贴网址、查询串、表单内容，或者程序打印出来的参数");
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

    /** Returns the whole diagnosis in Chinese sentences, the most important first. */
    default List<String> chinese() {
        return fold(
                genuine -> List.of("签名正确"),
                explained -> explained.mistakes().stream()
                        .map(DetectedMistake::chinese)
                        .toList(),
                damaged ->
                        damaged.damage().stream().map(DetectedMistake::chinese).toList(),
                UnexplainedTexts::chinese,
                refused -> List.of(refused.chineseReason()));
    }

    /** Returns the whole diagnosis in English sentences, the most important first. */
    default List<String> english() {
        return fold(
                genuine -> List.of("the signature is right"),
                explained -> explained.mistakes().stream()
                        .map(DetectedMistake::english)
                        .toList(),
                damaged ->
                        damaged.damage().stream().map(DetectedMistake::english).toList(),
                UnexplainedTexts::english,
                refused -> List.of(refused.reason()));
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
