package com.alipay.diagnosis.signature;

import static com.alipay.diagnosis.signature.Candidate.how;

import com.alipay.diagnosis.signature.SigningHypothesis.Parameter;
import com.alipay.diagnosis.signature.SigningHypothesis.Scheme;
import com.alipay.protocol.FormData;
import com.alipay.protocol.ParameterNames;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds causes that are visible in the bytes, whether or not a signature matches. */
final class MessageInspector {
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    /** U+FFFD in UTF-8. */
    private static final String REPLACEMENT = "\u00EF\u00BF\u00BD";

    /** In this type the vendor's PHP sample 3.3 sends its calls from server to server. */
    private static final String READ_BY_THE_GATEWAY = "multipart/form-data";

    private MessageInspector() {}

    /** Returns why a message is rejected although its signature matches; empty for a correct one. */
    static List<DetectedMistake> defects(SigningHypothesis agreed, SigningHypothesis received, DiagnosisContext scene) {
        List<DetectedMistake> found = new ArrayList<>();
        charset(agreed, scene).ifPresent(found::add);
        parameterInside(agreed).ifPresent(found::add);
        if (agreed.pairs().equals(received.pairs())) {
            badEscape(received).ifPresent(found::add);
        }
        String type = scene.specimen().contentType();
        if (type.equals(DiagnosisInput.FRAGMENT)) {
            found.add(new DetectedMistake(SignatureMistake.CUT_AT_HASH, ""));
        } else if (!type.isEmpty() && !(scene.specimen().isRequest() && type.equals(READ_BY_THE_GATEWAY))) {
            found.add(new DetectedMistake(SignatureMistake.BODY_NOT_A_FORM, type));
        }
        if (scene.specimen().isRequest()) {
            signType(received, agreed).ifPresent(found::add);
            charsetInQuery(received, scene).ifPresent(found::add);
        }
        return found;
    }

    /** Returns why no hypothesis can match; empty if the bytes do not show it. */
    static List<DetectedMistake> truncation(SigningHypothesis received, DiagnosisContext scene) {
        List<DetectedMistake> found = new ArrayList<>();
        shapeOfSign(received, scene).ifPresent(found::add);
        String lost = received.signable().stream()
                .filter(pair -> pair.value().contains(REPLACEMENT) || isQuestionMarks(pair))
                .map(pair -> ParameterCandidates.shown(pair.name(), received))
                .collect(Collectors.joining(", "));
        if (!lost.isEmpty()) {
            found.add(new DetectedMistake(SignatureMistake.CHARACTERS_LOST, lost));
        }
        if (endsWithinAnEscape(scene.specimen())
                && found.stream().noneMatch(it -> it.mistake() == SignatureMistake.BODY_CUT)) {
            found.add(new DetectedMistake(SignatureMistake.BODY_CUT, ""));
        }
        return found;
    }

    private static Optional<DetectedMistake> charset(SigningHypothesis agreed, DiagnosisContext scene) {
        Charset configured = agreed.charset();
        Charset other = CharsetCandidates.other(configured);
        Stream<String> octets = agreed.pairs().stream().flatMap(pair -> Stream.of(pair.name(), pair.value()));
        List<String> strange =
                octets.filter(it -> ByteString.text(it, configured).isEmpty()).toList();
        boolean theirs = !strange.isEmpty()
                && strange.stream().allMatch(it -> ByteString.text(it, other).isPresent());
        return theirs || isRatherUtf8(agreed)
                ? Optional.of(new DetectedMistake(
                        SignatureMistake.OTHER_CHARSET, how("configured_and_received", configured, other)))
                : Optional.empty();
    }

    /** GBK accepts nearly any bytes, UTF-8 hardly any: text that is common in UTF-8 but not in GBK was never GBK. */
    private static boolean isRatherUtf8(SigningHypothesis agreed) {
        List<String> octets = agreed.pairs().stream()
                .map(Parameter::value)
                .filter(value -> !ByteString.isAscii(value))
                .toList();
        return agreed.charset().equals(CharsetCandidates.GBK)
                && octets.stream()
                        .allMatch(it -> CharsetCandidates.isEveryday(ByteString.text(it, StandardCharsets.UTF_8)))
                && octets.stream()
                        .anyMatch(it -> !CharsetCandidates.isEveryday(ByteString.text(it, CharsetCandidates.GBK)));
    }

    private static Optional<DetectedMistake> parameterInside(SigningHypothesis agreed) {
        return agreed.signable().stream()
                .filter(pair -> ParameterNames.smuggled(pair.value()).isPresent())
                .map(pair -> new DetectedMistake(
                        SignatureMistake.PARAMETER_INSIDE_VALUE, ParameterCandidates.shown(pair.name(), agreed)))
                .findFirst();
    }

    private static Optional<DetectedMistake> badEscape(SigningHypothesis received) {
        return received.pairs().stream()
                .filter(pair -> BAD_ESCAPE.matcher(pair.wire()).find())
                .map(pair -> new DetectedMistake(
                        SignatureMistake.BAD_ESCAPE, ParameterCandidates.shown(pair.name(), received)))
                .findFirst();
    }

    private static Optional<DetectedMistake> signType(SigningHypothesis received, SigningHypothesis agreed) {
        String scheme = agreed.scheme() == Scheme.RSA ? "RSA" : "MD5";
        return received.value("sign_type").equals(scheme)
                ? Optional.empty()
                : Optional.of(new DetectedMistake(SignatureMistake.SIGN_TYPE_MISDECLARED, scheme));
    }

    private static Optional<DetectedMistake> charsetInQuery(SigningHypothesis received, DiagnosisContext scene) {
        boolean named = FormData.parse(scene.specimen().query(), StandardCharsets.ISO_8859_1).fields().stream()
                .anyMatch(field ->
                        field.name().equals("_input_charset") && !field.value().isEmpty());
        boolean ascii = received.signable().stream().map(Parameter::value).allMatch(ByteString::isAscii);
        return named || ascii || received.charset().equals(CharsetCandidates.GBK)
                ? Optional.empty()
                : Optional.of(new DetectedMistake(SignatureMistake.CHARSET_NOT_IN_QUERY, ""));
    }

    /** Detects messages of other interfaces, which are signed by other rules. */
    static List<DetectedMistake> neighbour(SigningHypothesis received) {
        if (received.has("notify_data")
                || received.has("sec_id")
                || received.has("req_data")
                || received.has("res_data")) {
            return List.of(new DetectedMistake(SignatureMistake.WAP_MESSAGE, ""));
        }
        boolean open = received.has("app_id") || received.has("auth_app_id") || received.has("biz_content");
        return open ? List.of(new DetectedMistake(SignatureMistake.OPEN_PLATFORM_MESSAGE, "")) : List.of();
    }

    private static Optional<DetectedMistake> shapeOfSign(SigningHypothesis received, DiagnosisContext scene) {
        String sign = received.sign();
        if (sign.isEmpty()) {
            return Optional.of(new DetectedMistake(SignatureMistake.SIGN_MISSING, ""));
        }
        boolean md5 = SigningCandidates.MD5_ANY_CASE.matcher(sign.strip()).matches();
        if (md5 && received.scheme() == Scheme.RSA) {
            return Optional.of(new DetectedMistake(SignatureMistake.MD5_FOR_RSA, ""));
        }
        List<SigningCandidates.Written> written =
                SigningCandidates.written(received, !scene.specimen().isRequest());
        if (!written.isEmpty()) {
            DetectedMistake first = written.get(0).found().get(0);
            DetectedMistake last = written.get(written.size() - 1).found().get(0);
            return Optional.of(first.mistake() == last.mistake() ? first : last);
        }
        boolean atTheEnd =
                received.pairs().get(received.pairs().size() - 1).name().equals("sign");
        boolean rsa = !md5 && SigningCandidates.RSA.matcher(sign).matches();
        if (rsa && received.scheme() == Scheme.MD5) {
            return Optional.of(new DetectedMistake(SignatureMistake.RSA_FOR_MD5, ""));
        }
        if (!md5 && !rsa) {
            boolean beginning = sign.matches("[0-9a-f]{1,31}")
                    && atTheEnd
                    && !scene.specimen().isRequest();
            return Optional.of(
                    beginning
                            ? new DetectedMistake(SignatureMistake.BODY_CUT, "sign")
                            : new DetectedMistake(SignatureMistake.SIGN_MALFORMED, ""));
        }
        return Optional.empty();
    }

    /** Returns whether a text typed by a person consists of question marks after a lossy conversion. */
    private static boolean isQuestionMarks(Parameter pair) {
        return ValueCandidates.isTyped(pair)
                && pair.value().matches("(?s).*\\?{2,}.*")
                && ByteString.isAscii(pair.value());
    }

    private static boolean endsWithinAnEscape(DiagnosisInput specimen) {
        byte[] raw = specimen.body().length > 0 ? specimen.body() : specimen.query();
        return ByteString.of(raw).matches("(?s).*%[0-9A-Fa-f]?");
    }
}
