package com.alipay.diagnosis.signature;

import static com.alipay.diagnosis.signature.Candidate.how;

import com.alipay.diagnosis.signature.SigningHypothesis.Parameter;
import com.alipay.i18n.Text;
import com.alipay.protocol.ParameterNames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Generates candidates for mistakes in values. Works on bytes: no byte searched for is part of a GBK or UTF-8 character. */
final class ValueCandidates {
    private static final Set<String> AMOUNTS = Set.of(
            "price", "total_fee", "discount", "logistics_fee", "logistics_fee_1", "logistics_fee_2", "refund_fee");
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,4})?");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
    /** Names of values that a person types; names unknown to the protocol may be such too. */
    private static final Set<String> TYPED = Set.of(
            "subject",
            "body",
            "receive_name",
            "receive_address",
            "receive_zip",
            "receive_phone",
            "receive_mobile",
            "logistics_name",
            "invoice_no",
            "detail_data",
            "buyer_email",
            "seller_email");

    private static final int MOST_BLANKS = 6;

    private ValueCandidates() {}

    /** Assumes that values were signed percent-encoded, as common languages do it: all, some, or one. */
    static Stream<Candidate> encoded(SigningHypothesis reading, DiagnosisContext scene) {
        Map<Text, UnaryOperator<String>> ways = new LinkedHashMap<>();
        ways.put(Text.of("Java, PHP urlencode"), ValueCandidates::encode);
        ways.put(how("lower_case_hex"), value -> lowerHex(encode(value)));
        ways.put(how("percent_20_for_a_blank"), value -> encode(value).replace("+", "%20"));
        ways.put(Text.of("encodeURIComponent"), ValueCandidates::encodeUriComponent);
        ways.put(Text.of("encodeURI"), ValueCandidates::encodeUri);
        ways.put(how("encoded_twice"), value -> encode(encode(value)));
        UnaryOperator<String> other = value -> ByteString.text(value, reading.charset())
                .map(text -> encode(ByteString.of(text, CharsetCandidates.other(reading.charset()))))
                .orElse(value);
        ways.put(how("encoded_in_the_other_charset"), other);
        ways.put(how("encoded_in_the_other_charset_lower_case_hex"), value -> lowerHex(other.apply(value)));
        List<Candidate> steps = new ArrayList<>();
        ways.forEach((name, way) -> steps.add(step(reading, way, name)));
        steps.add(new Candidate(onTheWire(reading), how("as_on_the_wire")));
        if (!scene.alone() || !scene.specimen().isRequest()) {
            return Stream.concat(steps.stream().limit(4), Stream.of(steps.get(steps.size() - 1)));
        }
        steps.add(new Candidate(
                reading.withPairs(reading.pairs().stream()
                        .map(pair -> pair.withName(encode(pair.name()))
                                .withValue(
                                        ParameterNames.isUnsigned(pair.name()) ? pair.value() : encode(pair.value())))
                        .toList()),
                how("names_and_values")));
        List<Predicate<Parameter>> groups = List.of(
                pair -> !ByteString.isAscii(pair.value()),
                ValueCandidates::isTyped,
                pair -> pair.name().endsWith("_url"),
                pair -> pair.name().endsWith("_url") || pair.name().endsWith("_email"),
                pair -> !pair.name().endsWith("_url"),
                pair -> pair.name().equals("subject") || pair.name().equals("body"));
        ways.forEach((name, way) -> groups.forEach(group -> steps.add(new Candidate(
                reading.withPairs(reading.pairs().stream()
                        .map(pair -> !ParameterNames.isUnsigned(pair.name()) && group.test(pair)
                                ? pair.withValue(way.apply(pair.value()))
                                : pair)
                        .toList()),
                how("some_values")))));
        ways.forEach((name, way) ->
                pairs(reading).forEach(pair -> steps.add(change(reading, pair, way.apply(pair.value())))));
        return steps.stream();
    }

    /** Assumes that values were sent without percent-encoding, so that decoding changed every + and %. */
    static Stream<Candidate> notEncoded(SigningHypothesis reading, DiagnosisContext scene) {
        boolean bare = reading.signable().stream()
                .anyMatch(pair -> pair.wire().matches("(?s).*[:/@^\\u0080-\\u00ff].*")
                        && !pair.wire().contains("%3A"));
        return bare ? Stream.of(new Candidate(onTheWire(reading), "")) : Stream.empty();
    }

    private static SigningHypothesis onTheWire(SigningHypothesis reading) {
        return reading.withPairs(reading.pairs().stream()
                .map(pair ->
                        pair.wire().equals(pair.value()) ? pair : new Parameter(pair.name(), pair.wire(), pair.wire()))
                .toList());
    }

    /** Assumes that values were decoded once too often on the way: the signed text still contains the escapes. */
    static Stream<Candidate> decodedTwice(SigningHypothesis reading, DiagnosisContext scene) {
        Stream<Candidate> notifyId = pairs(reading)
                .filter(pair -> pair.name().equals("notify_id"))
                .map(pair -> change(
                        reading,
                        pair,
                        pair.value()
                                .replace("/", "%2F")
                                .replace("+", "%2B")
                                .replace(" ", "%2B")
                                .replace("=", "%3D")));
        Stream<Candidate> signed = scene.specimen().isRequest() ? Stream.empty() : decodedOnceMore(reading);
        return Stream.concat(notifyId, signed);
    }

    /** Assumes that values were encoded once too often on the way: the signed text is what one more decoding yields. */
    static Stream<Candidate> encodedTwice(SigningHypothesis reading, DiagnosisContext scene) {
        return decodedOnceMore(reading);
    }

    private static Stream<Candidate> decodedOnceMore(SigningHypothesis reading) {
        Stream<Candidate> every = Stream.of(
                step(reading, ValueCandidates::decode, how("every_value")),
                step(reading, ValueCandidates::unescape, how("every_value")),
                step(reading, value -> decode(decode(value)), how("every_value")));
        Stream<Candidate> one = pairs(reading)
                .filter(pair -> pair.value().contains("%"))
                .flatMap(pair -> Stream.of(
                        change(reading, pair, decode(pair.value())),
                        change(reading, pair, unescape(pair.value())),
                        change(reading, pair, decode(decode(pair.value())))));
        return Stream.concat(every, one);
    }

    /** Assumes that a plus sign was decoded to a blank, or a blank encoded as a plus sign, in one value or in all. */
    static Stream<Candidate> plus(SigningHypothesis reading, DiagnosisContext scene) {
        return Stream.of(
                        Stream.of(
                                new Candidate(
                                        reading.withSign(reading.sign().replace(' ', '+'), reading.scheme()), "sign"),
                                typed(reading, value -> value.replace(' ', '+')),
                                typed(reading, value -> value.replace('+', ' '))),
                        exchanges(reading, ' ', '+'),
                        exchanges(reading, '+', ' '))
                .flatMap(steps -> steps);
    }

    /** Exchanges some characters of each value: all subsets if there are few, otherwise each one alone and all together. */
    private static Stream<Candidate> exchanges(SigningHypothesis reading, char from, char to) {
        return pairs(reading).filter(pair -> pair.value().indexOf(from) >= 0).flatMap(pair -> {
            int[] places = IntStream.range(0, pair.value().length())
                    .filter(i -> pair.value().charAt(i) == from)
                    .toArray();
            IntStream subsets = places.length <= MOST_BLANKS
                    ? IntStream.rangeClosed(1, (1 << places.length) - 1).map(i -> (1 << places.length) - i)
                    : IntStream.range(0, Math.min(places.length, 31)).map(i -> 1 << i);
            Stream<String> some = subsets.mapToObj(subset -> {
                StringBuilder value = new StringBuilder(pair.value());
                IntStream.range(0, Math.min(places.length, 31))
                        .filter(i -> (subset >> i & 1) == 1)
                        .forEach(i -> value.setCharAt(places[i], to));
                return value.toString();
            });
            return Stream.concat(Stream.of(pair.value().replace(from, to)), some)
                    .map(value -> change(reading, pair, value));
        });
    }

    /** Assumes backslashes before quotes (magic quotes, addslashes), or doubled quotes, on either side. */
    static Stream<Candidate> quotesEscaped(SigningHypothesis reading, DiagnosisContext scene) {
        return Stream.of(
                step(reading, value -> value.replaceAll("\\\\(['\"\\\\])", "$1"), how("backslashes")),
                step(reading, value -> value.replace("''", "'").replace("\"\"", "\""), how("doubled_quotes")),
                step(reading, value -> value.replace("'", "''"), how("doubled_quotes")),
                step(reading, value -> value.replaceAll("(['\"\\\\])", "\\\\$1"), how("backslashes")));
    }

    /** Assumes that a hidden field ended at the quote inside its value. */
    static Stream<Candidate> cutAtQuote(SigningHypothesis reading, DiagnosisContext scene) {
        Stream<Candidate> known = ParameterCandidates.known(reading, scene)
                .filter(pair -> {
                    String whole = ParameterCandidates.knownValue(pair, reading, scene);
                    return whole.startsWith(pair.value() + "\"") || whole.startsWith(pair.value() + "'");
                })
                .map(pair -> change(reading, pair, ParameterCandidates.knownValue(pair, reading, scene)));
        Stream<Candidate> lost = typed(reading)
                .flatMap(pair -> Stream.of("\"", "'").map(quote -> change(reading, pair, pair.value() + quote)));
        Stream<Candidate> cut = typed(reading)
                .flatMap(pair -> Stream.of('"', '\'')
                        .filter(quote -> pair.value().indexOf(quote) >= 0)
                        .map(quote -> change(
                                reading,
                                pair,
                                pair.value().substring(0, pair.value().indexOf(quote)))));
        return Stream.of(known, cut, lost).flatMap(steps -> steps);
    }

    /** Exchanges line breaks: browsers send CR LF for every one in a form. */
    static Stream<Candidate> lineBreaks(SigningHypothesis reading, DiagnosisContext scene) {
        return Stream.of(
                step(reading, value -> value.replace("\r\n", "\n"), Text.NONE),
                step(reading, value -> value.replace("\r\n", "\r"), Text.NONE),
                step(reading, value -> value.replaceAll("\r?\n", "\r\n"), Text.NONE),
                step(reading, value -> value.replaceAll("[\r\n]", ""), Text.NONE));
    }

    /** Assumes that white space at the ends of a value was removed on one side. */
    static Stream<Candidate> trimmed(SigningHypothesis reading, DiagnosisContext scene) {
        Stream<Candidate> less = Stream.of(step(reading, String::strip, how("every_value")));
        Stream<Candidate> more = typed(reading)
                .flatMap(pair -> Stream.of(
                                pair.value() + " ", " " + pair.value(), pair.value() + "\n", pair.value() + "\r\n")
                        .map(value -> change(reading, pair, value)));
        return Stream.concat(less, more);
    }

    /** Assumes that amounts were converted to a number and back: 0.10 and 0.1, 328 and 328.00. */
    static Stream<Candidate> amounts(SigningHypothesis reading, DiagnosisContext scene) {
        Stream<UnaryOperator<String>> ways =
                Stream.of(ValueCandidates::twoDecimals, ValueCandidates::noZeros, ValueCandidates::oneDecimal);
        return ways.flatMap(way -> {
            Stream<Candidate> all = Stream.of(new Candidate(
                    reading.withPairs(reading.pairs().stream()
                            .map(pair -> isAmount(pair) ? pair.withValue(way.apply(pair.value())) : pair)
                            .toList()),
                    ""));
            Stream<Candidate> one = pairs(reading)
                    .filter(ValueCandidates::isAmount)
                    .map(pair -> change(reading, pair, way.apply(pair.value())));
            return Stream.concat(all, one);
        });
    }

    private static boolean isAmount(Parameter pair) {
        return AMOUNTS.contains(pair.name()) && AMOUNT.matcher(pair.value()).matches();
    }

    private static String twoDecimals(String amount) {
        return new BigDecimal(amount).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static String noZeros(String amount) {
        return new BigDecimal(amount).stripTrailingZeros().toPlainString();
    }

    private static String oneDecimal(String amount) {
        String plain = noZeros(amount);
        return plain.contains(".") ? plain : plain + ".0";
    }

    static Stream<Parameter> pairs(SigningHypothesis reading) {
        return reading.signable().stream();
    }

    /** Returns the parameters whose values a person typed. */
    private static Stream<Parameter> typed(SigningHypothesis reading) {
        return pairs(reading).filter(pair -> !pair.isEmpty() && isTyped(pair));
    }

    static boolean isTypedOrAddress(Parameter pair) {
        return isTyped(pair)
                || pair.name().endsWith("_no")
                || pair.name().endsWith("_actions")
                || pair.name().endsWith("_charset");
    }

    static boolean isTyped(Parameter pair) {
        return TYPED.contains(pair.name()) || ParameterCandidates.isForeign(pair);
    }

    private static Candidate typed(SigningHypothesis reading, UnaryOperator<String> change) {
        return new Candidate(
                reading.withPairs(reading.pairs().stream()
                        .map(pair -> isTyped(pair) ? pair.withValue(change.apply(pair.value())) : pair)
                        .toList()),
                "");
    }

    static Candidate step(SigningHypothesis reading, UnaryOperator<String> change, Text detail) {
        return new Candidate(reading.withValues(change), detail);
    }

    static Candidate change(SigningHypothesis reading, Parameter pair, String value) {
        return new Candidate(
                reading.replacing(pair, pair.withValue(value)), ParameterCandidates.shown(pair.name(), reading));
    }

    private static String encode(String octets) {
        return URLEncoder.encode(octets, StandardCharsets.ISO_8859_1);
    }

    private static String lowerHex(String encoded) {
        return ESCAPE.matcher(encoded).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
    }

    private static String encodeUriComponent(String octets) {
        return encode(octets)
                .replace("+", "%20")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%7E", "~");
    }

    /** Encodes as JavaScript's {@code encodeURI} does. */
    private static String encodeUri(String octets) {
        String uri = encodeUriComponent(octets);
        for (String reserved : List.of(";", "/", "?", ":", "@", "&", "=", "+", "$", ",", "#")) {
            uri = uri.replace(encode(reserved), reserved);
        }
        return uri;
    }

    private static String decode(String octets) {
        try {
            return URLDecoder.decode(octets, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            // A malformed escape, so this value cannot have been decoded; it stays as it is.
            return octets;
        }
    }

    /** Decodes escapes only; a plus sign stays. */
    private static String unescape(String octets) {
        return ESCAPE.matcher(octets)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
    }
}
