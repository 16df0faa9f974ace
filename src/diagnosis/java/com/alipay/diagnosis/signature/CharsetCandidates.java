package com.alipay.diagnosis.signature;

import static com.alipay.diagnosis.signature.Candidate.how;

import com.alipay.diagnosis.signature.SigningHypothesis.Parameter;
import com.alipay.protocol.CharsetCodec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Generates candidates for charset mistakes: the same text in other bytes. */
final class CharsetCandidates {
    static final Charset GBK = Charset.forName("GBK");
    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private CharsetCandidates() {}

    /** Returns the other of the two charsets a site can use. */
    static Charset other(Charset charset) {
        return charset.equals(GBK) ? StandardCharsets.UTF_8 : GBK;
    }

    /** Assumes that the text was signed in one charset and sent in the other. */
    static Stream<Candidate> recoded(SigningHypothesis reading, DiagnosisContext scene) {
        Charset other = other(reading.charset());
        return every(
                reading,
                octets -> ByteString.text(octets, reading.charset())
                        .filter(text -> CharsetCodec.uncarried(text, other).isEmpty())
                        .map(text -> ByteString.of(text, other)))
                .map(changed -> new Candidate(changed.with(other), how("signed_and_sent", other, reading.charset())))
                .stream();
    }

    /** Assumes that bytes of another charset were decoded as ISO-8859-1 and encoded again, even after they had been correct. */
    static Stream<Candidate> latin1(SigningHypothesis reading, DiagnosisContext scene) {
        Stream<Optional<SigningHypothesis>> readings = Stream.of(
                every(reading, octets -> reread(octets, reading.charset(), StandardCharsets.ISO_8859_1)),
                every(reading, octets -> reread(octets, reading.charset(), WINDOWS)),
                every(reading, octets -> Optional.of(ByteString.of(octets, StandardCharsets.UTF_8))));
        return readings.flatMap(Optional::stream).map(changed -> new Candidate(changed.with(guess(changed)), ""));
    }

    /** Assumes that UTF-8 bytes were decoded as GBK and encoded again, or the reverse. */
    static Stream<Candidate> doubled(SigningHypothesis reading, DiagnosisContext scene) {
        Charset other = other(reading.charset());
        Stream<Optional<SigningHypothesis>> readings = Stream.of(
                every(
                        reading,
                        octets -> reread(octets, reading.charset(), other)
                                .filter(before -> looksBetter(before, octets, reading.charset()))),
                every(
                        reading,
                        octets -> ByteString.text(octets, other)
                                .filter(text -> CharsetCodec.uncarried(text, reading.charset())
                                        .isEmpty())
                                .map(text -> ByteString.of(text, reading.charset()))));
        return readings.flatMap(Optional::stream)
                .map(changed -> new Candidate(changed, reading.charset() + ", " + other));
    }

    /** Assumes that the text was signed after a charset had replaced the characters it lacks by {@code ?} or U+FFFD. */
    static Stream<Candidate> replaced(SigningHypothesis reading, DiagnosisContext scene) {
        Stream<Candidate> questionMarks = Stream.of(StandardCharsets.ISO_8859_1, GB2312)
                .flatMap(poor -> every(
                        reading,
                        octets -> ByteString.text(octets, reading.charset()).map(text -> ByteString.of(text, poor)))
                        .map(changed -> new Candidate(changed, poor.name()))
                        .stream());
        Charset wrong = other(reading.charset());
        Stream<Candidate> marks =
                every(reading, octets -> Optional.of(ByteString.of(ByteString.shown(octets, wrong), reading.charset())))
                        .map(changed -> new Candidate(changed, wrong.name()))
                        .stream();
        return Stream.concat(questionMarks, marks);
    }

    /** Assumes that the text was signed in an encoding that no site uses: UTF-16, Big5, the low byte of each UTF-16 unit. */
    static Stream<Candidate> otherBytes(SigningHypothesis reading, DiagnosisContext scene) {
        boolean beyond = reading.signable().stream().anyMatch(pair -> !ByteString.isAscii(pair.value()));
        return Stream.of(TextForm.values())
                .filter(form -> form.isBytes() && form != TextForm.AS_IT_IS)
                .filter(form -> beyond || form.name().startsWith("UTF_16"))
                .map(form -> new Candidate(reading.with(reading.joining().with(form)), how("form." + form.name())));
    }

    /** Decodes the bytes in {@code charset} and encodes the text in {@code before}; empty if either is impossible. */
    private static Optional<String> reread(String octets, Charset charset, Charset before) {
        return ByteString.text(octets, charset)
                .filter(text -> before.newEncoder().canEncode(text))
                .map(text -> ByteString.of(text, before));
    }

    /**
     * Returns whether {@code octets} are common text in a charset and {@code others} are not. Text decoded in the wrong charset
     * is full of characters outside GB2312, which has 6,763 Chinese characters.
     */
    static boolean looksBetter(String octets, String others, Charset charset) {
        return isEveryday(ByteString.text(octets, charset)) && !isEveryday(ByteString.text(others, charset));
    }

    static boolean isEveryday(Optional<String> text) {
        return text.filter(it -> GB2312.newEncoder().canEncode(it)).isPresent();
    }

    private static Charset guess(SigningHypothesis reading) {
        boolean utf8 = reading.pairs().stream()
                .allMatch(pair ->
                        ByteString.text(pair.value(), StandardCharsets.UTF_8).isPresent());
        return utf8 ? StandardCharsets.UTF_8 : GBK;
    }

    /** Returns the hypothesis with every non-ASCII name and value changed; empty if one cannot be changed or there is none. */
    private static Optional<SigningHypothesis> every(
            SigningHypothesis reading, Function<String, Optional<String>> change) {
        List<Parameter> pairs = new ArrayList<>();
        boolean any = false;
        for (Parameter pair : reading.pairs()) {
            Optional<String> name = changed(pair.name(), change);
            Optional<String> value = changed(pair.value(), change);
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            any = any || !name.get().equals(pair.name()) || !value.get().equals(pair.value());
            pairs.add(pair.withName(name.get()).withValue(value.get()));
        }
        return any ? Optional.of(reading.withPairs(pairs)) : Optional.empty();
    }

    private static Optional<String> changed(String octets, Function<String, Optional<String>> change) {
        return ByteString.isAscii(octets) ? Optional.of(octets) : change.apply(octets);
    }
}
