package com.alipay.diagnosis.signature;

import com.alipay.diagnosis.signature.SigningHypothesis.Parameter;
import com.alipay.protocol.ParameterNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Generates candidates for HTML mistakes: what a page, a browser or a filter changed in the text of an attribute. */
final class HtmlCandidates {
    /** Entities that browsers also accept without a semicolon ({@code &not}, {@code &copy}), for U+00A0 to U+00FF in order. */
    private static final List<String> LATIN =
            List.of(("nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr"
                            + " deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest"
                            + " Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml"
                            + " ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig"
                            + " agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml"
                            + " eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml")
                    .split(" "));

    /** A numeric reference, which browsers post from a GBK page for a character that GBK lacks. */
    private static final Pattern REFERENCE = Pattern.compile("&#(1[6-9][0-9]|2[0-4][0-9]|25[0-5]);");

    private HtmlCandidates() {}

    /** Assumes that the page wrote the text unescaped, so the browser read {@code &copy} as ©, {@code &amp;} as &amp;. */
    static Stream<Candidate> entityEaten(SigningHypothesis reading, DiagnosisContext scene) {
        return Stream.of(
                        latin(reading, code -> "&" + LATIN.get(code - 0xA0)),
                        latin(reading, code -> "&" + LATIN.get(code - 0xA0) + ";"),
                        notOnly(reading),
                        escape(reading, value -> value.replace("&", "&amp;")),
                        escape(reading, HtmlCandidates::escapeAngles),
                        escape(reading, HtmlCandidates::escapeAll),
                        escape(reading, value -> escapeAll(value).replace("'", "&#39;")),
                        escape(reading, value -> escapeAll(value).replace("'", "&#039;")))
                .map(other -> new Candidate(other, ""));
    }

    /** Assumes that a page or filter escaped text for HTML: {@code &amp;amp;} in an address, {@code &lt;} in a value. */
    static Stream<Candidate> escaped(SigningHypothesis reading, DiagnosisContext scene) {
        SigningHypothesis names = reading.withPairs(reading.pairs().stream()
                .map(pair -> pair.name().startsWith("amp;")
                        ? pair.withName(pair.name().substring(4))
                        : pair)
                .toList());
        SigningHypothesis values = escape(reading, HtmlCandidates::unescapeAll);
        SigningHypothesis both = escape(names, HtmlCandidates::unescapeAll);
        return Stream.of(names, values, both)
                .map(other -> other.sign().isEmpty() ? other.withSign(other.value("sign"), other.scheme()) : other)
                .map(other -> new Candidate(other, ""));
    }

    private static SigningHypothesis escape(SigningHypothesis reading, UnaryOperator<String> change) {
        return reading.withValues(change);
    }

    private static SigningHypothesis latin(SigningHypothesis reading, IntFunction<String> name) {
        return restore(reading, code -> code >= 0xA0 && code <= 0xFF ? name.apply(code) : null);
    }

    private static SigningHypothesis notOnly(SigningHypothesis reading) {
        return restore(reading, code -> code == 0xAC ? "&not" : null);
    }

    /** Restores entities and, where an entity had absorbed the {@code &} before a parameter, that parameter as well. */
    private static SigningHypothesis restore(SigningHypothesis reading, IntFunction<String> entity) {
        List<Parameter> pairs = new ArrayList<>();
        for (Parameter pair : reading.pairs()) {
            Optional<String> text = ByteString.text(pair.value(), reading.charset());
            if (text.isEmpty() || ParameterNames.isUnsigned(pair.name())) {
                pairs.add(pair);
                continue;
            }
            String plain = REFERENCE
                    .matcher(text.get())
                    .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1))));
            String restored = IntStream.range(0, plain.length())
                    .mapToObj(i -> {
                        String name = entity.apply(plain.charAt(i));
                        return name == null ? String.valueOf(plain.charAt(i)) : name;
                    })
                    .collect(Collectors.joining());
            if (restored.equals(plain)) {
                pairs.add(pair);
            } else {
                pairs.addAll(parted(pair, ByteString.of(restored, reading.charset())));
            }
        }
        return reading.withPairs(pairs);
    }

    /** Returns one parameter, or several if the value contains parameters of the protocol. */
    private static List<Parameter> parted(Parameter pair, String value) {
        Optional<String> hidden = ParameterNames.smuggled(value);
        if (hidden.isEmpty()) {
            return List.of(pair.withValue(value));
        }
        int at = value.indexOf("&" + hidden.get() + "=");
        List<Parameter> pairs = new ArrayList<>();
        pairs.add(pair.withValue(value.substring(0, at)));
        String rest = value.substring(at + hidden.get().length() + 2);
        pairs.addAll(parted(new Parameter(hidden.get(), rest, rest), rest));
        return pairs;
    }

    private static String escapeAngles(String value) {
        return value.replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String escapeAll(String value) {
        return escapeAngles(value.replace("&", "&amp;")).replace("\"", "&quot;");
    }

    private static String unescapeAll(String value) {
        return value.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&#039;", "'")
                .replace("&#x27;", "'")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
