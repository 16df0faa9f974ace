package com.alipay.diagnosis.signature;

import static com.alipay.diagnosis.signature.SignatureMistake.Stage.CHARSET;
import static com.alipay.diagnosis.signature.SignatureMistake.Stage.ENCODING;
import static com.alipay.diagnosis.signature.SignatureMistake.Stage.JOINING;
import static com.alipay.diagnosis.signature.SignatureMistake.Stage.KEY;
import static com.alipay.diagnosis.signature.SignatureMistake.Stage.PARAMETERS;
import static com.alipay.diagnosis.signature.SignatureMistake.Stage.SIGN;
import static com.alipay.diagnosis.signature.SignatureMistake.Stage.VALUES;
import static com.alipay.protocol.ResponsibleParty.CODE;
import static com.alipay.protocol.ResponsibleParty.CONFIGURATION;
import static com.alipay.protocol.ResponsibleParty.SERVER;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.i18n.Text;
import com.alipay.protocol.ResponsibleParty;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The known mistakes about a signature, likelier ones first: the order decides between two that explain the same signature. Most
 * can be undone and are then proven by the matching signature; the last ones are visible in the bytes.
 *
 * @tutorial 双功能 4.1, 4.2 / 担保 5.1, 5.2
 */
public enum SignatureMistake implements DiagnosticCode {
    KEY_WITH_BLANKS(KEY, CONFIGURATION, "双功能 4.2 A / 担保 5.2 A", KeyCandidates::blanks),
    KEY_OF_ANOTHER_MERCHANT(KEY, CONFIGURATION, "双功能 4.2 A / 担保 5.2 A", KeyCandidates::ofAnother),
    PARTNER_AND_KEY_SWAPPED(KEY, CONFIGURATION, "双功能 4.2 A / 担保 5.2 A", KeyCandidates::swapped),
    KEY_LETTER_CASE(KEY, CONFIGURATION, "双功能 4.2 A / 担保 5.2 A", KeyCandidates::letterCase),
    DOUBLE_ENCODED(CHARSET, SERVER, "双功能 4.2 D / 担保 5.2 D", CharsetCandidates::doubled),
    READ_AS_LATIN1(CHARSET, SERVER, "双功能 4.2 D / 担保 5.2 D", CharsetCandidates::latin1),
    OTHER_CHARSET(CHARSET, CONFIGURATION, "双功能 4.2 D / 担保 5.2 D", CharsetCandidates::recoded, AppliesTo.REQUESTS),
    RECODED_ON_THE_WAY(CHARSET, SERVER, "双功能 4.2 D / 担保 5.2 D", CharsetCandidates::recoded, AppliesTo.MESSAGES),
    REPEATED_NAME(PARAMETERS, SERVER, "双功能 4.2 C / 担保 5.2 C", ParameterCandidates::repeated),
    EXTRA_PARAMETER(PARAMETERS, CONFIGURATION, "双功能 4.2 C / 担保 5.2 C", ParameterCandidates::extra),
    EMPTY_VALUES_SIGNED(JOINING, CODE, "双功能 4.1 / 担保 5.1", SigningCandidates::empties),
    SIGN_TYPE_SIGNED(JOINING, CODE, "双功能 4.1 / 担保 5.1", SigningCandidates::signType),
    VALUES_NOT_ENCODED(ENCODING, CODE, "双功能 4.1 / 担保 5.1", ValueCandidates::notEncoded),
    ENCODED_VALUES_SIGNED(ENCODING, CODE, "双功能 4.1 / 担保 5.1", ValueCandidates::encoded),
    PLUS_AND_BLANK(VALUES, SERVER, "双功能 4.2 D / 担保 5.2 D", ValueCandidates::plus),
    DECODED_TWICE(VALUES, CODE, "双功能 4.2 D / 担保 5.2 D", ValueCandidates::decodedTwice),
    HTML_ESCAPED(PARAMETERS, SERVER, "双功能 4.2 D / 担保 5.2 D", HtmlCandidates::escaped),
    HTML_ENTITY_EATEN(PARAMETERS, CODE, "双功能 4.1 / 担保 5.1", HtmlCandidates::entityEaten),
    UPPER_CASE_SIGN(CODE, "双功能 4.1 / 担保 5.1"),
    NAMES_UNSORTED(JOINING, CODE, "双功能 4.1 / 担保 5.1", SigningCandidates::unsorted),
    NAMES_SORTED_BY_LOCALE(JOINING, CODE, "双功能 4.1 / 担保 5.1", SigningCandidates::sortedOtherwise),
    SEPARATOR_BEFORE_KEY(JOINING, CODE, "双功能 4.1 / 担保 5.1", KeyCandidates::separated),
    KEY_MISSING(KEY, CODE, "双功能 4.2 A / 担保 5.2 A", KeyCandidates::missing),
    CHARACTERS_REPLACED(CHARSET, CODE, "双功能 4.2 D / 担保 5.2 D", CharsetCandidates::replaced),
    CUT_AT_QUOTE(VALUES, CODE, "双功能 4.1 / 担保 5.1", ValueCandidates::cutAtQuote),
    QUOTES_ESCAPED(VALUES, SERVER, "双功能 4.2 D / 担保 5.2 D", ValueCandidates::quotesEscaped),
    LINE_BREAKS_CHANGED(VALUES, CODE, "双功能 4.1 / 担保 5.1", ValueCandidates::lineBreaks),
    AMOUNT_REWRITTEN(VALUES, CODE, "双功能 4.1 / 担保 5.1", ValueCandidates::amounts),
    SIGN_SIGNED(JOINING, CODE, "双功能 4.1 / 担保 5.1", SigningCandidates::sign),
    VALUE_SPLIT(PARAMETERS, CODE, "双功能 4.1 / 担保 5.1", ParameterCandidates::split),
    PARAMETER_LOST(PARAMETERS, SERVER, "双功能 4.1, 4.2 / 担保 5.1, 5.2", ParameterCandidates::lost),
    BODY_CUT(PARAMETERS, SERVER, "双功能 4.2 / 担保 5.2", ParameterCandidates::cut),
    VALUE_CHANGED(VALUES, SERVER, "双功能 4.1 / 担保 5.1", ParameterCandidates::changed),
    VALUE_TRIMMED(VALUES, CODE, "双功能 4.1 / 担保 5.1", ValueCandidates::trimmed),
    ENCODED_TWICE(VALUES, SERVER, "双功能 4.2 D / 担保 5.2 D", ValueCandidates::encodedTwice),
    ESCAPES_SIGNED(ENCODING, CODE, "双功能 4.1 / 担保 5.1", TextCandidates::escapesSigned),
    ESCAPES_SENT(VALUES, CODE, "双功能 4.1, 4.2 D / 担保 5.1, 5.2 D", TextCandidates::escapesSent),
    NULL_WORDS(PARAMETERS, CODE, "双功能 4.1, 4.2 C / 担保 5.1, 5.2 C", SigningCandidates::nullWords),
    NAME_CHANGED(PARAMETERS, CODE, "双功能 4.1 / 担保 5.1", ParameterCandidates::renamed),
    TIME_REWRITTEN(VALUES, CODE, "双功能 4.1, 4.2 / 担保 5.1, 5.2", TextCandidates::times),
    NUMBER_REWRITTEN(VALUES, CODE, "双功能 4.1 / 担保 5.1", TextCandidates::numbers),
    ADDRESS_REWRITTEN(VALUES, CODE, "双功能 4.1 / 担保 5.1", TextCandidates::addresses),
    CHARACTERS_CHANGED(VALUES, CODE, "双功能 4.1, 4.2 D / 担保 5.1, 5.2 D", TextCandidates::characters),
    OTHER_BYTES(CHARSET, CODE, "双功能 4.2 D / 担保 5.2 D", CharsetCandidates::otherBytes),
    OTHER_DIGEST(SIGN, CODE, "双功能 4.1 / 担保 5.1", SigningCandidates::otherDigest),
    KEY_MISPLACED(JOINING, CODE, "双功能 4.1 / 担保 5.1", KeyCandidates::misplaced),
    KEY_REWRITTEN(KEY, CONFIGURATION, "双功能 4.2 A / 担保 5.2 A", KeyCandidates::rewritten),
    KEY_PLACEHOLDER(KEY, CONFIGURATION, "双功能 4.2 A / 担保 5.2 A", KeyCandidates::placeholder),
    JOINED_OTHERWISE(JOINING, CODE, "双功能 4.1 / 担保 5.1", SigningCandidates::joinedOtherwise),
    KEY_CUT(KEY, CONFIGURATION, "双功能 4.2 A / 担保 5.2 A", KeyCandidates::cut),
    RSA_FOR_MD5(SIGN, CONFIGURATION, "双功能 4.1 / 担保 5.1", SigningCandidates::rsaForMd5),
    MD5_FOR_RSA(SIGN, CONFIGURATION, "双功能 4.1 / 担保 5.1", SigningCandidates::md5ForRsa),
    /** Requires thousands of keys, so it is tried alone and last. */
    KEY_MISTYPED(KEY, CONFIGURATION, "双功能 4.2 A / 担保 5.2 A", KeyCandidates::mistyped),

    // The signature matches, and yet the other side cannot accept it.
    SIGN_TYPE_MISDECLARED(CODE, "双功能 4.1 / 担保 5.1"),
    CHARSET_NOT_IN_QUERY(CODE, "双功能 4.2 D / 担保 5.2 D"),
    PARAMETER_INSIDE_VALUE(CODE, "双功能 4.1 / 担保 5.1"),
    BAD_ESCAPE(CODE, "双功能 4.2 D / 担保 5.2 D"),

    SIGN_FORM(CODE, "双功能 4.1 / 担保 5.1"),
    SIGN_CUT(SERVER, "双功能 4.1, 4.2 / 担保 5.1, 5.2"),
    CHANGED_AFTER_SIGNING(CODE, "双功能 4.1 / 担保 5.1"),
    KEY_OR_DIGEST_DIFFERS(CONFIGURATION, "双功能 4.1, 4.2 A / 担保 5.1, 5.2 A"),
    KEY_SENT(CONFIGURATION, "双功能 4.2 A / 担保 5.2 A"),
    CUT_AT_HASH(CODE, "双功能 4.1 / 担保 5.1"),
    BODY_NOT_A_FORM(CODE, "双功能 4.1 / 担保 5.1"),
    WAP_MESSAGE(CODE, "双功能 4.1 / 担保 5.1"),
    OPEN_PLATFORM_MESSAGE(CODE, "双功能 4.1 / 担保 5.1"),
    // Visible in the bytes; no signature can prove it.
    SIGN_MISSING(SERVER, "双功能 4.2 / 担保 5.2"),
    SIGN_MALFORMED(CODE, "双功能 4.1 / 担保 5.1"),
    CHARACTERS_LOST(SERVER, "双功能 4.2 D / 担保 5.2 D");

    /** Where a mistake happens, in the order mistakes are undone: what happened to a message last is undone first. */
    enum Stage {
        PARAMETERS,
        VALUES,
        CHARSET,
        ENCODING,
        JOINING,
        KEY,
        SIGN
    }

    /** The kinds of message a mistake can occur in. */
    enum AppliesTo {
        BOTH,
        REQUESTS,
        MESSAGES
    }

    private final Stage stage;
    private final ResponsibleParty responsible;
    private final String section;
    private final CandidateGenerator transformation;
    private final AppliesTo of;

    SignatureMistake(Stage stage, ResponsibleParty responsible, String section, CandidateGenerator transformation) {
        this(stage, responsible, section, transformation, AppliesTo.BOTH);
    }

    SignatureMistake(ResponsibleParty responsible, String section) {
        this(SIGN, responsible, section, CandidateGenerator.NONE, AppliesTo.BOTH);
    }

    SignatureMistake(
            Stage stage,
            ResponsibleParty responsible,
            String section,
            CandidateGenerator transformation,
            AppliesTo of) {
        this.stage = stage;
        this.responsible = responsible;
        this.section = section;
        this.transformation = transformation;
        this.of = of;
    }

    @Override
    public ResponsibleParty responsible() {
        return responsible;
    }

    /** Returns who must fix it in this kind of message: a request is the merchant's own, a message may be changed on its way. */
    public ResponsibleParty responsible(MessageOrigin origin) {
        if (key(origin).equals(key())) {
            return responsible;
        }
        return origin == MessageOrigin.REQUEST ? CODE : responsible == CODE ? SERVER : responsible;
    }

    @Override
    public String section() {
        return section;
    }

    @Override
    public Text sentence() {
        return MESSAGES.message(key());
    }

    /** Returns the sentence as it is worded for this kind of message. */
    public Text sentence(MessageOrigin origin) {
        return MESSAGES.message(key(origin));
    }

    private String key() {
        return "mistake." + name();
    }

    private String key(MessageOrigin origin) {
        return Stream.of(origin.name(), origin == MessageOrigin.REQUEST ? origin.name() : "MESSAGE")
                .map(suffix -> key() + "." + suffix)
                .filter(MESSAGES::contains)
                .findFirst()
                .orElse(key());
    }

    Stage stage() {
        return stage;
    }

    /** Returns whether it is tried on this kind of input. */
    boolean isTriedOn(DiagnosisInput specimen) {
        return transformation != CandidateGenerator.NONE
                && (of == AppliesTo.BOTH || (of == AppliesTo.REQUESTS) == specimen.isRequest());
    }

    /** Returns the hypotheses with this mistake undone; those that change nothing are left out. */
    Stream<Candidate> takenBack(SigningHypothesis reading, DiagnosisContext scene) {
        return transformation
                .from(reading, scene)
                .filter(step -> !step.reading().equals(reading));
    }

    /** Returns whether it is also tried together with that mistake. */
    boolean isTriedWith(SignatureMistake other) {
        if (this == KEY_MISTYPED || this == KEY_CUT || other == KEY_MISTYPED || other == KEY_CUT) {
            return false;
        }
        if (!FURTHER.contains(this) && !FURTHER.contains(other)) {
            return ordinal() < other.ordinal() || this == other && stage == Stage.PARAMETERS;
        }
        return ordinal() < other.ordinal() && (COMMON.contains(this) || COMMON.contains(other));
    }

    /** Mistakes with so many candidates that they are paired with the most common ones only. */
    private static final Set<SignatureMistake> FURTHER = EnumSet.range(ENCODED_TWICE, KEY_CUT);

    /** Mistakes that often occur together with another and are cheap to try. */
    private static final Set<SignatureMistake> COMMON = EnumSet.of(
            KEY_WITH_BLANKS,
            KEY_OF_ANOTHER_MERCHANT,
            KEY_LETTER_CASE,
            SEPARATOR_BEFORE_KEY,
            KEY_MISSING,
            OTHER_CHARSET,
            RECODED_ON_THE_WAY,
            EXTRA_PARAMETER,
            EMPTY_VALUES_SIGNED,
            SIGN_TYPE_SIGNED,
            NAMES_UNSORTED,
            PLUS_AND_BLANK,
            AMOUNT_REWRITTEN);

    static List<SignatureMistake> triedOn(DiagnosisInput specimen) {
        return Stream.of(values())
                .filter(mistake -> mistake.isTriedOn(specimen))
                .toList();
    }
}
