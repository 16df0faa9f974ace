package com.alipay.diagnosis.signature;

import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Function;

/**
 * What the doctor found about one signature. No case holds a key or a computed signature.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public sealed interface Diagnosis {

    /** The signature is right as it stands. */
    record Valid() implements Diagnosis {}

    /** With these mistakes taken back, and only then, the signature agrees: that is proof, not a guess. One or two, the likelier first. */
    record Explained(List<DetectedMistake> mistakes, MatchedText agreed) implements Diagnosis {
        public Explained {
            mistakes = List.copyOf(mistakes);
        }
    }

    /**
     * What was evidently signed: the reading that has the signature.
     *
     * @param text decoded, without the key behind it; a separator that was put before the key is its end. A key that stands inside is
     *     replaced, see {@link com.alipay.diagnosis.SecretMasker}
     * @param charset whose bytes were signed
     * @param difference in what it differs from what arrived
     */
    record MatchedText(String text, Charset charset, Difference difference) {
        /** Without the text, which may belong to a buyer. */
        @Override
        public String toString() {
            return "MatchedText[" + charset + ", " + difference + "]";
        }
    }

    /** In what two readings of a message differ; the first that applies. */
    enum Difference {
        /** The characters. */
        TEXT("差别在文字里", "the texts differ"),
        /** The same characters in the bytes of another charset. */
        CHARSET("差别不在文字里，在取字节用的编码", "the texts are the same, in the bytes of different charsets"),
        /** The same text before another key. */
        KEY("两边的文字相同，差别在接在后面的安全校验码（key）", "the texts are the same, before different keys"),
        /** The same text and key, but the signature is written or made in another way. */
        SIGNATURE(
                "两边的文字相同，差别在 sign 的写法或签名方式", "the texts are the same, the signature is written or made in another way"),
        /** Nothing: the signature agrees with what arrived, and something else is wrong. */
        NOTHING("签名与收到的内容一致，差别在别处", "the signature agrees with what arrived, something else is wrong");

        private final String chinese;
        private final String english;

        Difference(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        /** A sentence without a full stop. */
        public String chinese() {
            return chinese;
        }

        /** The same in English. */
        public String english() {
            return english;
        }
    }

    /** No reading agrees, and something is missing that no reading can bring back. What is told is seen in the bytes themselves. */
    record Corrupted(List<DetectedMistake> damage, SearchStatistics search) implements Diagnosis {
        public Corrupted {
            damage = List.copyOf(damage);
        }
    }

    /** No reading agrees, and nothing in the bytes tells why. */
    record Unexplained(SearchStatistics search, List<Hint> next) implements Diagnosis {
        public Unexplained {
            next = List.copyOf(next);
        }
    }

    /**
     * Not looked at: too large, or there is nothing.
     *
     * @param reason in English
     * @param chineseReason the same in Chinese
     */
    record NotExamined(String reason, String chineseReason) implements Diagnosis {
        /** With a reason that is the same in both languages. */
        public NotExamined(String reason) {
            this(reason, reason);
        }

        /** There are no parameters. */
        public static NotExamined nothing() {
            return new NotExamined(
                    "no parameters found in this: paste an address, a query string, a form body, or a dump of the parameters",
                    "这段内容里没有找到参数，请粘贴网址、查询串、表单内容，或者程序打印出来的参数");
        }
    }

    /**
     * What was tried.
     *
     * @param tried the mistakes that were taken back, each alone and in pairs
     * @param signatures how many signatures were compared
     * @param complete false if the limit was reached before every pair had been tried
     */
    record SearchStatistics(List<SignatureMistake> tried, int signatures, boolean complete) {
        public SearchStatistics {
            tried = List.copyOf(tried);
        }
    }

    /** The diagnosis in one word, as programs are told it: it never changes. */
    default String code() {
        return fold(
                genuine -> "Genuine",
                explained -> "Explained",
                damaged -> "Damaged",
                unexplained -> "Unexplained",
                refused -> "Refused");
    }

    /** The found causes, proven or seen; empty when there are none to tell. */
    default List<DetectedMistake> found() {
        return fold(
                genuine -> List.of(), Explained::mistakes, Corrupted::damage, un -> List.of(), refused -> List.of());
    }

    /** The whole in plain Chinese, the most important sentence first. */
    default List<String> chinese() {
        return fold(
                genuine -> List.of("签名正确"),
                explained -> explained.mistakes().stream()
                        .map(DetectedMistake::chinese)
                        .toList(),
                damaged ->
                        damaged.damage().stream().map(DetectedMistake::chinese).toList(),
                Sentences::chinese,
                refused -> List.of(refused.chineseReason()));
    }

    /** The whole in plain English, the most important sentence first. */
    default List<String> english() {
        return fold(
                genuine -> List.of("the signature is right"),
                explained -> explained.mistakes().stream()
                        .map(DetectedMistake::english)
                        .toList(),
                damaged ->
                        damaged.damage().stream().map(DetectedMistake::english).toList(),
                Sentences::english,
                refused -> List.of(refused.reason()));
    }

    /** Answers with the function of the case at hand; a caller names all five. */
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
