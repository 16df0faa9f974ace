package com.alipay.diagnosis.signature;

import static com.alipay.diagnosis.signature.Candidate.how;

import com.alipay.config.MerchantConfig.SecurityKey;
import com.alipay.i18n.Text;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/** Generates candidates for key mistakes. No candidate's detail reveals a key. */
final class KeyCandidates {
    private record Affix(String before, String after, Text name) {}

    private static final List<Affix> AFFIXES = List.of(
            new Affix("", " ", how("a_blank_after_it")),
            new Affix("", "\n", how("a_line_break_after_it")),
            new Affix("", "\r\n", how("CR_LF_after_it")),
            new Affix("", "\r", how("CR_after_it")),
            new Affix("", "\t", how("a_tab_after_it")),
            new Affix(" ", "", how("a_blank_before_it")),
            new Affix("\t", "", how("a_tab_before_it")),
            new Affix("\uFEFF", "", how("a_byte_order_mark_before_it")),
            new Affix(" ", " ", how("blanks_around_it")),
            new Affix("", "  ", how("two_blanks_after_it")),
            new Affix("", "\u3000", how("an_ideographic_blank_after_it")),
            new Affix("\u3000", "", how("an_ideographic_blank_before_it")),
            new Affix("", "\u00A0", how("a_no_break_blank_after_it")),
            new Affix("\"", "\"", how("quotes_around_it")),
            new Affix("'", "'", how("single_quotes_around_it")));

    /** Characters that are invisible or look like a blank. */
    private static final String UNSEEN =
            "\r\n\u200B\uFEFF\u200C\u200D\u2060\u00AD\u200E\u200F\u202A\u202C\u00A0\u3000\u2028\u0000\u001A";

    private static final List<String> SEPARATORS = List.of(
            "&",
            "&key=",
            "key=",
            "=",
            "|",
            " ",
            "\n",
            "&sign_key=",
            "&KEY=",
            "&security_code=",
            ",",
            ";",
            ":",
            "+",
            "?",
            "&&",
            "\r\n",
            "&=");

    private static final List<String> WORDS = List.of(
            "null",
            "undefined",
            "None",
            "nil",
            "NULL",
            "key",
            "KEY",
            "security_code",
            "${alipay.key}",
            "${key}",
            "%key%",
            "xxx",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "your_key",
            "your key",
            "test",
            "false",
            "true",
            "0",
            "[object Object]",
            "Array",
            "(null)");

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** Maximum length of a text that is tried as a key, twice a key's length: a longer one would have too many variants. */
    private static final int LONGEST = 64;

    private KeyCandidates() {}

    static Stream<Candidate> blanks(SigningHypothesis reading, DiagnosisContext scene) {
        String key = text(reading.key());
        Stream<Candidate> less = Stream.of(key.strip(), key.replaceAll("[^0-9A-Za-z]", ""))
                .filter(bare -> !bare.isEmpty() && !bare.equals(key))
                .map(bare ->
                        new Candidate(reading.with(new SecurityKey(bare)), how("the_configured_key_is_not_trimmed")));
        Stream<Candidate> more = AFFIXES.stream()
                .map(affix -> new Candidate(
                        reading.with(new SecurityKey(affix.before() + key + affix.after())),
                        affix.before().isBlank() && !affix.before().isEmpty()
                                ? how("or_after_the_last_value", affix.name(), last(reading))
                                : affix.name()));
        Stream<Candidate> unseen = UNSEEN.chars()
                .mapToObj(Character::toString)
                .flatMap(c -> Stream.of(key + c, c + key))
                .map(other ->
                        new Candidate(reading.with(new SecurityKey(other)), how("a_character_that_does_not_show")));
        return key.isEmpty()
                ? Stream.empty()
                : Stream.of(less, more, scene.alone() ? unseen : Stream.<Candidate>empty())
                        .flatMap(steps -> steps);
    }

    /** Assumes that a punctuation mark was copied together with the key. */
    private static Stream<Candidate> marks(SigningHypothesis reading, String key) {
        return Stream.of(
                        key + ";",
                        key + ",",
                        key + "\"",
                        "\"" + key,
                        key + "'",
                        "'" + key,
                        "=" + key,
                        " =" + key,
                        key + "&",
                        "<" + key + ">",
                        "[" + key + "]",
                        "“" + key + "”",
                        "‘" + key + "’",
                        key + "。")
                .map(other -> new Candidate(reading.with(new SecurityKey(other)), how("a_punctuation_mark_beside_it")));
    }

    /** Assumes that the key stands at the beginning, at both ends, or as a parameter. */
    static Stream<Candidate> misplaced(SigningHypothesis reading, DiagnosisContext scene) {
        return Stream.of(SigningHypothesis.KeyPlace.values())
                .filter(place -> place != SigningHypothesis.KeyPlace.END)
                .flatMap(place -> Stream.of(TextStyle.PAIRS, TextStyle.NAMES_AND_VALUES, TextStyle.VALUES_ONLY)
                        .map(style -> new Candidate(
                                reading.with(reading.joining().with(style).with(place)),
                                how("place." + place.name()))));
    }

    /** Assumes that the key was used in full-width characters, hashed, in base64 or in hex. */
    static Stream<Candidate> rewritten(SigningHypothesis reading, DiagnosisContext scene) {
        String key = text(reading.key());
        if (key.isEmpty() || key.length() > LONGEST) {
            return Stream.empty();
        }
        String wide = key.chars()
                .mapToObj(c -> Character.toString(c > ' ' && c < 0x7F ? c + 0xFEE0 : c))
                .collect(java.util.stream.Collectors.joining());
        String narrow = key.chars()
                .mapToObj(c -> Character.toString(c > 0xFF00 && c < 0xFF5F ? c - 0xFEE0 : c))
                .collect(java.util.stream.Collectors.joining());
        String md5 = DigestUtils.md5Hex(key);
        Stream<Candidate> widths = Stream.of(wide, narrow)
                .map(other -> new Candidate(reading.with(new SecurityKey(other)), how("full_width_letters")));
        Stream<Candidate> hashes = Stream.of(
                        md5,
                        md5.toUpperCase(Locale.ROOT),
                        md5.substring(8, 24),
                        DigestUtils.md5Hex(md5),
                        DigestUtils.sha1Hex(key),
                        DigestUtils.sha256Hex(key),
                        DigestUtils.md5Hex(key.toUpperCase(Locale.ROOT)),
                        Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)),
                        Hex.encodeHexString(key.getBytes(StandardCharsets.UTF_8)))
                .map(other -> new Candidate(
                        reading.with(new SecurityKey(other)), how("a_hash_or_another_writing_of_the_key")));
        Stream<Candidate> others = Stream.of(
                        new StringBuilder(key).reverse().toString(),
                        key.replace('0', 'O'),
                        key.replace('0', 'o'),
                        key.replace('1', 'l'),
                        key.replace('l', '1'),
                        key.replace('o', '0'),
                        key.replace('O', '0'),
                        key.replace('1', 'I'),
                        key.replace('0', 'O').replace('1', 'l'))
                .map(other -> new Candidate(
                        reading.with(new SecurityKey(other)), how("letters_and_digits_that_look_alike_or_backwards")));
        return Stream.of(widths, hashes, others, marks(reading, key)).flatMap(steps -> steps);
    }

    /** Assumes that a placeholder from the program, or another setting, was used instead of the key. */
    static Stream<Candidate> placeholder(SigningHypothesis reading, DiagnosisContext scene) {
        Stream<String> settings = Stream.of("seller_email", "seller_id", "partner", "out_trade_no", "sign_type")
                .map(name -> ByteString.shown(reading.value(name), reading.charset()));
        return Stream.concat(
                WORDS.stream().map(word -> new Candidate(reading.with(new SecurityKey(word)), word)),
                settings.filter(value -> !value.isEmpty())
                        .map(value -> new Candidate(reading.with(new SecurityKey(value)), how("another_setting"))));
    }

    /** Assumes that only part of the key was used. */
    static Stream<Candidate> cut(SigningHypothesis reading, DiagnosisContext scene) {
        String key = text(reading.key());
        if (key.length() > LONGEST) {
            return Stream.empty();
        }
        return IntStream.range(1, key.length())
                .boxed()
                .flatMap(at -> Stream.of(key.substring(0, key.length() - at), key.substring(at)))
                .map(other -> new Candidate(reading.with(new SecurityKey(other)), ""));
    }

    static Stream<Candidate> letterCase(SigningHypothesis reading, DiagnosisContext scene) {
        String key = text(reading.key());
        return Stream.of(key.toLowerCase(Locale.ROOT), key.toUpperCase(Locale.ROOT))
                .filter(other -> !other.equals(key))
                .map(other -> new Candidate(reading.with(new SecurityKey(other)), ""));
    }

    /** Returns every key that differs by one typing error; the result does not reveal which one matched. */
    static Stream<Candidate> mistyped(SigningHypothesis reading, DiagnosisContext scene) {
        String key = text(reading.key());
        if (key.isEmpty() || key.length() > LONGEST) {
            return Stream.empty();
        }
        return IntStream.rangeClosed(0, key.length())
                .boxed()
                .flatMap(place -> slips(key.substring(0, place), key.substring(place)))
                .filter(other -> !other.equals(key))
                .distinct()
                .map(other -> new Candidate(reading.with(new SecurityKey(other)), ""));
    }

    /** Inserts a letter between the parts, or removes or replaces the second part's first letter, or swaps it with the next. */
    private static Stream<String> slips(String before, String after) {
        Stream<String> more = LETTERS.chars().mapToObj(letter -> before + (char) letter + after);
        if (after.isEmpty()) {
            return more;
        }
        String rest = after.substring(1);
        Stream<String> other = LETTERS.chars().mapToObj(letter -> before + (char) letter + rest);
        Stream<String> missing = Stream.of(before + rest);
        Stream<String> swapped = rest.isEmpty()
                ? Stream.empty()
                : Stream.of(before + rest.charAt(0) + after.charAt(0) + rest.substring(1));
        return Stream.of(more, other, missing, swapped).flatMap(Function.identity());
    }

    static Stream<Candidate> swapped(SigningHypothesis reading, DiagnosisContext scene) {
        String partner = scene.account().partner();
        return partner.isEmpty()
                ? Stream.empty()
                : Stream.of(new Candidate(reading.with(new SecurityKey(partner)), ""));
    }

    static Stream<Candidate> ofAnother(SigningHypothesis reading, DiagnosisContext scene) {
        return scene.others().stream()
                .filter(other -> !other.key().isEmpty())
                .map(other -> new Candidate(reading.with(other.key()), other.displayName()));
    }

    static Stream<Candidate> missing(SigningHypothesis reading, DiagnosisContext scene) {
        return Stream.of(new Candidate(reading.with(new SecurityKey("")), ""));
    }

    static Stream<Candidate> separated(SigningHypothesis reading, DiagnosisContext scene) {
        return SEPARATORS.stream()
                .limit(scene.alone() ? SEPARATORS.size() : 7)
                .map(separator -> new Candidate(
                        reading.with(reading.joining().separatedBy(separator)),
                        separator.isBlank() ? how("a_blank") : Text.of(separator)));
    }

    /** Returns the name of the last parameter before the key: a blank between value and key may belong to either. */
    private static String last(SigningHypothesis reading) {
        List<SigningHypothesis.Parameter> signable = reading.joining().order().of(reading.signable());
        return signable.isEmpty()
                ? ""
                : ParameterCandidates.shown(signable.get(signable.size() - 1).name(), reading);
    }

    private static String text(SecurityKey key) {
        return new String(key.bytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
