package com.alipay.diagnosis.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig.SecurityKey;
import com.alipay.diagnosis.SecretMasker;
import com.alipay.i18n.Languages;
import com.alipay.security.ResponseRecorder;
import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The doctor before messages and requests that were broken by another program; see {@code corpus/make.py}. */
class CorpusTest {
    private static final Pattern SIGN = Pattern.compile("(?:^|&(?:amp;)?)sign=([0-9a-f]{32})(?:&|$)");

    /** Mistakes after which the text can be written down, and after which the key is the configured one. */
    private static final Set<String> WHOLE = Arrays.stream(SignatureMistake.values())
            .filter(mistake ->
                    mistake.stage() != SignatureMistake.Stage.KEY && mistake.stage() != SignatureMistake.Stage.SIGN)
            .filter(mistake -> mistake != SignatureMistake.BODY_CUT)
            .map(SignatureMistake::name)
            .collect(Collectors.toSet());

    /** Each is looked for once; by the number of its situation. */
    private static final Map<Integer, Diagnosis> DIAGNOSES = new ConcurrentHashMap<>();

    @BeforeAll
    static void diagnose() throws IOException {
        Corpus.read().situations().parallelStream().forEach(Situation::diagnosis);
    }

    record Corpus(int numberOfTests, int doubles, List<Situation> situations) {
        static Corpus read() throws IOException {
            try (Reader reader = new InputStreamReader(
                    CorpusTest.class.getResourceAsStream("/corpus/situations.json"), StandardCharsets.UTF_8)) {
                return new Gson().fromJson(reader, Corpus.class);
            }
        }

        List<Situation> broken(boolean twice) {
            return situations.stream()
                    .filter(situation -> situation.expect().size() > 1 == twice)
                    .toList();
        }
    }

    record Settings(String name, String partner, String key, String sign_type) {
        SigningAccount account(String charset) {
            return new SigningAccount(
                    name == null ? partner : name,
                    partner,
                    new SecurityKey(key),
                    Charset.forName(charset),
                    sign_type == null ? "MD5" : sign_type,
                    Optional.empty());
        }
    }

    record Situation(
            int id,
            String comment,
            String kind,
            String charset,
            Settings account,
            List<Settings> others,
            Map<String, String> known,
            String query,
            String raw,
            List<String> expect) {

        Diagnosis diagnosis() {
            return DIAGNOSES.computeIfAbsent(id, of -> {
                List<SigningAccount> shops =
                        others.stream().map(other -> other.account(charset)).toList();
                return new SignatureDiagnoser(account.account(charset), shops)
                        .examine(specimen().knowing(known));
            });
        }

        /** The signature that came; or words that are none. */
        String sign() {
            Matcher sign = SIGN.matcher(raw);
            return sign.find() ? sign.group(1) : "no signature";
        }

        private DiagnosisInput specimen() {
            byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
            return switch (kind) {
                case "return" -> DiagnosisInput.ofReturn(bytes);
                case "notification" -> DiagnosisInput.ofNotification(bytes);
                default -> DiagnosisInput.ofRequest(query.getBytes(StandardCharsets.ISO_8859_1), bytes);
            };
        }

        /** Whether the first sentence names a cause, and no other cause is named. */
        boolean isNamed() {
            List<String> named = names();
            return !named.isEmpty() && expect.containsAll(named) && named.containsAll(expect);
        }

        List<String> names() {
            return diagnosis().found().stream()
                    .map(found -> found.mistake().code())
                    .toList();
        }

        @Override
        public String toString() {
            return id + " " + kind + " " + charset + " (" + comment + "): expected " + expect + ", said " + names()
                    + " " + diagnosis().sentences();
        }
    }

    @Test
    void everySituationWithOneThingBrokenIsNamedInTheFirstSentence() throws IOException {
        List<Situation> single = Corpus.read().broken(false);
        List<Situation> missed = missed(single);
        tell("one thing broken", single, missed);
        assertThat(single).hasSizeGreaterThanOrEqualTo(65);
        assertThat(missed).isEmpty();
    }

    @Test
    void nineOfTenSituationsWithTwoThingsBrokenAreNamed() throws IOException {
        List<Situation> twice = Corpus.read().broken(true);
        List<Situation> missed = missed(twice);
        tell("two things broken", twice, missed);
        assertThat(twice).hasSizeGreaterThanOrEqualTo(15);
        assertThat(missed).hasSizeLessThanOrEqualTo(twice.size() / 10);
    }

    @Test
    void theWholeCorpusIsRead() throws IOException {
        Corpus corpus = Corpus.read();
        assertThat(corpus.situations()).hasSize(corpus.numberOfTests()).hasSizeGreaterThanOrEqualTo(80);
        assertThat(corpus.broken(true)).hasSize(corpus.doubles());
        assertThat(DIAGNOSES).as("one for each number").hasSameSizeAs(corpus.situations());
    }

    @Test
    void noDiagnosisTellsAKeyOrASignature() throws IOException {
        for (Situation situation : Corpus.read().situations()) {
            Diagnosis diagnosis = situation.diagnosis();
            String said = diagnosis + Languages.said(diagnosis.sentences());
            ResponseRecorder.RUN.sent(situation.raw());
            ResponseRecorder.RUN.received("diagnoses", situation.comment(), said);
            List<String> secrets =
                    new ArrayList<>(List.of(situation.account().key().strip()));
            situation.others().forEach(other -> secrets.add(other.key()));
            // With partner and key swapped, the partner is the key.
            secrets.add(
                    situation.account().partner().startsWith("2088")
                            ? secrets.get(0)
                            : situation.account().partner());
            String shown = diagnosis instanceof Diagnosis.Explained explained
                    ? explained.agreed().text()
                    : "";
            for (String secret : secrets) {
                assertThat(shown.toLowerCase(Locale.ROOT))
                        .as(situation.comment())
                        .doesNotContain(secret.toLowerCase(Locale.ROOT));
                assertThat(said).as(situation.comment()).doesNotContain(secret);
            }
            assertThat(said).as(situation.comment()).doesNotContainPattern("[0-9a-fA-F]{16}(?<!2088[0-9]{12})");
        }
    }

    /** The text that is shown has the signature that was received: nothing but the key is missing from it. */
    @Test
    void theTextSaidToBeSignedHasTheSignatureThatCame() throws IOException {
        int proven = 0;
        for (Situation situation : Corpus.read().situations()) {
            if (!(situation.diagnosis() instanceof Diagnosis.Explained explained)
                    || !situation.account().key().matches("[0-9a-z]{32}")) {
                continue;
            }
            String text = explained.agreed().text();
            assertThat(text).as(situation.comment()).doesNotContain(situation.sign());
            if (WHOLE.containsAll(situation.expect()) && !text.contains(SecretMasker.HIDDEN)) {
                byte[] signed = (text + situation.account().key())
                        .getBytes(explained.agreed().charset());
                assertThat(DigestUtils.md5Hex(signed)).as(situation.toString()).isEqualTo(situation.sign());
                proven++;
            }
        }
        assertThat(proven).isGreaterThan(50);
    }

    private static List<Situation> missed(List<Situation> situations) {
        return situations.stream().filter(situation -> !situation.isNamed()).toList();
    }

    private static void tell(String what, List<Situation> all, List<Situation> missed) {
        System.out.println(what + ": " + (all.size() - missed.size()) + " of " + all.size() + " named");
        missed.forEach(situation -> System.out.println("  missed " + situation));
    }
}
