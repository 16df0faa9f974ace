package com.alipay.diagnosis.signature;

import static com.alipay.diagnosis.signature.Candidate.how;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.diagnosis.SecretMasker;
import com.alipay.diagnosis.signature.Diagnosis.Difference;
import com.alipay.diagnosis.signature.Diagnosis.MatchedText;
import com.alipay.diagnosis.signature.Diagnosis.SearchStatistics;
import com.alipay.diagnosis.signature.SigningCandidates.Written;
import com.alipay.diagnosis.signature.SigningHypothesis.JoinRules;
import com.alipay.diagnosis.signature.SigningHypothesis.Parameter;
import com.alipay.diagnosis.signature.SigningHypothesis.Scheme;
import com.alipay.protocol.FormData;
import com.alipay.protocol.FormData.Field;
import com.alipay.protocol.ParameterNames;
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
 * Diagnoses why a signature does not match. It undoes the known mistakes, each alone and then in pairs, until the signature
 * matches, and reports those mistakes. A match is proof, since no other text has that signature; nothing unproven is reported as
 * a cause.
 *
 * <p>Bounded: input over {@value #MOST_BYTES} bytes or 200 parameters is rejected, and at most {@value #MOST_SIGNATURES}
 * hypotheses with {@value #MOST_BYTES_SIGNED} message bytes in total are tried, one signature each. The order is fixed: the same
 * input yields the same diagnosis. No result holds a key or a computed signature. Immutable, thread-safe.
 *
 * @tutorial 双功能 4.1, 4.2 / 担保 5.1, 5.2
 */
public final class SignatureDiagnoser {
    /** Maximum size of the input, in bytes. */
    public static final int MOST_BYTES = 64 * 1024;

    /** Maximum number of hypotheses tried, with one signature each. */
    public static final int MOST_SIGNATURES = 60_000;

    /** Maximum number of message bytes signed in one diagnosis, over all hypotheses. */
    public static final long MOST_BYTES_SIGNED = 128L * 1024 * 1024;

    private final SigningAccount account;
    private final List<SigningAccount> others;
    private final SecretMasker secrets;

    /**
     * Creates a diagnoser for one merchant.
     *
     * @param account the account whose signature is expected
     * @param others the other merchants configured here, whose key may have been used by mistake
     */
    public SignatureDiagnoser(SigningAccount account, List<SigningAccount> others) {
        this.account = account;
        this.others = List.copyOf(others);
        this.secrets = SecretMasker.of(account, others);
    }

    /** Returns the masker for the secrets that must not appear in any text about a diagnosis. */
    public SecretMasker secrets() {
        return secrets;
    }

    /**
     * Returns the text to sign for the received parameters: decoded in the account's charset, without the key. A repeated
     * parameter occurs as often as it was received. Empty if the input cannot be parsed.
     */
    public Optional<String> toSign(DiagnosisInput specimen) {
        return specimen.length() > MOST_BYTES
                ? Optional.empty()
                : Optional.of(received(specimen))
                        .filter(reading -> !reading.pairs().isEmpty())
                        .map(this::shown);
    }

    private String shown(SigningHypothesis reading) {
        return secrets.hide(ByteString.shown(reading.text() + reading.joining().beforeKey(), reading.charset()));
    }

    /** Returns whether the signature matches what was received; does not search for mistakes. */
    public boolean agrees(DiagnosisInput specimen) {
        if (specimen.length() > MOST_BYTES) {
            return false;
        }
        DiagnosisContext scene = new DiagnosisContext(account, others, specimen);
        return new SignatureMatcher(scene).agrees(received(specimen));
    }

    /** Diagnoses the signature of a message or a request. */
    public Diagnosis examine(DiagnosisInput specimen) {
        if (specimen.length() > MOST_BYTES) {
            return new Diagnosis.NotExamined(
                    DiagnosticCode.MESSAGES.message("not_examined.bytes", specimen.length(), MOST_BYTES));
        }
        SigningHypothesis received = received(specimen);
        return received.pairs().isEmpty()
                ? Stream.of(specimen.body(), specimen.query())
                        .flatMap(raw -> FormData.parse(raw, account.charset()).problem().stream())
                        .findFirst()
                        .map(problem -> new Diagnosis.NotExamined(DiagnosticCode.MESSAGES.message(
                                "not_examined.parameters", FormData.Limits.MESSAGE.fields())))
                        .orElseGet(Diagnosis.NotExamined::nothing)
                : new Examination(received, new DiagnosisContext(account, others, specimen)).run();
    }

    /**
     * Diagnoses the signature, given the text that the merchant believes to have signed; that text is used when nothing else
     * explains the signature.
     *
     * @param signedText the text, with or without the key at its end; "" for none
     */
    public Diagnosis examine(DiagnosisInput specimen, String signedText) {
        Diagnosis diagnosis = examine(specimen);
        String key = new String(account.key().bytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String text = signedText.strip();
        String bare = !key.isEmpty() && text.endsWith(key) ? text.substring(0, text.length() - key.length()) : text;
        boolean open = diagnosis instanceof Diagnosis.Unexplained || diagnosis instanceof Diagnosis.Corrupted;
        if (bare.isEmpty() || key.isEmpty() || !open) {
            return diagnosis;
        }
        SigningHypothesis received = received(specimen);
        String sign = received.sign().strip().toLowerCase(Locale.ROOT);
        for (Charset charset : List.of(account.charset(), CharsetCandidates.other(account.charset()))) {
            if (DigestUtils.md5Hex((bare + key).getBytes(charset)).equals(sign)) {
                return new Diagnosis.Explained(
                        List.of(new DetectedMistake(SignatureMistake.CHANGED_AFTER_SIGNING, differing(bare, received))),
                        new MatchedText(secrets.hide(bare), charset, Difference.TEXT));
            }
        }
        return diagnosis instanceof Diagnosis.Unexplained unexplained
                        && bare.equals(ByteString.shown(received.text(), account.charset()))
                ? new Diagnosis.Corrupted(
                        List.of(new DetectedMistake(SignatureMistake.KEY_OR_DIGEST_DIFFERS, "")), unexplained.search())
                : diagnosis;
    }

    /** Returns the names whose values differ between the text and the received parameters, or that occur in only one of them. */
    private static String differing(String text, SigningHypothesis received) {
        Map<String, String> signed = new TreeMap<>();
        for (String part : text.split("&(?=[A-Za-z_]\\w*=)")) {
            int equals = part.indexOf('=');
            signed.put(equals < 0 ? part : part.substring(0, equals), equals < 0 ? "" : part.substring(equals + 1));
        }
        Map<String, String> arrived = new TreeMap<>();
        received.signable().stream()
                .filter(pair -> !pair.isEmpty())
                .forEach(pair -> arrived.put(
                        ByteString.shown(pair.name(), received.charset()),
                        ByteString.shown(pair.value(), received.charset())));
        return Stream.concat(signed.keySet().stream(), arrived.keySet().stream())
                .distinct()
                .filter(name -> !Objects.equals(signed.get(name), arrived.get(name)))
                .limit(5)
                .map(ParameterNames::shown)
                .collect(Collectors.joining(", "));
    }

    private SigningHypothesis received(DiagnosisInput specimen) {
        List<Parameter> pairs = Stream.of(specimen.body(), specimen.query())
                .flatMap(raw -> pairs(FormData.parse(raw, account.charset())).stream())
                .toList();
        return reading(specimen.isRequest() ? pairs.stream().distinct().toList() : pairs);
    }

    private static List<Parameter> pairs(FormData form) {
        List<String> wires = Stream.of(ByteString.of(form.delivery().raw()).split("&"))
                .filter(part -> !part.isEmpty() && part.charAt(0) != '=')
                .map(part -> part.substring(
                        Math.min(part.length(), part.indexOf('=') < 0 ? part.length() : part.indexOf('=') + 1)))
                .toList();
        List<Parameter> pairs = new ArrayList<>();
        for (Field field : form.fields()) {
            pairs.add(new Parameter(
                    ByteString.of(field.nameBytes()), ByteString.of(field.valueBytes()), wires.get(pairs.size())));
        }
        return pairs;
    }

    private SigningHypothesis reading(List<Parameter> pairs) {
        String sign = pairs.stream()
                .filter(pair -> pair.name().equals("sign"))
                .map(Parameter::value)
                .findFirst()
                .orElse("");
        return new SigningHypothesis(
                List.copyOf(pairs),
                account.charset(),
                account.key(),
                JoinRules.PROTOCOL,
                sign,
                account.sign_type().equals("RSA") ? Scheme.RSA : Scheme.MD5);
    }

    /** One run of the diagnosis. */
    private final class Examination {
        private final SigningHypothesis received;
        private final DiagnosisContext scene;
        private final SignatureMatcher trials;
        private final List<SignatureMistake> mistakes;
        private final Map<SignatureMistake, List<Candidate>> steps = new EnumMap<>(SignatureMistake.class);

        Examination(SigningHypothesis received, DiagnosisContext scene) {
            this.received = received;
            this.scene = scene;
            this.trials = new SignatureMatcher(scene);
            this.mistakes = SignatureMistake.triedOn(scene.specimen());
        }

        Diagnosis run() {
            List<DetectedMistake> neighbour = MessageInspector.neighbour(received);
            if (!neighbour.isEmpty() && !trials.agrees(received)) {
                return new Diagnosis.Corrupted(neighbour, new SearchStatistics(List.of(), 0, true));
            }
            if (trials.agrees(received)) {
                List<DetectedMistake> blemishes = MessageInspector.defects(received, received, scene);
                return blemishes.isEmpty() ? new Diagnosis.Valid() : explained(received, List.of(), blemishes);
            }
            List<Written> written =
                    SigningCandidates.written(received, !scene.specimen().isRequest());
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
            for (SignatureMistake mistake : mistakes) {
                steps.put(mistake, mistake.takenBack(form.reading(), scene).toList());
                for (Candidate step : steps.get(mistake)) {
                    if (trials.agrees(step.reading())) {
                        DetectedMistake found = new DetectedMistake(mistake, step.detail());
                        return Optional.of(proven(step.reading(), with(form.found(), List.of(found))));
                    }
                }
            }
            return Optional.empty();
        }

        private List<DetectedMistake> with(List<DetectedMistake> form, List<DetectedMistake> found) {
            return Stream.concat(found.stream(), form.stream())
                    .sorted(Comparator.comparing(DetectedMistake::mistake))
                    .toList();
        }

        private Optional<Diagnosis> pair(Written form) {
            DiagnosisContext paired = scene.inPairs();
            mistakes.forEach(
                    it -> steps.put(it, it.takenBack(form.reading(), paired).toList()));
            for (List<SignatureMistake> pair : pairs()) {
                SignatureMistake first = pair.get(0);
                SignatureMistake second = pair.get(1);
                for (Candidate step : steps.get(first)) {
                    if (trials.isOver()) {
                        return Optional.empty();
                    }
                    List<Candidate> thenSecond =
                            second.takenBack(step.reading(), paired).toList();
                    for (Candidate both : thenSecond) {
                        if (trials.agrees(both.reading())) {
                            return Optional.of(proven(
                                    both.reading(),
                                    with(
                                            form.found(),
                                            together(
                                                    new DetectedMistake(first, step.detail()),
                                                    new DetectedMistake(second, both.detail())))));
                        }
                    }
                }
            }
            return Optional.empty();
        }

        /** Returns pairs of mistakes in undo order, likely pairs first. Both may be the same parameter mistake. */
        private List<List<SignatureMistake>> pairs() {
            return mistakes.stream()
                    .flatMap(a -> mistakes.stream()
                            .filter(a::isTriedWith)
                            .map(b -> a.stage().compareTo(b.stage()) <= 0 ? List.of(a, b) : List.of(b, a)))
                    .sorted(Comparator.comparing(
                            pair -> pair.get(0).ordinal() + pair.get(1).ordinal()))
                    .toList();
        }

        /** Returns both, the likelier first. EXTRA_PARAMETER plus PARAMETER_LOST for one name is reported as VALUE_CHANGED. */
        private static List<DetectedMistake> together(DetectedMistake one, DetectedMistake other) {
            boolean changed = List.of(one, other)
                    .containsAll(List.of(
                            new DetectedMistake(SignatureMistake.EXTRA_PARAMETER, one.detail()),
                            new DetectedMistake(SignatureMistake.PARAMETER_LOST, one.detail())));
            return changed
                    ? List.of(new DetectedMistake(SignatureMistake.VALUE_CHANGED, one.detail()))
                    : Stream.of(one, other)
                            .sorted(Comparator.comparing(DetectedMistake::mistake))
                            .toList();
        }

        private Diagnosis proven(SigningHypothesis agreed, List<DetectedMistake> found) {
            return explained(agreed, keySent(found), MessageInspector.defects(agreed, received, scene));
        }

        /** Reports an extra parameter that holds the key as KEY_SENT, another spelling of _input_charset as NAME_CHANGED. */
        private List<DetectedMistake> keySent(List<DetectedMistake> found) {
            List<DetectedMistake> named = found.stream()
                    .map(it -> {
                        String name = it.detail().toString();
                        if (it.mistake() != SignatureMistake.EXTRA_PARAMETER || !received.has(name)) {
                            return it;
                        }
                        if (!secrets.containsNoSecret(received.value(name))) {
                            return new DetectedMistake(SignatureMistake.KEY_SENT, name);
                        }
                        boolean charset = scene.specimen().isRequest()
                                && !name.equals("_input_charset")
                                && List.of("charset", "inputcharset")
                                        .contains(name.replace("_", "").toLowerCase(Locale.ROOT));
                        return charset
                                ? new DetectedMistake(SignatureMistake.NAME_CHANGED, "_input_charset / " + name)
                                : it;
                    })
                    .toList();
            boolean names = named.stream()
                            .filter(it -> it.mistake() == SignatureMistake.NAME_CHANGED)
                            .count()
                    > 1;
            return names
                    ? Stream.concat(
                                    Stream.of(new DetectedMistake(SignatureMistake.NAME_CHANGED, how("every_name"))),
                                    named.stream().filter(it -> it.mistake() != SignatureMistake.NAME_CHANGED))
                            .toList()
                    : named;
        }

        private Diagnosis explained(
                SigningHypothesis agreed, List<DetectedMistake> proven, List<DetectedMistake> blemishes) {
            boolean otherCharset = blemishes.stream().anyMatch(it -> it.mistake() == SignatureMistake.OTHER_CHARSET);
            SigningHypothesis written = otherCharset ? agreed.with(CharsetCandidates.other(agreed.charset())) : agreed;
            return new Diagnosis.Explained(
                    Stream.concat(proven.stream(), blemishes.stream()).toList(),
                    new MatchedText(shown(written), written.charset(), difference(written)));
        }

        private Difference difference(SigningHypothesis agreed) {
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
            SearchStatistics search = new SearchStatistics(mistakes, trials.signatures(), !trials.isOver());
            List<DetectedMistake> damage = MessageInspector.truncation(received, scene);
            return damage.isEmpty()
                    ? new Diagnosis.Unexplained(search, Hint.about(received, scene.specimen()))
                    : new Diagnosis.Corrupted(damage, search);
        }
    }
}
