package com.alipay.diagnosis;

import com.alipay.diagnosis.Reading.Pair;
import com.alipay.diagnosis.Reading.Scheme;
import com.alipay.trade.ParameterNames;
import com.alipay.util.FormData;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is seen in the bytes themselves, whatever a signature says. */
final class Symptoms {
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    /** U+FFFD in UTF-8. */
    private static final String REPLACEMENT = "\u00EF\u00BF\u00BD";

    private Symptoms() {}

    /** Why a reading whose signature agrees is still not accepted; nothing for a good one. */
    static List<Found> blemishes(Reading agreed, Reading received, Scene scene) {
        List<Found> found = new ArrayList<>();
        charset(agreed, scene).ifPresent(found::add);
        parameterInside(agreed).ifPresent(found::add);
        if (agreed.pairs().equals(received.pairs())) {
            badEscape(received).ifPresent(found::add);
        }
        if (!scene.specimen().contentType().isEmpty()) {
            found.add(
                    scene.specimen().contentType().equals(Specimen.FRAGMENT)
                            ? new Found(Mistake.CUT_AT_HASH, "")
                            : new Found(
                                    Mistake.BODY_NOT_A_FORM, scene.specimen().contentType()));
        }
        if (scene.specimen().isRequest()) {
            signType(received, agreed).ifPresent(found::add);
            charsetInQuery(received, scene).ifPresent(found::add);
        }
        return found;
    }

    /** Why no reading can agree; nothing if the bytes do not tell. */
    static List<Found> damage(Reading received, Scene scene) {
        List<Found> found = new ArrayList<>();
        shapeOfSign(received, scene).ifPresent(found::add);
        String lost = received.signable().stream()
                .filter(pair -> pair.value().contains(REPLACEMENT) || isQuestionMarks(pair))
                .map(pair -> ParameterSteps.shown(pair.name(), received))
                .collect(Collectors.joining(", "));
        if (!lost.isEmpty()) {
            found.add(new Found(Mistake.CHARACTERS_LOST, lost));
        }
        if (endsWithinAnEscape(scene.specimen()) && found.stream().noneMatch(it -> it.mistake() == Mistake.BODY_CUT)) {
            found.add(new Found(Mistake.BODY_CUT, ""));
        }
        return found;
    }

    private static Optional<Found> charset(Reading agreed, Scene scene) {
        Charset configured = agreed.charset();
        Charset other = CharsetSteps.other(configured);
        Stream<String> octets = agreed.pairs().stream().flatMap(pair -> Stream.of(pair.name(), pair.value()));
        List<String> strange =
                octets.filter(it -> Octets.text(it, configured).isEmpty()).toList();
        boolean theirs = !strange.isEmpty()
                && strange.stream().allMatch(it -> Octets.text(it, other).isPresent());
        return theirs || isRatherUtf8(agreed)
                ? Optional.of(new Found(Mistake.OTHER_CHARSET, configured + " configured, " + other + " received"))
                : Optional.empty();
    }

    /** GBK takes nearly every byte, UTF-8 hardly any: what is everyday text in UTF-8 and none in GBK was never GBK. */
    private static boolean isRatherUtf8(Reading agreed) {
        List<String> octets = agreed.pairs().stream()
                .map(Pair::value)
                .filter(value -> !Octets.isAscii(value))
                .toList();
        return agreed.charset().equals(CharsetSteps.GBK)
                && octets.stream().allMatch(it -> CharsetSteps.isEveryday(Octets.text(it, StandardCharsets.UTF_8)))
                && octets.stream().anyMatch(it -> !CharsetSteps.isEveryday(Octets.text(it, CharsetSteps.GBK)));
    }

    private static Optional<Found> parameterInside(Reading agreed) {
        return agreed.signable().stream()
                .filter(pair -> ParameterNames.smuggled(pair.value()).isPresent())
                .map(pair -> new Found(Mistake.PARAMETER_INSIDE_VALUE, ParameterSteps.shown(pair.name(), agreed)))
                .findFirst();
    }

    private static Optional<Found> badEscape(Reading received) {
        return received.pairs().stream()
                .filter(pair -> BAD_ESCAPE.matcher(pair.wire()).find())
                .map(pair -> new Found(Mistake.BAD_ESCAPE, ParameterSteps.shown(pair.name(), received)))
                .findFirst();
    }

    private static Optional<Found> signType(Reading received, Reading agreed) {
        String scheme = agreed.scheme() == Scheme.RSA ? "RSA" : "MD5";
        return received.value("sign_type").equals(scheme)
                ? Optional.empty()
                : Optional.of(new Found(Mistake.SIGN_TYPE_MISDECLARED, scheme));
    }

    private static Optional<Found> charsetInQuery(Reading received, Scene scene) {
        boolean named = FormData.parse(scene.specimen().query(), StandardCharsets.ISO_8859_1).fields().stream()
                .anyMatch(field ->
                        field.name().equals("_input_charset") && !field.value().isEmpty());
        boolean ascii = received.signable().stream().map(Pair::value).allMatch(Octets::isAscii);
        return named || ascii || received.charset().equals(CharsetSteps.GBK)
                ? Optional.empty()
                : Optional.of(new Found(Mistake.CHARSET_NOT_IN_QUERY, ""));
    }

    /** Messages that other rules sign. */
    static List<Found> neighbour(Reading received) {
        if (received.has("notify_data")
                || received.has("sec_id")
                || received.has("req_data")
                || received.has("res_data")) {
            return List.of(new Found(Mistake.WAP_MESSAGE, ""));
        }
        boolean open = received.has("app_id") || received.has("auth_app_id") || received.has("biz_content");
        return open ? List.of(new Found(Mistake.OPEN_PLATFORM_MESSAGE, "")) : List.of();
    }

    private static Optional<Found> shapeOfSign(Reading received, Scene scene) {
        String sign = received.sign();
        if (sign.isEmpty()) {
            return Optional.of(new Found(Mistake.SIGN_MISSING, ""));
        }
        boolean md5 = SigningSteps.MD5_ANY_CASE.matcher(sign.strip()).matches();
        if (md5 && received.scheme() == Scheme.RSA) {
            return Optional.of(new Found(Mistake.MD5_FOR_RSA, ""));
        }
        List<SigningSteps.Written> written =
                SigningSteps.written(received, !scene.specimen().isRequest());
        if (!written.isEmpty()) {
            Found first = written.get(0).found().get(0);
            Found last = written.get(written.size() - 1).found().get(0);
            return Optional.of(first.mistake() == last.mistake() ? first : last);
        }
        boolean atTheEnd =
                received.pairs().get(received.pairs().size() - 1).name().equals("sign");
        boolean rsa = !md5 && SigningSteps.RSA.matcher(sign).matches();
        if (rsa && received.scheme() == Scheme.MD5) {
            return Optional.of(new Found(Mistake.RSA_FOR_MD5, ""));
        }
        if (!md5 && !rsa) {
            boolean beginning = sign.matches("[0-9a-f]{1,31}")
                    && atTheEnd
                    && !scene.specimen().isRequest();
            return Optional.of(beginning ? new Found(Mistake.BODY_CUT, "sign") : new Found(Mistake.SIGN_MALFORMED, ""));
        }
        return Optional.empty();
    }

    /** Text that somebody typed, of which question marks are left. */
    private static boolean isQuestionMarks(Pair pair) {
        return ValueSteps.isTyped(pair) && pair.value().matches("(?s).*\\?{2,}.*") && Octets.isAscii(pair.value());
    }

    private static boolean endsWithinAnEscape(Specimen specimen) {
        byte[] raw = specimen.body().length > 0 ? specimen.body() : specimen.query();
        return Octets.of(raw).matches("(?s).*%[0-9A-Fa-f]?");
    }
}
