package com.alipay.diagnosis.signature;

import static com.alipay.diagnosis.signature.Candidate.how;

import com.alipay.diagnosis.signature.SigningHypothesis.Parameter;
import com.alipay.i18n.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.IDN;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Generates candidates for rewritten characters of values: letters, numbers, times and addresses. */
final class TextCandidates {
    private static final Pattern UNIT = Pattern.compile("%u([0-9a-fA-F]{4})");
    private static final Pattern BACKSLASH_UNIT = Pattern.compile("\\\\u\\{?([0-9a-fA-F]{4})}?");
    private static final Pattern REFERENCE = Pattern.compile("&#(\\d{1,7});?");
    private static final Pattern HEX_REFERENCE = Pattern.compile("&#[xX]([0-9a-fA-F]{1,6});?");
    private static final Pattern OCTET = Pattern.compile("%([0-9a-fA-F]{2})");
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(https?)://([^/?#:]*)(:\\d+)?([^?#]*)(.*)", Pattern.DOTALL);
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})[ T+]?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2}))?(?:\\.\\d{1,9})?(?:Z|\\+0?8:?00| CST)?");
    private static final Pattern COMPACT = Pattern.compile("(20\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)");
    private static final DateTimeFormatter PROTOCOL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String BLANKS = "[\\s\\u00A0\\u3000\\u2000-\\u200B\\uFEFF]";

    private static final List<Rewriting> CHARACTERS = List.of(
            new Rewriting(how("no_blanks"), text -> text.replaceAll(BLANKS, "")),
            new Rewriting(how("one_blank_for_several"), text -> text.replaceAll(BLANKS + "+", " ")),
            new Rewriting(how("one_blank_for_several"), text -> text.replaceAll(" {2,}", " ")),
            new Rewriting(how("trimmed"), String::strip),
            new Rewriting(how("blanks_for_tabs"), text -> text.replace('\t', ' ')),
            new Rewriting(how("tabs_for_blanks"), text -> text.replace(' ', '\t')),
            new Rewriting(how("blanks_for_no_break_blanks"), text -> text.replace('\u00A0', ' ')),
            new Rewriting(how("no_break_blanks_for_blanks"), text -> text.replace(' ', '\u00A0')),
            new Rewriting(how("blanks_for_ideographic_blanks"), text -> text.replace('\u3000', ' ')),
            new Rewriting(how("ideographic_blanks_for_blanks"), text -> text.replace(' ', '\u3000')),
            new Rewriting(how("no_ideographic_blanks"), text -> text.replace("\u3000", "")),
            new Rewriting(how("half_width_characters_for_full_width_ones"), TextCandidates::narrow),
            new Rewriting(how("full_width_characters_for_half_width_ones"), TextCandidates::wide),
            new Rewriting(how("full_width_punctuation_marks"), TextCandidates::widePunctuation),
            new Rewriting(how("half_width_punctuation_marks"), text -> narrow(text.replaceAll("[０-９Ａ-Ｚａ-ｚ]", "$0"))),
            new Rewriting(how("straight_quotes"), TextCandidates::straight),
            new Rewriting(how("curly_quotes"), text -> curly(text, "“", "”", "‘", "’")),
            new Rewriting(how("curly_quotes"), text -> text.replace("'", "’")),
            new Rewriting(how("curly_quotes"), text -> text.replace("\"", "”")),
            new Rewriting(how("curly_quotes"), text -> text.replace("'", "‘")),
            new Rewriting(how("curly_quotes"), text -> text.replace("\"", "“")),
            new Rewriting(how("no_quotes"), text -> text.replaceAll("[\"'“”‘’]", "")),
            new Rewriting(how("no_single_quotes"), text -> text.replace("'", "")),
            new Rewriting(how("no_double_quotes"), text -> text.replace("\"", "")),
            new Rewriting(how("single_for_double_quotes"), text -> text.replace('"', '\'')),
            new Rewriting(how("double_for_single_quotes"), text -> text.replace('\'', '"')),
            new Rewriting(how("other_dashes"), text -> text.replaceAll("[–—‐‑―−－]", "-")),
            new Rewriting(how("other_dashes"), text -> text.replace('-', '–')),
            new Rewriting(how("other_dashes"), text -> text.replace('-', '—')),
            new Rewriting(how("other_dashes"), text -> text.replace('-', '－')),
            new Rewriting(how("three_dots"), text -> text.replace("…", "...")),
            new Rewriting(how("three_dots"), text -> text.replace("...", "…")),
            new Rewriting(how("another_currency_sign"), text -> text.replace('￥', '¥')),
            new Rewriting(how("another_currency_sign"), text -> text.replace('¥', '￥')),
            new Rewriting(how("another_currency_sign"), text -> text.replaceAll("[￥¥]", "\\$")),
            new Rewriting(how("another_currency_sign"), text -> text.replace('$', '￥')),
            new Rewriting(how("another_currency_sign"), text -> text.replaceAll("[￥¥]", "RMB")),
            new Rewriting(how("another_currency_sign"), text -> text.replaceAll("[￥¥$€]", "?")),
            new Rewriting(how("no_currency_signs"), text -> text.replaceAll("[￥¥$€£元]", "")),
            new Rewriting(how("another_wave_dash"), text -> text.replace('～', '〜')),
            new Rewriting(how("another_wave_dash"), text -> text.replace('〜', '～')),
            new Rewriting(how("another_wave_dash"), text -> text.replaceAll("[～〜]", "~")),
            new Rewriting(how("another_middle_dot"), text -> text.replace('·', '・')),
            new Rewriting(how("another_middle_dot"), text -> text.replace('·', '•')),
            new Rewriting(how("another_middle_dot"), text -> text.replaceAll("[・•‧∙]", "·")),
            new Rewriting(
                    how("unseen_characters"),
                    text -> text.replaceAll("[\\u200B-\\u200F\\u202A-\\u202E\\u2060\\uFEFF\\u00AD]", "")),
            new Rewriting(
                    how("characters_beyond_the_basic_plane"), text -> text.replaceAll("[\\x{10000}-\\x{10FFFF}]", "")),
            new Rewriting(
                    how("characters_beyond_the_basic_plane"), text -> text.replaceAll("[\\x{10000}-\\x{10FFFF}]", "?")),
            new Rewriting(
                    how("characters_beyond_the_basic_plane"),
                    text -> text.replaceAll("[\\x{10000}-\\x{10FFFF}]", "??")),
            new Rewriting(
                    how("characters_beyond_the_basic_plane"),
                    text -> text.replaceAll("[\\x{10000}-\\x{10FFFF}]", "????")),
            new Rewriting(
                    how("characters_beyond_the_basic_plane"),
                    text -> text.replaceAll("[\\x{10000}-\\x{10FFFF}].*", "")),
            new Rewriting(how("control_characters"), text -> text.replaceAll("\\p{Cntrl}", "")),
            new Rewriting(how("letters_in_lower_case"), text -> text.toLowerCase(Locale.ROOT)),
            new Rewriting(how("letters_in_upper_case"), text -> text.toUpperCase(Locale.ROOT)),
            new Rewriting(how("another_Unicode_form"), text -> Normalizer.normalize(text, Normalizer.Form.NFC)),
            new Rewriting(how("another_Unicode_form"), text -> Normalizer.normalize(text, Normalizer.Form.NFD)),
            new Rewriting(how("another_Unicode_form"), text -> Normalizer.normalize(text, Normalizer.Form.NFKC)),
            new Rewriting(how("no_HTML_tags"), text -> text.replaceAll("<[^>]*>", "")),
            new Rewriting(how("no_angle_brackets"), text -> text.replaceAll("[<>]", "")),
            new Rewriting(how("no_special_characters"), text -> text.replaceAll("[^\\p{L}\\p{N}]", "")),
            new Rewriting(how("no_special_characters"), text -> text.replaceAll("[^\\p{L}\\p{N}\\s]", "")),
            new Rewriting(how("no_special_characters"), text -> text.replaceAll("[<>\"'&%;()+]", "")),
            new Rewriting(how("no_special_characters"), text -> text.replaceAll("[&=]", "")),
            new Rewriting(how("no_ampersands"), text -> text.replace("&", "")),
            new Rewriting(how("no_plus_signs"), text -> text.replace("+", "")),
            new Rewriting(how("no_percent_signs"), text -> text.replace("%", "")),
            new Rewriting(how("cut_at_hash"), text -> text.replaceAll("(?s)#.*", "")),
            new Rewriting(how("cut_at_ampersand"), text -> text.replaceAll("(?s)&.*", "")),
            new Rewriting(how("cut_at_a_line_break"), text -> text.replaceAll("(?s)[\\r\\n].*", "")),
            new Rewriting(how("line_breaks"), text -> text.replaceAll("\\r\\n?|\\n", " ")),
            new Rewriting(how("line_breaks"), text -> text.replaceAll("\\r\\n?|\\n", "<br>")),
            new Rewriting(how("line_breaks"), text -> text.replaceAll("\\r\\n?|\\n", "<br />")),
            new Rewriting(how("line_breaks"), text -> text.replaceAll("\\r\\n?|\\n", "\\\\n")),
            new Rewriting(how("line_breaks"), text -> text.replaceAll("(?i)<br ?/?>", "\n")),
            new Rewriting(
                    how("line_breaks"), text -> text.replace("\\r\\n", "\r\n").replace("\\n", "\n")),
            new Rewriting(how("quotes_around_it"), text -> "\"" + text + "\""),
            new Rewriting(how("quotes_around_it"), text -> "'" + text + "'"),
            new Rewriting(how("quotes_around_it"), text -> text.replaceAll("(?s)^[\"'](.*)[\"']$", "$1")),
            new Rewriting(how("brackets_around_it"), text -> "[" + text + "]"));

    private static final List<Rewriting> ESCAPES_SIGNED = List.of(
            new Rewriting(Text.of("%u5145"), text -> units(text, "%%u%04X")),
            new Rewriting(Text.of("%u5145"), text -> units(text, "%%u%04x")),
            new Rewriting(Text.of("%u5145"), TextCandidates::escape),
            new Rewriting(Text.of("\\u5145"), text -> units(text, "\\u%04x")),
            new Rewriting(Text.of("\\u5145"), text -> units(text, "\\u%04X")),
            new Rewriting(Text.of("\\u5145"), text -> units(text.replace("/", "\\/"), "\\u%04x")),
            new Rewriting(Text.of("&#20805;"), text -> points(text, point -> "&#" + point + ";")),
            new Rewriting(
                    Text.of("&#x5145;"), text -> points(text, point -> String.format(Locale.ROOT, "&#x%X;", point))),
            new Rewriting(
                    Text.of("&#x5145;"), text -> points(text, point -> String.format(Locale.ROOT, "&#x%x;", point))),
            new Rewriting(Text.of("&amp; &lt; &quot;"), text -> text.replace("&", "&amp;")),
            new Rewriting(Text.of("&amp; &lt; &quot;"), text -> html(text)),
            new Rewriting(Text.of("&amp; &lt; &quot;"), text -> html(text).replace("'", "&#39;")),
            new Rewriting(Text.of("&amp; &lt; &quot;"), text -> html(text).replace("'", "&#039;")),
            new Rewriting(Text.of("&amp; &lt; &quot;"), text -> html(text).replace("'", "&apos;")),
            new Rewriting(Text.of("&nbsp;"), text -> text.replace(" ", "&nbsp;")));

    private static final List<Rewriting> ESCAPES_SENT = List.of(
            new Rewriting(Text.of("%u5145"), text -> replaced(UNIT, text, 16)),
            new Rewriting(Text.of("%u5145"), text -> unescape(text)),
            new Rewriting(Text.of("\\u5145"), text -> replaced(BACKSLASH_UNIT, text, 16)),
            new Rewriting(
                    Text.of("\\u5145"),
                    text -> replaced(BACKSLASH_UNIT, text, 16).replace("\\/", "/")),
            new Rewriting(Text.of("&#20805;"), text -> replaced(REFERENCE, text, 10)),
            new Rewriting(Text.of("&#x5145;"), text -> replaced(HEX_REFERENCE, text, 16)));

    private static final List<Rewriting> ADDRESSES = List.of(
            new Rewriting(how("https_for_http"), text -> address(text, it -> it.replaceFirst("(?i)^http:", "https:"))),
            new Rewriting(how("http_for_https"), text -> address(text, it -> it.replaceFirst("(?i)^https:", "http:"))),
            new Rewriting(how("an_internationalised_host_name"), text -> host(text, IDN::toASCII)),
            new Rewriting(how("an_internationalised_host_name"), text -> host(text, IDN::toUnicode)),
            new Rewriting(how("the_host_in_lower_case"), text -> host(text, it -> it.toLowerCase(Locale.ROOT))),
            new Rewriting(how("a_slash_at_the_end"), text -> address(text, it -> it + "/")),
            new Rewriting(how("a_slash_at_the_end"), text -> address(text, it -> it.replaceFirst("/$", ""))),
            new Rewriting(
                    how("the_port"), text -> address(text, it -> it.replaceFirst("^([a-z]+://[^/:]+):\\d+", "$1"))),
            new Rewriting(
                    how("the_port"), text -> address(text, it -> it.replaceFirst("^(http://[^/:]+)(?=/|$)", "$1:80"))),
            new Rewriting(
                    how("the_port"),
                    text -> address(text, it -> it.replaceFirst("^(http://[^/:]+)(?=/|$)", "$1:8080"))),
            new Rewriting(
                    how("the_port"),
                    text -> address(text, it -> it.replaceFirst("^(https://[^/:]+)(?=/|$)", "$1:443"))),
            new Rewriting(
                    Text.of("www"), text -> host(text, it -> it.startsWith("www.") ? it.substring(4) : "www." + it)),
            new Rewriting(Text.of("localhost"), text -> host(text, it -> it.equals("localhost") ? "127.0.0.1" : it)),
            new Rewriting(Text.of("localhost"), text -> host(text, it -> it.equals("127.0.0.1") ? "localhost" : it)),
            new Rewriting(how("the_query_string"), text -> address(text, it -> it.replaceFirst("(?s)\\?.*", ""))),
            new Rewriting(how("the_fragment"), text -> address(text, it -> it.replaceFirst("(?s)#.*", ""))),
            new Rewriting(how("no_scheme"), text -> address(text, it -> it.replaceFirst("(?i)^https?://", ""))),
            new Rewriting(how("no_scheme"), text -> address(text, it -> it.replaceFirst("(?i)^https?:", ""))),
            new Rewriting(how("two_slashes"), text -> address(text, it -> it.replaceAll("(?<!:)//+", "/"))),
            new Rewriting(
                    how("two_slashes"), text -> address(text, it -> it.replaceFirst("^([a-z]+://[^/]+)/", "$1//"))),
            new Rewriting(
                    how("percent_encoded"), text -> address(text, it -> URLEncoder.encode(it, StandardCharsets.UTF_8))),
            new Rewriting(how("percent_encoded"), text -> address(text, TextCandidates::decode)),
            new Rewriting(how("backslashes"), text -> address(text, it -> it.replace("/", "\\/"))));

    private TextCandidates() {}

    static Stream<Candidate> characters(SigningHypothesis reading, DiagnosisContext scene) {
        return Rewriting.of(reading, CHARACTERS, ValueCandidates::isTypedOrAddress);
    }

    static Stream<Candidate> escapesSigned(SigningHypothesis reading, DiagnosisContext scene) {
        return Rewriting.of(reading, ESCAPES_SIGNED, pair -> true);
    }

    static Stream<Candidate> escapesSent(SigningHypothesis reading, DiagnosisContext scene) {
        return Rewriting.of(reading, ESCAPES_SENT, pair -> true);
    }

    static Stream<Candidate> addresses(SigningHypothesis reading, DiagnosisContext scene) {
        return Rewriting.of(reading, ADDRESSES, pair -> pair.name().endsWith("_url"));
    }

    static Stream<Candidate> times(SigningHypothesis reading, DiagnosisContext scene) {
        List<Rewriting> ways = new ArrayList<>();
        for (String pattern : List.of(
                "yyyy-MM-dd HH:mm:ss",
                "yyyy-MM-dd'T'HH:mm:ss",
                "yyyy-MM-dd'T'HH:mm:ss'Z'",
                "yyyy-MM-dd'T'HH:mm:ss'+08:00'",
                "yyyy-MM-dd'T'HH:mm:ss'+0800'",
                "yyyy-MM-dd'T'HH:mm:ss.000'Z'",
                "yyyy-MM-dd HH:mm:ss.0",
                "yyyy-MM-dd HH:mm:ss.000",
                "yyyy/MM/dd HH:mm:ss",
                "yyyy/M/d H:mm:ss",
                "yyyy-M-d H:mm:ss",
                "yyyy-M-d H:m:s",
                "yyyy-MM-dd HH:mm",
                "yyyy-MM-dd",
                "yyyy-MM-ddHH:mm:ss",
                "yyyyMMddHHmmss",
                "yyyy.MM.dd HH:mm:ss",
                "MM/dd/yyyy HH:mm:ss",
                "M/d/yyyy h:mm:ss a",
                "yyyy-MM-dd hh:mm:ss",
                "yyyy年MM月dd日 HH:mm:ss",
                "EEE MMM dd HH:mm:ss 'CST' yyyy",
                "EEE MMM dd yyyy HH:mm:ss")) {
            DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            ways.add(new Rewriting(how("another_form_of_time"), text -> time(text, formatter)));
        }
        ways.add(new Rewriting(how("seconds_since_1970"), text -> seconds(text, 1)));
        ways.add(new Rewriting(how("milliseconds_since_1970"), text -> seconds(text, 1000)));
        ways.add(new Rewriting(how("another_time_zone"), text -> shifted(text, -8)));
        ways.add(new Rewriting(how("another_time_zone"), text -> shifted(text, 8)));
        ways.add(new Rewriting(how("another_time_zone"), text -> shifted(text, -16)));
        return Rewriting.of(
                reading,
                ways,
                pair -> TIME.matcher(pair.value()).matches()
                        || COMPACT.matcher(pair.value()).matches()
                        || isEpoch(pair));
    }

    /** Assumes that a program parsed and reformatted a number: cents, separators, exponents, overflow of a type. */
    static Stream<Candidate> numbers(SigningHypothesis reading, DiagnosisContext scene) {
        List<Rewriting> ways = List.of(
                new Rewriting(
                        Text.NONE,
                        text -> number(
                                text, it -> it.setScale(0, RoundingMode.DOWN).toPlainString())),
                new Rewriting(
                        Text.NONE,
                        text -> number(
                                text, it -> it.setScale(1, RoundingMode.HALF_UP).toPlainString())),
                new Rewriting(
                        Text.NONE,
                        text -> number(
                                text, it -> it.setScale(2, RoundingMode.HALF_UP).toPlainString())),
                new Rewriting(
                        Text.NONE,
                        text -> number(
                                text, it -> it.setScale(3, RoundingMode.HALF_UP).toPlainString())),
                new Rewriting(
                        Text.NONE,
                        text -> number(
                                text, it -> it.setScale(4, RoundingMode.HALF_UP).toPlainString())),
                new Rewriting(
                        Text.NONE,
                        text -> number(text, it -> it.stripTrailingZeros().toPlainString())),
                new Rewriting(
                        how("in_cents"),
                        text -> number(
                                text,
                                it -> it.movePointRight(2)
                                        .setScale(0, RoundingMode.HALF_UP)
                                        .toPlainString())),
                new Rewriting(
                        how("in_cents"),
                        text -> number(text, it -> it.movePointLeft(2).toPlainString())),
                new Rewriting(
                        how("in_cents"),
                        text -> number(
                                text,
                                it -> it.movePointLeft(2)
                                        .setScale(2, RoundingMode.HALF_UP)
                                        .toPlainString())),
                new Rewriting(
                        how("thousands_separators"),
                        text -> number(text, it -> String.format(Locale.ROOT, "%,.2f", it))),
                new Rewriting(
                        how("thousands_separators"),
                        text -> number(text, it -> String.format(Locale.ROOT, "%,d", it.toBigInteger()))),
                new Rewriting(
                        how("thousands_separators"),
                        text -> text.matches("[0-9,]+(\\.\\d+)?") ? text.replace(",", "") : text),
                new Rewriting(how("a_comma_for_the_point"), text -> number(text, it -> text.replace('.', ','))),
                new Rewriting(
                        how("a_comma_for_the_point"),
                        text -> text.matches("\\d+,\\d+") ? text.replace(',', '.') : text),
                new Rewriting(how("a_currency_sign"), text -> number(text, it -> "￥" + text)),
                new Rewriting(how("a_currency_sign"), text -> number(text, it -> "¥" + text)),
                new Rewriting(how("a_currency_sign"), text -> number(text, it -> "$" + text)),
                new Rewriting(how("a_currency_sign"), text -> number(text, it -> text + "元")),
                new Rewriting(how("a_currency_sign"), text -> text.replaceAll("^[￥¥$]\\s*|元$|RMB", "")),
                new Rewriting(how("an_exponent"), text -> number(text, it -> Double.toString(it.doubleValue()))),
                new Rewriting(how("an_exponent"), text -> number(text, it -> Float.toString(it.floatValue()))),
                new Rewriting(
                        how("an_exponent"),
                        text -> number(
                                text,
                                it -> Double.toString(it.doubleValue())
                                        .replace("E-", "e-0")
                                        .replaceAll("E(?=\\d)", "e+"))),
                new Rewriting(how("an_exponent"), text -> number(text, it -> php(it.doubleValue()))),
                new Rewriting(
                        how("an_exponent"),
                        text -> text.matches("(?i)\\d(\\.\\d+)?e[+-]?\\d+")
                                ? new BigDecimal(text).toPlainString()
                                : text),
                new Rewriting(how("no_leading_zero"), text -> number(text, it -> text.replaceFirst("^0+(?=\\.)", ""))),
                new Rewriting(how("no_leading_zeros"), text -> number(text, it -> text.replaceFirst("^0+(?=\\d)", ""))),
                new Rewriting(how("a_leading_zero"), text -> number(text, it -> "0" + text)),
                new Rewriting(how("a_leading_zero"), text -> text.matches("\\.\\d+") ? "0" + text : text),
                new Rewriting(how("a_plus_sign"), text -> number(text, it -> "+" + text)),
                new Rewriting(
                        how("a_minus_sign"),
                        text -> number(text, it -> text.startsWith("-") ? text.substring(1) : "-" + text)),
                new Rewriting(
                        how("a_rounded_float"),
                        text -> number(text, it -> new BigDecimal(it.floatValue()).toPlainString())),
                new Rewriting(
                        how("a_rounded_float"), text -> number(text, it -> Double.toString((double) it.floatValue()))),
                new Rewriting(
                        how("a_rounded_float"),
                        text -> number(text, it -> new BigDecimal(it.doubleValue()).toPlainString())));
        Stream<Candidate> digits = reading.signable().stream()
                .filter(pair -> pair.value().matches("\\d{15,30}"))
                .flatMap(pair -> precision(pair.value()).map(value -> ValueCandidates.change(reading, pair, value)));
        return Stream.concat(Rewriting.of(reading, ways, pair -> pair.value().length() < 30), digits);
    }

    /** Returns what a long number may have been before a spreadsheet or a double rounded it. */
    private static Stream<String> precision(String digits) {
        String start = digits.substring(0, digits.length() - 1);
        Stream<String> last = digits.endsWith("0") ? IntStream.range(1, 10).mapToObj(i -> start + i) : Stream.empty();
        Stream<String> two = digits.endsWith("00")
                ? IntStream.range(1, 100)
                        .mapToObj(i -> digits.substring(0, digits.length() - 2) + String.format(Locale.ROOT, "%02d", i))
                : Stream.empty();
        Stream<String> rounded = Stream.of(
                new BigDecimal(Double.parseDouble(digits)).toPlainString(),
                digits.length() > 15 ? digits.substring(0, 15) + "0".repeat(digits.length() - 15) : digits,
                digits.length() <= 19 ? near(digits) : digits);
        Stream<String> around = IntStream.rangeClosed(-4, 4)
                .mapToObj(i -> new java.math.BigInteger(digits)
                        .add(java.math.BigInteger.valueOf(i))
                        .toString());
        return Stream.of(rounded, last, two, around).flatMap(it -> it);
    }

    private static String near(String digits) {
        return Long.toString((long) Double.parseDouble(digits));
    }

    private static String php(double value) {
        String text = String.format(Locale.ROOT, "%.13E", value);
        return text.replaceAll("0+E", "E").replace(".E", "E").replaceAll("E([+-])0", "E$1");
    }

    private static String number(String text, java.util.function.Function<BigDecimal, String> way) {
        return text.matches("-?\\d{1,20}(\\.\\d{1,8})?") ? way.apply(new BigDecimal(text)) : text;
    }

    private static boolean isEpoch(Parameter pair) {
        return (pair.name().startsWith("gmt_") || pair.name().endsWith("_time"))
                && pair.value().matches("1\\d{9}(\\d{3})?");
    }

    private static LocalDateTime when(String text) {
        try {
            Matcher time = TIME.matcher(text);
            Matcher compact = COMPACT.matcher(text);
            Matcher found = time.matches() ? time : compact.matches() ? compact : null;
            if (found == null) {
                return text.matches("1\\d{9}(\\d{3})?")
                        ? LocalDateTime.ofInstant(
                                Instant.ofEpochSecond(Long.parseLong(text.substring(0, 10))), ZoneOffset.ofHours(8))
                        : null;
            }
            int[] parts = IntStream.rangeClosed(1, 6)
                    .map(i -> found.group(i) == null ? 0 : Integer.parseInt(found.group(i)))
                    .toArray();
            return LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
        } catch (DateTimeException e) {
            // The digits are not a time.
            return null;
        }
    }

    private static String time(String text, DateTimeFormatter formatter) {
        LocalDateTime when = when(text);
        return when == null ? text : formatter.format(when);
    }

    private static String seconds(String text, int factor) {
        LocalDateTime when = when(text);
        return when == null ? text : Long.toString(when.toEpochSecond(ZoneOffset.ofHours(8)) * factor);
    }

    private static String shifted(String text, int hours) {
        LocalDateTime when = when(text);
        return when == null ? text : PROTOCOL.format(when.plusHours(hours));
    }

    private static String address(String text, UnaryOperator<String> change) {
        boolean is = ADDRESS.matcher(text).matches() || text.matches("(?i)https?%3A.*");
        return is ? change.apply(text) : text;
    }

    private static String host(String text, UnaryOperator<String> change) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches()) {
            return text;
        }
        try {
            return text.substring(0, address.start(2))
                    + change.apply(address.group(2))
                    + text.substring(address.end(2));
        } catch (IllegalArgumentException e) {
            // Not a host name, so it cannot have been rewritten.
            return text;
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A malformed escape, so it cannot have been decoded.
            return text;
        }
    }

    private static String units(String text, String format) {
        return text.chars()
                .mapToObj(unit -> unit < 0x80 ? String.valueOf((char) unit) : String.format(Locale.ROOT, format, unit))
                .collect(Collectors.joining());
    }

    private static String points(String text, java.util.function.IntFunction<String> write) {
        return text.codePoints()
                .mapToObj(point -> point < 0x80 ? Character.toString(point) : write.apply(point))
                .collect(Collectors.joining());
    }

    /** Encodes as JavaScript's {@code escape} does. */
    private static String escape(String text) {
        return text.chars()
                .mapToObj(unit -> unit < 0x80
                                && "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@*_+-./".indexOf(unit)
                                        >= 0
                        ? String.valueOf((char) unit)
                        : String.format(Locale.ROOT, unit < 0x100 ? "%%%02X" : "%%u%04X", unit))
                .collect(Collectors.joining());
    }

    private static String unescape(String text) {
        String units = replaced(UNIT, text, 16);
        return units.equals(text) ? text : replaced(OCTET, units, 16);
    }

    private static String replaced(Pattern pattern, String text, int radix) {
        return pattern.matcher(text).replaceAll(found -> {
            int point = Integer.parseInt(found.group(1), radix);
            return Matcher.quoteReplacement(
                    point <= 0xFFFF
                            ? String.valueOf((char) point)
                            : Character.isValidCodePoint(point) ? Character.toString(point) : found.group());
        });
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String narrow(String text) {
        return text.chars()
                .mapToObj(c -> String.valueOf((char) (c > 0xFF00 && c < 0xFF5F ? c - 0xFEE0 : c == 0x3000 ? ' ' : c)))
                .collect(Collectors.joining())
                .replace('。', '.')
                .replace('、', ',');
    }

    private static String wide(String text) {
        return text.chars()
                .mapToObj(c -> String.valueOf((char) (c > ' ' && c < 0x7F ? c + 0xFEE0 : c == ' ' ? 0x3000 : c)))
                .collect(Collectors.joining());
    }

    private static String widePunctuation(String text) {
        Map<String, String> marks = Map.of(",", "，", "(", "（", ")", "）", ":", "：", ";", "；", "!", "！", "?", "？");
        String wide = text;
        for (Map.Entry<String, String> mark : marks.entrySet()) {
            wide = wide.replace(mark.getKey(), mark.getValue());
        }
        return wide;
    }

    private static String straight(String text) {
        return text.replaceAll("[“”„‟″]", "\"").replaceAll("[‘’‚‛′`]", "'");
    }

    private static String curly(String text, String open, String close, String openSingle, String closeSingle) {
        StringBuilder curly = new StringBuilder();
        boolean inside = false;
        boolean insideSingle = false;
        for (char c : text.toCharArray()) {
            if (c == '"') {
                curly.append(inside ? close : open);
                inside = !inside;
            } else if (c == '\'') {
                curly.append(insideSingle ? closeSingle : openSingle);
                insideSingle = !insideSingle;
            } else {
                curly.append(c);
            }
        }
        return curly.toString();
    }
}
