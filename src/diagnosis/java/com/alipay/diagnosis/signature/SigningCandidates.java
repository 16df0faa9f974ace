package com.alipay.diagnosis.signature;

import static com.alipay.diagnosis.signature.Candidate.how;

import com.alipay.diagnosis.signature.SigningHypothesis.JoinRules;
import com.alipay.diagnosis.signature.SigningHypothesis.Order;
import com.alipay.diagnosis.signature.SigningHypothesis.Parameter;
import com.alipay.diagnosis.signature.SigningHypothesis.Scheme;
import com.alipay.i18n.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Hex;

/** Generates candidates for mistakes in the signing itself: which parameters, in which order, how joined, with which digest. */
final class SigningCandidates {
    static final Pattern HEX = Pattern.compile("[0-9a-f]+");
    static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
    static final Pattern MD5_ANY_CASE = Pattern.compile("[0-9A-Fa-f]{32}");
    /** Base64 of an RSA signature: 1024 bits are 172 characters, 2048 bits 344. */
    static final Pattern RSA = Pattern.compile("[0-9A-Za-z+/ ]{130,700}={0,2}");

    private static final List<String> NULL_WORDS =
            List.of("null", "undefined", "None", "nil", "NULL", "N/A", "0", "false", "[]", "\"\"", "''", " ");

    private SigningCandidates() {}

    static Stream<Candidate> empties(SigningHypothesis reading, DiagnosisContext scene) {
        boolean any = reading.signable().stream().anyMatch(Parameter::isEmpty);
        return any
                ? Stream.concat(
                        Stream.of(new Candidate(reading.with(reading.joining().withEmpties()), "")),
                        NULL_WORDS.stream()
                                .limit(scene.alone() ? NULL_WORDS.size() : 1)
                                .map(word -> new Candidate(
                                        reading.withValues(value -> value.isEmpty() ? word : value), word.strip())))
                : Stream.empty();
    }

    /** Assumes that a value {@code null} was left out when signing, or signed as an empty value. */
    static Stream<Candidate> nullWords(SigningHypothesis reading, DiagnosisContext scene) {
        List<Parameter> nulls = reading.signable().stream()
                .filter(pair -> pair.value().matches("(?i)null|undefined|none|nil|\\(null\\)"))
                .toList();
        if (nulls.isEmpty()) {
            return Stream.empty();
        }
        String names = ParameterCandidates.names(nulls, reading);
        SigningHypothesis without = reading.withPairs(
                reading.pairs().stream().filter(pair -> !nulls.contains(pair)).toList());
        SigningHypothesis empty = reading.withPairs(reading.pairs().stream()
                        .map(pair -> nulls.contains(pair) ? pair.withValue("") : pair)
                        .toList())
                .with(reading.joining().withEmpties());
        Stream<Candidate> one = nulls.stream()
                .flatMap(pair -> Stream.of(
                        new Candidate(reading.replacing(pair, null), ParameterCandidates.shown(pair.name(), reading))));
        return Stream.concat(Stream.of(new Candidate(without, names), new Candidate(empty, names)), one);
    }

    static Stream<Candidate> signType(SigningHypothesis reading, DiagnosisContext scene) {
        List<Parameter> pairs = new ArrayList<>(reading.pairs());
        if (!reading.has("sign_type")) {
            pairs.add(new Parameter(
                    "sign_type", scene.account().sign_type(), scene.account().sign_type()));
        }
        return Stream.of(
                new Candidate(reading.withPairs(pairs).with(reading.joining().withSignType()), ""));
    }

    static Stream<Candidate> sign(SigningHypothesis reading, DiagnosisContext scene) {
        JoinRules joining = reading.joining().withSign();
        return Stream.of(joining, joining.withSignType())
                .distinct()
                .map(it -> new Candidate(reading.with(it), it.signType() ? "sign, sign_type" : ""));
    }

    static Stream<Candidate> unsorted(SigningHypothesis reading, DiagnosisContext scene) {
        return Stream.of(new Candidate(reading.with(reading.joining().with(Order.AS_SENT)), ""));
    }

    static Stream<Candidate> sortedOtherwise(SigningHypothesis reading, DiagnosisContext scene) {
        return Stream.of(
                        Order.ANY_CASE,
                        Order.WITHOUT_UNDERSCORE,
                        Order.UNDERSCORE_LAST,
                        Order.DESCENDING,
                        Order.BY_VALUE,
                        Order.BY_LENGTH,
                        Order.BACKWARDS)
                .limit(scene.alone() ? 7 : 4)
                .map(order -> new Candidate(reading.with(reading.joining().with(order)), how("order." + order.name())));
    }

    /** Assumes another way of joining: other separator or none, values only, quoted values, JSON, whole text encoded. */
    static Stream<Candidate> joinedOtherwise(SigningHypothesis reading, DiagnosisContext scene) {
        JoinRules joining = reading.joining();
        Stream<Candidate> styles = Arrays.stream(TextStyle.values())
                .filter(style -> style != TextStyle.PAIRS)
                .flatMap(style -> Stream.of(joining.order(), Order.AS_SENT)
                        .distinct()
                        .map(order -> new Candidate(
                                reading.with(joining.with(style).with(order)), how("style." + style.name()))));
        Stream<Candidate> forms = Arrays.stream(TextForm.values())
                .filter(form -> !form.isBytes())
                .map(form -> new Candidate(
                        reading.with(joining.with(form)), how("the_whole_text", how("form." + form.name()))));
        return Stream.concat(styles, forms);
    }

    /** Assumes another digest of the same text. The length of the signature limits which ones are tried. */
    static Stream<Candidate> otherDigest(SigningHypothesis reading, DiagnosisContext scene) {
        return Arrays.stream(Scheme.values())
                .filter(scheme -> scheme.digits() > 0
                        && scheme.digits() == reading.sign().length()
                        && !reading.scheme().isRsa()
                        && scheme != Scheme.MD5
                        && scheme != reading.scheme()
                        && scheme != Scheme.MD5_MIDDLE)
                .map(scheme -> new Candidate(reading.withSign(reading.sign(), scheme), digest(scheme)));
    }

    static Text digest(Scheme scheme) {
        return switch (scheme) {
            case MD5_TWICE, MD5_TWICE_UPPER_CASE -> how("MD5_of_the_MD5");
            case MD5_OF_DIGEST_AND_KEY -> how("MD5_of_the_text_s_MD5_and_the_key");
            case HMAC_MD5 -> Text.of("HMAC-MD5");
            case HMAC_SHA1 -> Text.of("HMAC-SHA-1");
            case HMAC_SHA256 -> Text.of("HMAC-SHA-256");
            case HMAC_SHA512 -> Text.of("HMAC-SHA-512");
            case SHA1_BEGINNING -> how("32_digits", "SHA-1");
            case SHA256_BEGINNING -> how("32_digits", "SHA-256");
            default -> Text.of(scheme.algorithm());
        };
    }

    /** A signature in another notation, and the hypothesis in the expected notation; see {@link #written}. */
    record Written(SigningHypothesis reading, List<DetectedMistake> found) {}

    /**
     * Interprets a sign that is not 32 lower-case hex digits: the same digits in capitals, with dashes, in base64, with trailing
     * text, a part of them, another digest. Empty if it has the expected form or no known one.
     *
     * @param message whether it came from Alipay: a message that ends within its sign was cut as a whole
     */
    static List<Written> written(SigningHypothesis reading, boolean message) {
        boolean last = !reading.pairs().isEmpty()
                && reading.pairs().get(reading.pairs().size() - 1).name().equals("sign");
        return written(reading).stream()
                .map(it -> message && last && it.found().get(0).mistake() == SignatureMistake.SIGN_CUT
                        ? new Written(it.reading(), List.of(new DetectedMistake(SignatureMistake.BODY_CUT, "sign")))
                        : it)
                .toList();
    }

    private static List<Written> written(SigningHypothesis reading) {
        String raw = reading.sign();
        List<Written> all = new ArrayList<>();
        if (raw.isEmpty() || reading.scheme() != Scheme.MD5 || MD5.matcher(raw).matches()) {
            return all;
        }
        String bare = raw.strip();
        if (MD5_ANY_CASE.matcher(bare).matches()) {
            add(all, reading, bare.toLowerCase(Locale.ROOT), Scheme.MD5, SignatureMistake.UPPER_CASE_SIGN, Text.NONE);
            return all;
        }
        String digits = bare.replaceAll("(?i)^0x|[-:\\s\"'{}<>\\[\\]]", "")
                .replaceAll("(?i)\\\\x", "")
                .toLowerCase(Locale.ROOT);
        if (digits.matches("(?:[0-9a-f]|ffffff[89a-f][0-9a-f])+")
                && digits.contains("ffffff")
                && digits.length() > 32) {
            add(
                    all,
                    reading,
                    digits.replaceAll("ffffff([89a-f][0-9a-f])", "$1"),
                    Scheme.MD5,
                    SignatureMistake.SIGN_FORM,
                    how("sign_extended_bytes"));
            add(
                    all,
                    reading,
                    digits.replaceAll("ffffff([89a-f][0-9a-f])", "$1"),
                    Scheme.MD5_UNPADDED,
                    SignatureMistake.SIGN_FORM,
                    how("sign_extended_bytes"));
        }
        if (HEX.matcher(digits).matches()) {
            Text how = bare.matches("(?i)[0-9a-f]+") ? Text.NONE : how("dashes_blanks_quotes_or_0x");
            ofDigits(all, reading, digits, how);
            if (!all.isEmpty()) {
                return all;
            }
        }
        String prefix = bare.toLowerCase(Locale.ROOT).replaceAll("(?s)^[\"'{]?([0-9a-f]{32})[^0-9a-f].*", "$1");
        if (MD5.matcher(prefix).matches()) {
            add(all, reading, prefix, Scheme.MD5, SignatureMistake.SIGN_FORM, how("something_is_appended_to_it"));
            return all;
        }
        String doubled = bare.replaceAll("%([0-9A-Fa-f]{2})", "").strip();
        byte[] octets = ByteString.bytes(raw);
        if (octets.length == 16 && !bare.matches("[!-~]+")) {
            add(all, reading, Hex.encodeHexString(octets), Scheme.MD5, SignatureMistake.SIGN_FORM, how("raw_bytes"));
            return all;
        }
        ofBase64(
                all,
                reading,
                bare.replace(' ', '+').replace("%2B", "+").replace("%2F", "/").replace("%3D", "="));
        if (all.isEmpty() && MD5_ANY_CASE.matcher(doubled).matches()) {
            add(all, reading, doubled.toLowerCase(Locale.ROOT), Scheme.MD5, SignatureMistake.SIGN_FORM, how("encoded"));
        }
        return all;
    }

    private static void ofDigits(List<Written> all, SigningHypothesis reading, String digits, Text how) {
        SignatureMistake form = SignatureMistake.SIGN_FORM;
        switch (digits.length()) {
            case 32 -> add(all, reading, digits, Scheme.MD5, form, how);
            case 16 -> {
                add(all, reading, digits, Scheme.MD5_MIDDLE, form, how("16_digits_in_place_of_32"));
                add(all, reading, digits, Scheme.MD5_BEGINNING, form, how("16_digits_in_place_of_32"));
            }
            case 40 -> digests(all, reading, digits, Scheme.SHA1, Scheme.HMAC_SHA1);
            case 56 -> digests(all, reading, digits, Scheme.SHA224);
            case 64 -> {
                if (digits.substring(0, 32).equals(digits.substring(32))) {
                    add(all, reading, digits.substring(0, 32), Scheme.MD5, form, how("written_twice"));
                    return;
                }
                digests(all, reading, digits, Scheme.SHA256, Scheme.HMAC_SHA256);
                String plain = new String(decoded(digits), java.nio.charset.StandardCharsets.ISO_8859_1);
                if (MD5_ANY_CASE.matcher(plain).matches()) {
                    all.clear();
                    add(all, reading, plain.toLowerCase(Locale.ROOT), Scheme.MD5, form, how("hex_of_the_hex"));
                }
            }
            case 96 -> digests(all, reading, digits, Scheme.SHA384);
            case 128 -> digests(all, reading, digits, Scheme.SHA512, Scheme.HMAC_SHA512);
            default -> {
                if (digits.length() < 32) {
                    if (digits.length() > 19) {
                        add(
                                all,
                                reading,
                                "0".repeat(32 - digits.length()) + digits,
                                Scheme.MD5,
                                form,
                                how("leading_zeros_are_missing"));
                        add(all, reading, digits, Scheme.MD5_UNPADDED, form, how("zeros_are_missing"));
                    }
                    if (digits.length() > 7) {
                        add(
                                all,
                                reading,
                                digits,
                                Scheme.MD5_BEGINNING,
                                SignatureMistake.SIGN_CUT,
                                Text.of(digits.length() + "/32"));
                    }
                } else if (digits.length() < 40) {
                    add(all, reading, digits.substring(0, 32), Scheme.MD5, form, how("something_is_appended_to_it"));
                    add(
                            all,
                            reading,
                            digits.substring(digits.length() - 32),
                            Scheme.MD5,
                            form,
                            how("something_stands_before_it"));
                } else if (digits.startsWith(digits.substring(32)) && digits.length() > 48) {
                    add(all, reading, digits.substring(0, 32), Scheme.MD5, form, how("written_twice"));
                }
            }
        }
    }

    private static void digests(List<Written> all, SigningHypothesis reading, String digits, Scheme... schemes) {
        for (Scheme scheme : schemes) {
            add(all, reading, digits, scheme, SignatureMistake.OTHER_DIGEST, digest(scheme));
        }
    }

    private static byte[] decoded(String digits) {
        try {
            return Hex.decodeHex(digits);
        } catch (org.apache.commons.codec.DecoderException e) {
            throw new IllegalStateException("hex digits were looked at before", e);
        }
    }

    private static void ofBase64(List<Written> all, SigningHypothesis reading, String sign) {
        String plain = sign.replace('-', '+').replace('_', '/').replaceAll("[\\r\\n]", "");
        if (!plain.matches("[0-9A-Za-z+/]{22,127}={0,2}")) {
            return;
        }
        byte[] bytes = org.apache.commons.codec.binary.Base64.decodeBase64(plain);
        String text = ByteString.of(bytes);
        SignatureMistake form = SignatureMistake.SIGN_FORM;
        switch (bytes.length) {
            case 16 -> add(all, reading, Hex.encodeHexString(bytes), Scheme.MD5, form, how("base64"));
            case 20 -> digests(all, reading, Hex.encodeHexString(bytes), Scheme.SHA1, Scheme.HMAC_SHA1);
            case 32 -> {
                if (MD5_ANY_CASE.matcher(text).matches()) {
                    add(all, reading, text.toLowerCase(Locale.ROOT), Scheme.MD5, form, how("base64"));
                } else {
                    digests(all, reading, Hex.encodeHexString(bytes), Scheme.SHA256, Scheme.HMAC_SHA256);
                }
            }
            case 64 -> digests(all, reading, Hex.encodeHexString(bytes), Scheme.SHA512, Scheme.HMAC_SHA512);
            default -> {
                // Base64, but not of a known digest.
            }
        }
    }

    private static void add(
            List<Written> all,
            SigningHypothesis reading,
            String sign,
            Scheme scheme,
            SignatureMistake mistake,
            Text detail) {
        all.add(new Written(reading.withSign(sign, scheme), List.of(new DetectedMistake(mistake, detail))));
    }

    static Stream<Candidate> rsaForMd5(SigningHypothesis reading, DiagnosisContext scene) {
        return scene.account().alipayPublicKey().isPresent()
                ? Stream.of(Scheme.RSA, Scheme.RSA2, Scheme.MD5_RSA)
                        .filter(scheme -> reading.scheme() != scheme)
                        .map(scheme -> new Candidate(
                                reading.withSign(reading.sign(), scheme),
                                scheme == Scheme.RSA ? Text.NONE : digest(scheme)))
                : Stream.empty();
    }

    static Stream<Candidate> md5ForRsa(SigningHypothesis reading, DiagnosisContext scene) {
        return reading.scheme() == Scheme.RSA
                ? Stream.of(new Candidate(reading.withSign(reading.sign(), Scheme.MD5), ""))
                : Stream.empty();
    }
}
