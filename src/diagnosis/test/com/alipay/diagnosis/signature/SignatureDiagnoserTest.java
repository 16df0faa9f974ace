package com.alipay.diagnosis.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig.SecurityKey;
import com.alipay.protocol.ResponsibleParty;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the doctor must not do: cry wolf, guess, go on for ever. What it finds is the business of {@link CorpusTest}. */
class SignatureDiagnoserTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final String KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m";
    private static final String PARTNER = "2088000000000001";
    private static final List<SigningAccount> OTHERS = List.of(
            SigningAccount.of("2088000000000008", "0therfakekey0therfakekey0therfak", UTF_8),
            SigningAccount.of("2088000000000009", "thirdfakekeythirdfakekeythirdfak", UTF_8));

    private static Diagnosis examine(DiagnosisInput specimen, Charset charset) {
        return new SignatureDiagnoser(SigningAccount.of(PARTNER, KEY, charset), OTHERS).examine(specimen);
    }

    /** Signed here with a sorted map and a library's digest, not with the code under test. */
    private static String signed(Map<String, String> params, Charset charset) {
        String text = new TreeMap<>(params)
                .entrySet().stream()
                        .map(it -> it.getKey() + "=" + it.getValue())
                        .collect(Collectors.joining("&"));
        Map<String, String> all = new LinkedHashMap<>(params);
        all.put("sign", DigestUtils.md5Hex((text + KEY).getBytes(charset)));
        all.put("sign_type", "MD5");
        return form(all, charset);
    }

    private static String form(Map<String, String> params, Charset charset) {
        return params.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), charset))
                .collect(Collectors.joining("&"));
    }

    private static byte[] bytes(String wire) {
        return wire.getBytes(StandardCharsets.US_ASCII);
    }

    /** Text of the kind people type: everyday characters, now and then a blank, a plus sign, an ampersand, a quote. */
    private static String text(Random random, int longest) {
        byte[] hanzi = new byte[2];
        return IntStream.range(0, 1 + random.nextInt(longest))
                .mapToObj(i -> {
                    if (random.nextInt(4) == 0) {
                        return String.valueOf("abcXYZ019 +&%'\"<>.-".charAt(random.nextInt(19)));
                    }
                    hanzi[0] = (byte) (0xB0 + random.nextInt(0x27));
                    hanzi[1] = (byte) (0xA1 + random.nextInt(0x5E));
                    return new String(hanzi, GBK);
                })
                .collect(Collectors.joining());
    }

    private static Map<String, String> message(Random random) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("notify_id", "RqPnCoPT3K9%2Fvwbh3I%2B" + random.nextLong());
        params.put("notify_time", "2011-03-15 10:00:05");
        params.put("out_trade_no", "N" + random.nextInt(1_000_000));
        params.put("subject", text(random, 20));
        params.put("body", text(random, 60));
        params.put("receive_name", text(random, 4));
        params.put("total_fee", random.nextInt(10_000) + "." + (10 + random.nextInt(90)));
        params.put("trade_status", "WAIT_SELLER_SEND_GOODS");
        if (random.nextBoolean()) {
            params.put("brand_new_field", text(random, 5));
        }
        return params;
    }

    @Test
    void aThousandGoodMessagesRaiseNoAlarm() {
        Random random = new Random(2011);
        for (int i = 0; i < 1000; i++) {
            Charset charset = i % 2 == 0 ? UTF_8 : GBK;
            Map<String, String> params = message(random);
            boolean request = i % 4 > 1;
            if (request) {
                params.put("_input_charset", charset.name().toLowerCase(java.util.Locale.ROOT));
            }
            byte[] wire = bytes(signed(params, charset));
            byte[] query = bytes("_input_charset=" + params.get("_input_charset"));
            DiagnosisInput specimen = request
                    ? DiagnosisInput.ofRequest(query, wire)
                    : i % 4 == 0 ? DiagnosisInput.ofReturn(wire) : DiagnosisInput.ofNotification(wire);
            assertThat(examine(specimen, charset))
                    .as("message %s %s", i, params)
                    .isEqualTo(new Diagnosis.Valid());
        }
    }

    /** Nobody has told the doctor what it was: the price beside it does. */
    @Test
    void anotherTotalIsAChangedValueAndNoExtraParameter() {
        Map<String, String> params = message(new Random(7));
        params.put("price", params.get("total_fee"));
        String forged = signed(params, UTF_8).replaceFirst("total_fee=[0-9]+", "total_fee=77777");
        assertThat(examine(DiagnosisInput.ofNotification(bytes(forged)), UTF_8).found())
                .containsExactly(new DetectedMistake(SignatureMistake.VALUE_CHANGED, "total_fee"));
    }

    /** Whoever looks at a slip of the hand is not told which key it would have to be. */
    @Test
    void aSlipInTheKeyIsNamedAndNotWhere() {
        Diagnosis diagnosis = new SignatureDiagnoser(
                        SigningAccount.of(PARTNER, KEY.replace("k3", "ke"), UTF_8), List.of())
                .examine(DiagnosisInput.ofNotification(bytes(signed(message(new Random(7)), UTF_8))));
        assertThat(diagnosis.found()).containsExactly(new DetectedMistake(SignatureMistake.KEY_MISTYPED, ""));
        assertThat(diagnosis.toString()).doesNotContain(KEY);
    }

    @Test
    void whatSomebodyMadeUpIsNotExplained() {
        Random random = new Random(42);
        for (int i = 0; i < 20; i++) {
            Charset charset = i % 2 == 0 ? UTF_8 : GBK;
            Map<String, String> params = message(random);
            String forged = signed(params, charset).replaceFirst("total_fee=[0-9]+", "total_fee=77777");
            assertThat(examine(DiagnosisInput.ofNotification(bytes(forged)), charset))
                    .isInstanceOfSatisfying(Diagnosis.Unexplained.class, diagnosis -> {
                        assertThat(diagnosis.search().complete()).isTrue();
                        assertThat(diagnosis.sentences().get(0).in(Locale.CHINESE))
                                .contains("原因不明");
                        assertThat(diagnosis.next()).contains(Hint.WHICH_KEY, Hint.FROM_ALIPAY);
                    });
        }
    }

    @Test
    void nothingIsComparedWithoutEnd() {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("sign", "0".repeat(32));
        for (int i = 1; i < 200; i++) {
            params.put("name_" + i, "a b".repeat(100) + i);
        }
        DiagnosisInput worst = DiagnosisInput.ofNotification(bytes(form(params, UTF_8)));
        assertThat(worst.length()).isBetween(SignatureDiagnoser.MOST_BYTES * 9 / 10, SignatureDiagnoser.MOST_BYTES);
        assertThat(examine(worst, UTF_8)).isInstanceOfSatisfying(Diagnosis.Unexplained.class, diagnosis -> {
            assertThat(diagnosis.search().complete()).isFalse();
            assertThat(diagnosis.search().signatures()).isLessThanOrEqualTo(SignatureDiagnoser.MOST_SIGNATURES);
            assertThat(diagnosis.sentences().get(0).in(Locale.ENGLISH)).contains("up to the limit");
        });
    }

    @Test
    void aSignatureThatCanAgreeWithNothingIsNotTriedWithoutEndEither() {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("sign", "not a signature");
        for (int i = 1; i < 200; i++) {
            params.put("name_" + i, "a b'\"".repeat(30) + i);
        }
        assertThat(examine(DiagnosisInput.ofNotification(bytes(form(params, UTF_8))), UTF_8))
                .isInstanceOfSatisfying(Diagnosis.Corrupted.class, diagnosis -> {
                    assertThat(diagnosis.search().signatures()).isZero();
                    assertThat(diagnosis.search().complete()).isFalse();
                    assertThat(diagnosis.found())
                            .containsExactly(new DetectedMistake(SignatureMistake.SIGN_MALFORMED, ""));
                });
    }

    @Test
    void tooMuchAndNothingAreRefused() {
        assertThat(examine(DiagnosisInput.ofNotification(new byte[SignatureDiagnoser.MOST_BYTES + 1]), UTF_8))
                .isInstanceOf(Diagnosis.NotExamined.class);
        assertThat(examine(DiagnosisInput.ofNotification(bytes("a=1&".repeat(201))), UTF_8))
                .isInstanceOfSatisfying(
                        Diagnosis.NotExamined.class,
                        refused ->
                                assertThat(refused.reason().in(Locale.ENGLISH)).contains("200 parameters"));
        assertThat(examine(DiagnosisInput.ofReturn(new byte[0]), UTF_8)).isInstanceOf(Diagnosis.NotExamined.class);
    }

    @Test
    void theSameMessageHasTheSameDiagnosisAndASingleMistakeIsPreferred() {
        Map<String, String> params = message(new Random(7));
        DiagnosisInput specimen = DiagnosisInput.ofReturn(bytes("id=123&" + signed(params, GBK)));
        Diagnosis diagnosis = examine(specimen, GBK);
        assertThat(diagnosis.found()).containsExactly(new DetectedMistake(SignatureMistake.EXTRA_PARAMETER, "id"));
        assertThat(examine(specimen, GBK)).isEqualTo(diagnosis);
    }

    @Test
    void anRsaSignatureIsExplainedAsWell() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        KeyPair keys = generator.generateKeyPair();
        Signature signer = Signature.getInstance("SHA1withRSA");
        signer.initSign(keys.getPrivate());
        signer.update("out_trade_no=N1&subject=测试".getBytes(UTF_8));
        String wire = form(
                Map.of(
                        "out_trade_no",
                        "N1",
                        "subject",
                        "测试",
                        "id",
                        "1",
                        "sign",
                        Base64.getEncoder().encodeToString(signer.sign())),
                UTF_8);
        SigningAccount account =
                new SigningAccount(PARTNER, PARTNER, new SecurityKey(""), UTF_8, "RSA", Optional.of(keys.getPublic()));
        SignatureDiagnoser doctor = new SignatureDiagnoser(account, List.of());
        assertThat(doctor.examine(DiagnosisInput.ofReturn(bytes(wire))).found())
                .containsExactly(new DetectedMistake(SignatureMistake.EXTRA_PARAMETER, "id"));
        assertThat(new SignatureDiagnoser(account.signing("MD5"), List.of())
                        .examine(DiagnosisInput.ofReturn(bytes(wire.replace("id=1", "id="))))
                        .found())
                .containsExactly(new DetectedMistake(SignatureMistake.RSA_FOR_MD5, ""));
        assertThat(doctor.examine(DiagnosisInput.ofReturn(
                                bytes(wire.replace("%2B", "+").replace("id=1", "id="))))
                        .found())
                .extracting(DetectedMistake::mistake)
                .allMatch(mistake -> mistake == SignatureMistake.PLUS_AND_BLANK);
    }

    @ParameterizedTest
    @EnumSource(SignatureMistake.class)
    void everyMistakeSaysWhatItIsWhoMendsItAndWhereTheTutorialsSpeakOfIt(SignatureMistake mistake) {
        assertThat(mistake.sentence().in(Locale.CHINESE)).doesNotEndWith("。");
        assertThat(mistake.sentence().in(Locale.ENGLISH)).doesNotEndWith(".");
        assertThat(mistake.section()).matches("双功能 4\\.[12].* / 担保 5\\.[12].*");
        assertThat(mistake.responsible())
                .isIn(ResponsibleParty.CODE, ResponsibleParty.CONFIGURATION, ResponsibleParty.SERVER);
        assertThat(mistake.code()).isEqualTo(mistake.name());
    }

    @Test
    void nothingThatIsPassedAroundShowsAKey() {
        SigningAccount account = SigningAccount.of(KEY, PARTNER, UTF_8);
        DiagnosisInput specimen = DiagnosisInput.ofReturn(bytes(signed(Map.of("a", "1"), UTF_8)));
        assertThat(account + " " + specimen + " " + SigningAccount.of(PARTNER, KEY, UTF_8))
                .doesNotContain(KEY)
                .doesNotContain(PARTNER)
                .doesNotContainPattern("[0-9a-f]{32}");
    }
}
