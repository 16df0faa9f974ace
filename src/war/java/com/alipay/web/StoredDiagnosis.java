package com.alipay.web;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.diagnosis.signature.Diagnosis;
import com.alipay.diagnosis.signature.Hint;
import com.alipay.diagnosis.signature.SignatureMistake;
import com.alipay.diagnosis.verification.NotifyIdDiagnoser.PossibleCause;
import com.alipay.diagnosis.verification.NotifyIdFailure;
import com.alipay.protocol.ResponsibleParty;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;

/**
 * The stored diagnosis of a message that was not accepted: codes and details. The sentences are created on reading, so improved
 * texts apply to old messages as well. Holds no key and no signature, because no diagnosis does.
 *
 * @param points the causes, the most important first; if there are none, what to check next
 */
public record StoredDiagnosis(State state, List<CauseRef> points) {
    /** Status of a diagnosis. */
    public enum State {
        /** The causes are proven by the signature, or visible in the message. */
        FOUND,
        /** Nothing contradicts these causes, and nothing proves one of them. */
        POSSIBLE,
        /** No cause was found. */
        UNKNOWN,
        /** The signature matches with the present settings. */
        RIGHT,
        /** No diagnosis was made. */
        NOT_EXAMINED
    }

    /** Why no diagnosis was made. */
    enum SkipReason {
        TOO_LARGE("超过 64 KiB 或 200 个参数", "more than 64 KiB or 200 parameters"),
        NO_PARAMETERS("没有参数", "there are no parameters"),
        NO_KEY("配置里没有可用的密钥，没有东西可以对照", "the configuration has no usable key to compare with"),
        TOO_LATE("隔得太久，现在的网络说明不了当时的情况", "too long ago: the present network does not show what happened then"),
        BROKE_OFF("检查时出错，见 log.txt", "the diagnosis failed, see log.txt");

        private final String chinese;
        private final String english;

        SkipReason(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }
    }

    /**
     * One code.
     *
     * @param detail a parameter, a charset or an age; ""
     */
    record CauseRef(String code, String detail) {}

    /**
     * One cause as text.
     *
     * @param code the code of a cause or hint, or the status if there is neither
     * @param fixer who must fix it; empty if it is not a cause
     * @param section the section of the tutorials that describes it; ""
     */
    public record Text(
            String code,
            String detail,
            String chinese,
            String english,
            Optional<ResponsibleParty> fixer,
            String section) {}

    private static final Set<DiagnosticCode> LASTING = Set.of(
            SignatureMistake.KEY_WITH_BLANKS,
            SignatureMistake.KEY_LETTER_CASE,
            SignatureMistake.KEY_MISTYPED,
            SignatureMistake.KEY_CUT,
            SignatureMistake.KEY_REWRITTEN,
            SignatureMistake.DOUBLE_ENCODED,
            SignatureMistake.READ_AS_LATIN1,
            SignatureMistake.OTHER_CHARSET,
            SignatureMistake.RECODED_ON_THE_WAY,
            NotifyIdFailure.WRONG_PARTNER,
            NotifyIdFailure.SANDBOX_AND_PRODUCTION_MIXED,
            NotifyIdFailure.ANOTHER_PROGRAM_ANSWERS,
            NotifyIdFailure.QUESTION_TURNED_AWAY,
            NotifyIdFailure.ADDRESS_MALFORMED);

    /** Limits chosen so that the JSON always fits into the column of 2,000 characters. */
    private static final int MOST_POINTS = 8;

    private static final int LONGEST_DETAIL = 80;

    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    public StoredDiagnosis {
        Objects.requireNonNull(state, "state");
        if (points.isEmpty() && state != State.UNKNOWN && state != State.RIGHT) {
            throw new IllegalArgumentException(state + " needs a cause");
        }
        points = points.stream()
                .limit(MOST_POINTS)
                .map(point -> new CauseRef(point.code(), brief(point.detail())))
                .toList();
    }

    private static String brief(String detail) {
        String shown = VisibleText.text(detail, LONGEST_DETAIL);
        if (shown.length() <= LONGEST_DETAIL) {
            return shown;
        }
        int end = Character.isHighSurrogate(shown.charAt(LONGEST_DETAIL - 2)) ? LONGEST_DETAIL - 2 : LONGEST_DETAIL - 1;
        return shown.substring(0, end) + "…";
    }

    static StoredDiagnosis of(Diagnosis diagnosis) {
        return diagnosis.fold(
                genuine -> new StoredDiagnosis(State.RIGHT, List.of()),
                explained -> found(explained),
                damaged -> found(damaged),
                unexplained -> new StoredDiagnosis(
                        State.UNKNOWN,
                        Stream.concat(
                                        Stream.of(tried(unexplained.search())),
                                        unexplained.next().stream().map(hint -> new CauseRef(hint.name(), "")))
                                .toList()),
                refused -> not(SkipReason.TOO_LARGE));
    }

    private static StoredDiagnosis found(Diagnosis diagnosis) {
        return new StoredDiagnosis(
                State.FOUND,
                diagnosis.found().stream()
                        .map(found -> new CauseRef(found.mistake().code(), found.detail()))
                        .toList());
    }

    private static CauseRef tried(Diagnosis.SearchStatistics search) {
        return new CauseRef(search.complete() ? "ALL_TRIED" : "LIMIT_REACHED", Integer.toString(search.signatures()));
    }

    static StoredDiagnosis of(List<PossibleCause> suspicions) {
        if (suspicions.isEmpty()) {
            return new StoredDiagnosis(State.UNKNOWN, List.of());
        }
        return new StoredDiagnosis(
                suspicions.stream().allMatch(PossibleCause::seen) ? State.FOUND : State.POSSIBLE,
                suspicions.stream()
                        .map(it -> new CauseRef(it.trouble().code(), it.detail()))
                        .toList());
    }

    static StoredDiagnosis not(SkipReason obstacle) {
        return new StoredDiagnosis(State.NOT_EXAMINED, List.of(new CauseRef(obstacle.name(), "")));
    }

    /** Parses the column's JSON. Empty for null and for JSON of another version, which is then diagnosed again. */
    public static Optional<StoredDiagnosis> read(String column) {
        try {
            return Optional.ofNullable(GSON.fromJson(column, StoredDiagnosis.class));
        } catch (RuntimeException e) {
            // Written by another version. Gson throws one type for malformed JSON, another for values the constructor
            // rejects.
            return Optional.empty();
        }
    }

    /**
     * Returns the cause if every further notification would be refused for it: the key, the partner, a charset or another gateway.
     * Only causes that nobody can bring about who does not know the key.
     */
    Optional<DiagnosticCode> lasting() {
        return state != State.FOUND ? Optional.empty() : known(points.get(0)).filter(LASTING::contains);
    }

    private static Optional<DiagnosticCode> known(CauseRef point) {
        return named(SignatureMistake.values(), point).or(() -> named(NotifyIdFailure.values(), point));
    }

    /** Returns the JSON for the column. */
    String column() {
        return GSON.toJson(this);
    }

    /** Returns the codes alone, such as {@code EXTRA_PARAMETER OTHER_CHARSET}; the status if there is no cause. */
    public String codes() {
        return state == State.FOUND || state == State.POSSIBLE
                ? points.stream()
                        .map(CauseRef::code)
                        .reduce((a, b) -> a + " " + b)
                        .orElse("")
                : state.name();
    }

    /** Returns the first sentence in Chinese, for a list. */
    public String summary() {
        return sentences().get(0).chinese();
    }

    /** Returns all sentences, the most important first; at least one. */
    public List<Text> sentences() {
        return switch (state) {
            case FOUND, POSSIBLE -> points.stream().map(this::cause).toList();
            case UNKNOWN ->
                Stream.concat(Stream.of(nothingFound()), points.stream().flatMap(StoredDiagnosis::hint))
                        .toList();
            case RIGHT -> List.of(plain("RIGHT", "按现在的配置，签名是一致的", "with the present settings the signature agrees"));
            case NOT_EXAMINED -> List.of(notExamined());
        };
    }

    private Text cause(CauseRef point) {
        Optional<DiagnosticCode> known = known(point);
        if (known.isEmpty()) {
            return new Text(point.code(), point.detail(), point.code(), point.code(), Optional.empty(), "");
        }
        DiagnosticCode cause = known.get();
        boolean open = state == State.POSSIBLE;
        return new Text(
                cause.code(),
                point.detail(),
                (open ? "可能是：" : "") + cause.chinese() + (point.detail().isEmpty() ? "" : "（" + point.detail() + "）"),
                (open ? "possibly: " : "")
                        + cause.english()
                        + (point.detail().isEmpty() ? "" : " (" + point.detail() + ")"),
                Optional.of(cause.fixer()),
                cause.section());
    }

    private static <C extends Enum<C> & DiagnosticCode> Optional<DiagnosticCode> named(C[] causes, CauseRef point) {
        return Stream.of(causes)
                .filter(cause -> cause.code().equals(point.code()))
                .map(cause -> (DiagnosticCode) cause)
                .findFirst();
    }

    private Text nothingFound() {
        Optional<CauseRef> tried = points.stream()
                .filter(point ->
                        point.code().equals("ALL_TRIED") || point.code().equals("LIMIT_REACHED"))
                .findFirst();
        return tried.map(point -> {
                    boolean all = point.code().equals("ALL_TRIED");
                    return plain(
                            "UNKNOWN",
                            "没有找出原因：常见的错误单独和两两都试" + (all ? "过" : "到了上限") + "，共比较 " + point.detail() + " 次，没有一种能使签名一致",
                            "no cause was found: the known mistakes, alone and in pairs, were tried"
                                    + (all ? "" : " up to the limit") + ", " + point.detail()
                                    + " comparisons in all, and none made the signature agree");
                })
                .orElse(plain("UNKNOWN", "没有找出原因", "no cause was found"));
    }

    private static Stream<Text> hint(CauseRef point) {
        return Stream.of(Hint.values())
                .filter(hint -> hint.name().equals(point.code()))
                .map(hint -> plain(hint.name(), hint.chinese(), hint.english()));
    }

    private Text notExamined() {
        String code = points.isEmpty() ? "" : points.get(0).code();
        return Stream.of(SkipReason.values())
                .filter(obstacle -> obstacle.name().equals(code))
                .findFirst()
                .map(obstacle -> plain(code, "没有检查：" + obstacle.chinese, "not examined: " + obstacle.english))
                .orElse(plain(code, "没有检查", "not examined"));
    }

    private static Text plain(String code, String chinese, String english) {
        return new Text(code, "", chinese, english, Optional.empty(), "");
    }

    /** Returns the English sentences in one line. */
    @Override
    public String toString() {
        return StringUtils.join(sentences().stream().map(Text::english).toList(), "; ");
    }
}
