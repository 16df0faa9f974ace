package com.alipay.web;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.diagnosis.signature.Diagnosis;
import com.alipay.diagnosis.signature.Hint;
import com.alipay.diagnosis.signature.MessageOrigin;
import com.alipay.diagnosis.signature.SignatureMistake;
import com.alipay.diagnosis.verification.NotifyIdDiagnoser.PossibleCause;
import com.alipay.diagnosis.verification.NotifyIdFailure;
import com.alipay.i18n.Message;
import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.rules.MessageSource;
import com.alipay.protocol.ResponsibleParty;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
        TOO_LARGE,
        NO_PARAMETERS,
        NO_KEY,
        TOO_LATE,
        BROKE_OFF
    }

    /**
     * One code.
     *
     * @param detail a parameter, a charset or another name, as a string; a text of the bundle as a list: its key and its arguments,
     *     each of which is a detail again
     */
    record CauseRef(String code, Object detail) {}

    /**
     * One cause as text.
     *
     * @param code the code of a cause or hint, or the status if there is neither
     * @param detail what the sentence ends with; may be empty
     * @param responsible who must fix it; empty if it is not a cause
     * @param section the section of the tutorials that describes it; ""
     */
    public record Sentence(
            String code, Text detail, Text text, Optional<ResponsibleParty> responsible, String section) {}

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
    private static final int LONGEST_ARGUMENT = 40;

    private static final Messages MESSAGES = Messages.of(StoredDiagnosis.class);

    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    public StoredDiagnosis {
        Objects.requireNonNull(state, "state");
        if (points.isEmpty() && state != State.UNKNOWN && state != State.RIGHT) {
            throw new IllegalArgumentException(state + " needs a cause");
        }
        points = points.stream()
                .limit(MOST_POINTS)
                .map(point -> new CauseRef(point.code(), brief(point.detail(), LONGEST_DETAIL)))
                .toList();
    }

    private static Object brief(Object detail, int longest) {
        return detail instanceof List<?> message
                ? message.stream().map(part -> brief(part, LONGEST_ARGUMENT)).toList()
                : brief((String) detail, longest);
    }

    private static String brief(String detail, int longest) {
        String visible = VisibleText.text(detail, longest);
        if (visible.length() <= longest) {
            return visible;
        }
        int end = Character.isHighSurrogate(visible.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return visible.substring(0, end) + "…";
    }

    /** Returns a detail for the column. */
    private static Object stored(Object detail) {
        return detail instanceof Message message
                ? Stream.concat(
                                Stream.of(message.key()),
                                message.arguments().stream().map(StoredDiagnosis::stored))
                        .toList()
                : detail.toString();
    }

    /** Returns a detail from the column. An earlier version stored the English text. */
    private static Text shown(Object detail) {
        return detail instanceof List<?> message && DiagnosticCode.MESSAGES.contains((String) message.get(0))
                ? DiagnosticCode.MESSAGES.message(
                        (String) message.get(0),
                        message.stream()
                                .skip(1)
                                .map(part -> part instanceof List ? shown(part) : part)
                                .toArray())
                : Text.of(detail.toString());
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
                        .map(found -> new CauseRef(found.mistake().code(), stored(found.detail())))
                        .toList());
    }

    private static CauseRef tried(Diagnosis.SearchStatistics search) {
        return new CauseRef(search.complete() ? "ALL_TRIED" : "LIMIT_REACHED", Integer.toString(search.signatures()));
    }

    static StoredDiagnosis of(List<PossibleCause> causes) {
        if (causes.isEmpty()) {
            return new StoredDiagnosis(State.UNKNOWN, List.of());
        }
        return new StoredDiagnosis(
                causes.stream().allMatch(PossibleCause::seen) ? State.FOUND : State.POSSIBLE,
                causes.stream()
                        .map(it -> new CauseRef(it.trouble().code(), stored(it.detail())))
                        .toList());
    }

    static StoredDiagnosis not(SkipReason reason) {
        return new StoredDiagnosis(State.NOT_EXAMINED, List.of(new CauseRef(reason.name(), "")));
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

    /** Returns the page to which a stored message came. */
    public static MessageOrigin origin(NotificationDao.NotificationRecord entry) {
        return entry.source().equals(MessageSource.RETURN_URL.code())
                ? MessageOrigin.RETURN
                : MessageOrigin.NOTIFICATION;
    }

    /** Returns the first sentence, for a list. */
    public Text summary(MessageOrigin origin) {
        return sentences(origin).get(0).text();
    }

    /** Returns all sentences, worded for this kind of message, the most important first; at least one. */
    public List<Sentence> sentences(MessageOrigin origin) {
        return switch (state) {
            case FOUND, POSSIBLE ->
                points.stream().map(point -> cause(point, origin)).toList();
            case UNKNOWN ->
                Stream.concat(Stream.of(nothingFound()), points.stream().flatMap(StoredDiagnosis::hint))
                        .toList();
            case RIGHT -> List.of(plain("RIGHT", MESSAGES.message("diagnosis.RIGHT")));
            case NOT_EXAMINED -> List.of(notExamined());
        };
    }

    private Sentence cause(CauseRef point, MessageOrigin origin) {
        Optional<DiagnosticCode> known = known(point);
        Text detail = shown(point.detail());
        if (known.isEmpty()) {
            return new Sentence(point.code(), detail, Text.of(point.code()), Optional.empty(), "");
        }
        DiagnosticCode cause = known.get();
        Optional<SignatureMistake> mistake = cause instanceof SignatureMistake it ? Optional.of(it) : Optional.empty();
        Text sentence = mistake.map(it -> it.sentence(origin)).orElseGet(cause::sentence);
        Text text = DiagnosticCode.withDetail(sentence, detail);
        return new Sentence(
                cause.code(),
                detail,
                state == State.POSSIBLE ? DiagnosticCode.MESSAGES.message("possibly", text) : text,
                Optional.of(mistake.map(it -> it.responsible(origin)).orElseGet(cause::responsible)),
                cause.section());
    }

    private static <C extends Enum<C> & DiagnosticCode> Optional<DiagnosticCode> named(C[] causes, CauseRef point) {
        return Stream.of(causes)
                .filter(cause -> cause.code().equals(point.code()))
                .map(cause -> (DiagnosticCode) cause)
                .findFirst();
    }

    private Sentence nothingFound() {
        return plain(
                "UNKNOWN",
                points.stream()
                        .filter(point -> MESSAGES.contains("diagnosis." + point.code()))
                        .findFirst()
                        .map(tried -> MESSAGES.message("diagnosis." + tried.code(), tried.detail()))
                        .orElseGet(() -> MESSAGES.message("diagnosis.UNKNOWN")));
    }

    private static Stream<Sentence> hint(CauseRef point) {
        return Stream.of(Hint.values())
                .filter(hint -> hint.name().equals(point.code()))
                .map(hint -> plain(hint.name(), hint.sentence()));
    }

    private Sentence notExamined() {
        String code = points.isEmpty() ? "" : points.get(0).code();
        String key = "diagnosis.NOT_EXAMINED";
        return plain(code, MESSAGES.message(MESSAGES.contains(key + "." + code) ? key + "." + code : key));
    }

    private static Sentence plain(String code, Text text) {
        return new Sentence(code, Text.NONE, text, Optional.empty(), "");
    }
}
