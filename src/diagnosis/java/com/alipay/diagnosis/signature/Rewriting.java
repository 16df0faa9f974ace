package com.alipay.diagnosis.signature;

import static com.alipay.diagnosis.signature.Candidate.how;

import com.alipay.diagnosis.signature.SigningHypothesis.Parameter;
import com.alipay.i18n.Text;
import com.alipay.protocol.ParameterNames;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One way in which programs rewrite a value. It is tried on all values that it changes together, and on each of them alone.
 *
 * @param detail the text that describes it in a diagnosis
 * @param change maps a value to its rewritten form; returns it unchanged or null where it does not apply
 */
record Rewriting(Text detail, UnaryOperator<String> change) {

    /** Returns every candidate of these ways for the parameters that match the predicate. */
    static Stream<Candidate> of(SigningHypothesis reading, List<Rewriting> ways, Predicate<Parameter> pairs) {
        return ways.stream().flatMap(way -> way.steps(reading, pairs));
    }

    private Stream<Candidate> steps(SigningHypothesis reading, Predicate<Parameter> taken) {
        List<Parameter> changed = reading.pairs().stream()
                .map(pair -> changed(reading, pair, taken))
                .toList();
        List<Integer> places = java.util.stream.IntStream.range(0, changed.size())
                .filter(i -> changed.get(i) != reading.pairs().get(i))
                .boxed()
                .toList();
        Stream<Candidate> all = places.size() > 1
                ? Stream.of(new Candidate(reading.withPairs(changed), shown(places, reading)))
                : Stream.empty();
        Stream<Candidate> one = places.stream()
                .map(i -> new Candidate(
                        reading.replacing(reading.pairs().get(i), changed.get(i)), shown(List.of(i), reading)));
        return Stream.concat(all, one);
    }

    private Parameter changed(SigningHypothesis reading, Parameter pair, Predicate<Parameter> taken) {
        if (pair.isEmpty() || ParameterNames.isUnsigned(pair.name()) || !taken.test(pair)) {
            return pair;
        }
        return ByteString.text(pair.value(), reading.charset())
                .map(change)
                .filter(Objects::nonNull)
                .map(text -> pair.withValue(ByteString.of(text, reading.charset())))
                .orElse(pair);
    }

    private Text shown(List<Integer> places, SigningHypothesis reading) {
        String names = ParameterCandidates.names(
                places.stream().map(i -> reading.pairs().get(i)).toList(), reading);
        return detail.isEmpty() ? Text.of(names) : how("of", names, detail);
    }
}
