package com.alipay.diagnosis;

import com.alipay.diagnosis.Diagnosis.Agreed;
import com.alipay.diagnosis.Diagnosis.Difference;
import com.alipay.diagnosis.Diagnosis.Search;
import com.alipay.diagnosis.Reading.Joining;
import com.alipay.diagnosis.Reading.Pair;
import com.alipay.diagnosis.Reading.Scheme;
import com.alipay.diagnosis.SigningSteps.Written;
import com.alipay.trade.ParameterNames;
import com.alipay.util.FormData;
import com.alipay.util.FormData.Field;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

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
    public static final int MOST_SIGNATURES = 60_000;

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

    /**
     * Says what is wrong, given the text that somebody believes to have signed: where nothing else explains the signature, that text does.
     *
     * @param signedText the text, with or without the key behind it; "" for none
     */
    public Diagnosis examine(Specimen specimen, String signedText) {
        Diagnosis diagnosis = examine(specimen);
        String key = new String(account.key().bytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String text = signedText.strip();
        String bare = !key.isEmpty() && text.endsWith(key) ? text.substring(0, text.length() - key.length()) : text;
        boolean open = diagnosis instanceof Diagnosis.Unexplained || diagnosis instanceof Diagnosis.Damaged;
        if (bare.isEmpty() || key.isEmpty() || !open) {
            return diagnosis;
        }
        Reading received = received(specimen);
        String sign = received.sign().strip().toLowerCase(Locale.ROOT);
        for (Charset charset : List.of(account.charset(), CharsetSteps.other(account.charset()))) {
            if (DigestUtils.md5Hex((bare + key).getBytes(charset)).equals(sign)) {
                return new Diagnosis.Explained(
                        List.of(new Found(Mistake.CHANGED_AFTER_SIGNING, differing(bare, received))),
                        new Agreed(secrets.hide(bare), charset, Difference.TEXT));
            }
        }
        return diagnosis instanceof Diagnosis.Unexplained unexplained
                        && bare.equals(Octets.shown(received.text(), account.charset()))
                ? new Diagnosis.Damaged(List.of(new Found(Mistake.KEY_OR_DIGEST_DIFFERS, "")), unexplained.search())
                : diagnosis;
    }

    /** The names whose values are others in the text than in what arrived, or that stand in one of the two only. */
    private static String differing(String text, Reading received) {
        Map<String, String> signed = new TreeMap<>();
        for (String part : text.split("&(?=[A-Za-z_]\\w*=)")) {
            int equals = part.indexOf('=');
            signed.put(equals < 0 ? part : part.substring(0, equals), equals < 0 ? "" : part.substring(equals + 1));
        }
        Map<String, String> arrived = new TreeMap<>();
        received.signable().stream()
                .filter(pair -> !pair.isEmpty())
                .forEach(pair -> arrived.put(
                        Octets.shown(pair.name(), received.charset()), Octets.shown(pair.value(), received.charset())));
        return Stream.concat(signed.keySet().stream(), arrived.keySet().stream())
                .distinct()
                .filter(name -> !Objects.equals(signed.get(name), arrived.get(name)))
                .limit(5)
                .map(ParameterNames::shown)
                .collect(Collectors.joining(", "));
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
            List<Found> neighbour = Symptoms.neighbour(received);
            if (!neighbour.isEmpty() && !trials.agrees(received)) {
                return new Diagnosis.Damaged(neighbour, new Search(List.of(), 0, true));
            }
            if (trials.agrees(received)) {
                List<Found> blemishes = Symptoms.blemishes(received, received, scene);
                return blemishes.isEmpty() ? new Diagnosis.Genuine() : explained(received, List.of(), blemishes);
            }
            List<Written> written =
                    SigningSteps.written(received, !scene.specimen().isRequest());
            for (Written form : written) {
                if (trials.agrees(form.reading())) {
                    return proven(form.reading(), form.found());
                }
            }
            List<Written> all = written.isEmpty() ? List.of(new Written(received, List.of())) : written;
            return all.stream()
                    .flatMap(form -> single(form).stream())
                    .findFirst()
                    .or(() -> all.stream()
                            .limit(2)
                            .flatMap(form -> pair(form).stream())
                            .findFirst())
                    .orElseGet(this::nothing);
        }

        private Optional<Diagnosis> single(Written form) {
            steps.clear();
            for (Mistake mistake : mistakes) {
                steps.put(mistake, mistake.takenBack(form.reading(), scene).toList());
                for (Step step : steps.get(mistake)) {
                    if (trials.agrees(step.reading())) {
                        Found found = new Found(mistake, step.detail());
                        return Optional.of(proven(step.reading(), with(form.found(), List.of(found))));
                    }
                }
            }
            return Optional.empty();
        }

        private List<Found> with(List<Found> form, List<Found> found) {
            return Stream.concat(found.stream(), form.stream())
                    .sorted(Comparator.comparing(Found::mistake))
                    .toList();
        }

        private Optional<Diagnosis> pair(Written form) {
            Scene paired = scene.inPairs();
            mistakes.forEach(
                    it -> steps.put(it, it.takenBack(form.reading(), paired).toList()));
            for (List<Mistake> pair : pairs()) {
                Mistake first = pair.get(0);
                Mistake second = pair.get(1);
                for (Step step : steps.get(first)) {
                    if (trials.isOver()) {
                        return Optional.empty();
                    }
                    List<Step> thenSecond =
                            second.takenBack(step.reading(), paired).toList();
                    for (Step both : thenSecond) {
                        if (trials.agrees(both.reading())) {
                            return Optional.of(proven(
                                    both.reading(),
                                    with(
                                            form.found(),
                                            together(
                                                    new Found(first, step.detail()),
                                                    new Found(second, both.detail())))));
                        }
                    }
                }
            }
            return Optional.empty();
        }

        /** Every two mistakes in the order in which they are taken back, likely pairs first. Two parameters may be wrong in the same way. */
        private List<List<Mistake>> pairs() {
            return mistakes.stream()
                    .flatMap(a -> mistakes.stream()
                            .filter(a::isTriedWith)
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
            return explained(agreed, keySent(found), Symptoms.blemishes(agreed, received, scene));
        }

        /** A parameter that holds the key is more than one too many; another spelling of the charset's name is a name that was changed. */
        private List<Found> keySent(List<Found> found) {
            List<Found> named = found.stream()
                    .map(it -> {
                        if (it.mistake() != Mistake.EXTRA_PARAMETER || !received.has(it.detail())) {
                            return it;
                        }
                        if (!secrets.areAbsentFrom(received.value(it.detail()))) {
                            return new Found(Mistake.KEY_SENT, it.detail());
                        }
                        boolean charset = scene.specimen().isRequest()
                                && !it.detail().equals("_input_charset")
                                && List.of("charset", "inputcharset")
                                        .contains(it.detail().replace("_", "").toLowerCase(Locale.ROOT));
                        return charset ? new Found(Mistake.NAME_CHANGED, "_input_charset / " + it.detail()) : it;
                    })
                    .toList();
            boolean names = named.stream()
                            .filter(it -> it.mistake() == Mistake.NAME_CHANGED)
                            .count()
                    > 1;
            return names
                    ? Stream.concat(
                                    Stream.of(new Found(Mistake.NAME_CHANGED, "every name")),
                                    named.stream().filter(it -> it.mistake() != Mistake.NAME_CHANGED))
                            .toList()
                    : named;
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
