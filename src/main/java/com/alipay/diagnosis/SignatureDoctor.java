package com.alipay.diagnosis;

import com.alipay.diagnosis.Diagnosis.Agreed;
import com.alipay.diagnosis.Diagnosis.Difference;
import com.alipay.diagnosis.Diagnosis.Search;
import com.alipay.diagnosis.Reading.Joining;
import com.alipay.diagnosis.Reading.Pair;
import com.alipay.diagnosis.Reading.Scheme;
import com.alipay.util.FormData;
import com.alipay.util.FormData.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says why a signature does not agree. It takes the known mistakes back, each alone and then in pairs, until the signature agrees, and
 * names those; a signature that agrees is proof, since no other text has it. What it cannot prove it does not claim.
 *
 * <p>Bounded: input over {@value #MOST_BYTES} bytes or 200 parameters is refused, and at most {@value #MOST_SIGNATURES} readings over
 * {@value #MOST_BYTES_SIGNED} bytes of message together are tried, with one signature each. The order is fixed: the same input has
 * the same diagnosis. No result holds a key or a computed signature. Immutable, thread-safe.
 *
 * @tutorial 双功能 4.1, 4.2 / 担保 5.1, 5.2
 */
public final class SignatureDoctor {
    /** The largest input that is looked at, in bytes. */
    public static final int MOST_BYTES = 64 * 1024;

    /** How many readings are tried at the most, with one signature each. */
    public static final int MOST_SIGNATURES = 30_000;

    /** How many bytes of message those may be at the most. */
    public static final long MOST_BYTES_SIGNED = 128L * 1024 * 1024;

    private final Account account;
    private final List<Account> others;
    private final Secrets secrets;

    /**
     * A doctor for one merchant.
     *
     * @param account whose signature it should be
     * @param others the other merchants configured here, whose key may have been taken by mistake
     */
    public SignatureDoctor(Account account, List<Account> others) {
        this.account = account;
        this.others = List.copyOf(others);
        this.secrets = Secrets.of(account, others);
    }

    /** What must not be read in any text this doctor is asked about. */
    public Secrets secrets() {
        return secrets;
    }

    /**
     * The text to sign as it follows from what arrived: decoded in the account's charset, without the key. A repeated parameter stands in
     * it as often as it came. Empty if nothing can be read.
     */
    public Optional<String> toSign(Specimen specimen) {
        return specimen.length() > MOST_BYTES
                ? Optional.empty()
                : Optional.of(received(specimen))
                        .filter(reading -> !reading.pairs().isEmpty())
                        .map(this::shown);
    }

    private String shown(Reading reading) {
        return secrets.hide(Octets.shown(reading.text() + reading.joining().beforeKey(), reading.charset()));
    }

    /** Whether the signature agrees with what arrived, without a search. */
    public boolean agrees(Specimen specimen) {
        if (specimen.length() > MOST_BYTES) {
            return false;
        }
        Scene scene = new Scene(account, others, specimen);
        return new Trials(scene).agrees(received(specimen));
    }

    /** Says what is wrong with the signature of a message or a request. */
    public Diagnosis examine(Specimen specimen) {
        if (specimen.length() > MOST_BYTES) {
            return new Diagnosis.Refused(
                    "not looked at: " + specimen.length() + " bytes, more than " + MOST_BYTES,
                    "没有检查：有 " + specimen.length() + " 字节，超过 " + MOST_BYTES + " 字节");
        }
        Reading received = received(specimen);
        return received.pairs().isEmpty()
                ? Stream.of(specimen.body(), specimen.query())
                        .flatMap(raw -> FormData.parse(raw, account.charset()).problem().stream())
                        .findFirst()
                        .map(problem -> new Diagnosis.Refused("not looked at: " + problem, "没有检查：" + problem))
                        .orElseGet(Diagnosis.Refused::nothing)
                : new Examination(received, new Scene(account, others, specimen)).run();
    }

    private Reading received(Specimen specimen) {
        List<Pair> pairs = Stream.of(specimen.body(), specimen.query())
                .flatMap(raw -> pairs(FormData.parse(raw, account.charset())).stream())
                .toList();
        return reading(specimen.isRequest() ? pairs.stream().distinct().toList() : pairs);
    }

    private static List<Pair> pairs(FormData form) {
        List<String> wires = Stream.of(Octets.of(form.delivery().raw()).split("&"))
                .filter(part -> !part.isEmpty() && part.charAt(0) != '=')
                .map(part -> part.substring(
                        Math.min(part.length(), part.indexOf('=') < 0 ? part.length() : part.indexOf('=') + 1)))
                .toList();
        List<Pair> pairs = new ArrayList<>();
        for (Field field : form.fields()) {
            pairs.add(new Pair(Octets.of(field.nameBytes()), Octets.of(field.valueBytes()), wires.get(pairs.size())));
        }
        return pairs;
    }

    private Reading reading(List<Pair> pairs) {
        String sign = pairs.stream()
                .filter(pair -> pair.name().equals("sign"))
                .map(Pair::value)
                .findFirst()
                .orElse("");
        return new Reading(
                List.copyOf(pairs),
                account.charset(),
                account.key(),
                Joining.PROTOCOL,
                sign,
                account.sign_type().equals("RSA") ? Scheme.RSA : Scheme.MD5);
    }

    /** One specimen on the table. */
    private final class Examination {
        private final Reading received;
        private final Scene scene;
        private final Trials trials;
        private final List<Mistake> mistakes;
        private final Map<Mistake, List<Step>> steps = new EnumMap<>(Mistake.class);

        Examination(Reading received, Scene scene) {
            this.received = received;
            this.scene = scene;
            this.trials = new Trials(scene);
            this.mistakes = Mistake.triedOn(scene.specimen());
        }

        Diagnosis run() {
            if (trials.agrees(received)) {
                List<Found> blemishes = Symptoms.blemishes(received, received, scene);
                return blemishes.isEmpty() ? new Diagnosis.Genuine() : explained(received, List.of(), blemishes);
            }
            return single().or(this::pair).orElseGet(this::nothing);
        }

        private Optional<Diagnosis> single() {
            for (Mistake mistake : mistakes) {
                steps.put(mistake, mistake.takenBack(received, scene).toList());
                for (Step step : steps.get(mistake)) {
                    if (trials.agrees(step.reading())) {
                        return Optional.of(proven(step.reading(), List.of(new Found(mistake, step.detail()))));
                    }
                }
            }
            return Optional.empty();
        }

        private Optional<Diagnosis> pair() {
            for (List<Mistake> pair : pairs()) {
                Mistake first = pair.get(0);
                Mistake second = pair.get(1);
                for (Step step : steps.get(first)) {
                    if (trials.isOver()) {
                        return Optional.empty();
                    }
                    List<Step> thenSecond =
                            second.takenBack(step.reading(), scene).toList();
                    for (Step both : thenSecond) {
                        if (trials.agrees(both.reading())) {
                            return Optional.of(proven(
                                    both.reading(),
                                    together(new Found(first, step.detail()), new Found(second, both.detail()))));
                        }
                    }
                }
            }
            return Optional.empty();
        }

        /** Every two mistakes in the order in which they are taken back, likely pairs first. Two parameters may be wrong in the same way. */
        private List<List<Mistake>> pairs() {
            List<Mistake> paired =
                    mistakes.stream().filter(Mistake::isTriedInPairs).toList();
            return paired.stream()
                    .flatMap(a -> paired.stream()
                            .filter(b -> a.ordinal() < b.ordinal() || a == b && a.stage() == Mistake.Stage.PARAMETERS)
                            .map(b -> a.stage().compareTo(b.stage()) <= 0 ? List.of(a, b) : List.of(b, a)))
                    .sorted(Comparator.comparing(
                            pair -> pair.get(0).ordinal() + pair.get(1).ordinal()))
                    .toList();
        }

        /** The likelier first. A parameter that is both one too many and lost is one that has another value. */
        private static List<Found> together(Found one, Found other) {
            boolean changed = List.of(one, other)
                    .containsAll(List.of(
                            new Found(Mistake.EXTRA_PARAMETER, one.detail()),
                            new Found(Mistake.PARAMETER_LOST, one.detail())));
            return changed
                    ? List.of(new Found(Mistake.VALUE_CHANGED, one.detail()))
                    : Stream.of(one, other)
                            .sorted(Comparator.comparing(Found::mistake))
                            .toList();
        }

        private Diagnosis proven(Reading agreed, List<Found> found) {
            return explained(agreed, found, Symptoms.blemishes(agreed, received, scene));
        }

        private Diagnosis explained(Reading agreed, List<Found> proven, List<Found> blemishes) {
            boolean otherCharset = blemishes.stream().anyMatch(it -> it.mistake() == Mistake.OTHER_CHARSET);
            Reading written = otherCharset ? agreed.with(CharsetSteps.other(agreed.charset())) : agreed;
            return new Diagnosis.Explained(
                    Stream.concat(proven.stream(), blemishes.stream()).toList(),
                    new Agreed(shown(written), written.charset(), difference(written)));
        }

        private Difference difference(Reading agreed) {
            boolean sameBytes = agreed.text().equals(received.text())
                    && agreed.joining().beforeKey().isEmpty();
            if (!sameBytes && !shown(agreed).equals(shown(received))) {
                return Difference.TEXT;
            }
            if (!sameBytes || !agreed.charset().equals(received.charset())) {
                return Difference.CHARSET;
            }
            if (agreed.key() != received.key()) {
                return Difference.KEY;
            }
            return agreed.sign().equals(received.sign()) && agreed.scheme() == received.scheme()
                    ? Difference.NOTHING
                    : Difference.SIGNATURE;
        }

        private Diagnosis nothing() {
            Search search = new Search(mistakes, trials.signatures(), !trials.isOver());
            List<Found> damage = Symptoms.damage(received, scene);
            return damage.isEmpty()
                    ? new Diagnosis.Unexplained(search, Hint.about(received, scene.specimen()))
                    : new Diagnosis.Damaged(damage, search);
        }
    }
}
