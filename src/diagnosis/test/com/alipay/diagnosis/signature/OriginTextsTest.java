package com.alipay.diagnosis.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.diagnosis.DiagnosisMessagesTest;
import com.alipay.protocol.ResponsibleParty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a cause in a request, a return and a notification: a sentence, a remedy and somebody who mends it, in both languages. */
class OriginTextsTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    static Stream<Arguments> causes() {
        return Stream.of(SignatureMistake.values())
                .flatMap(mistake -> Stream.of(MessageOrigin.values()).map(origin -> Arguments.of(mistake, origin)));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void everyCauseHasItsWords(SignatureMistake mistake, MessageOrigin origin) {
        DetectedMistake found = new DetectedMistake(mistake, "");
        DiagnosisMessagesTest.assertCauseAndRemedy(found.sentence(origin));
        assertThat(found.responsible(origin)).isNotNull();
        assertThat(mistake.section()).isNotEmpty();
    }

    /** In a request nobody is told about notify_id, nor that a proxy has to mend what the merchant's form does. */
    @Test
    void aRequestIsTheMerchantsOwn() {
        for (SignatureMistake mistake : SignatureMistake.triedOn(DiagnosisInput.ofRequest(new byte[0], new byte[0]))) {
            assertThat(new DetectedMistake(mistake, "")
                            .sentence(MessageOrigin.REQUEST)
                            .in(Locale.ENGLISH))
                    .as(mistake.name())
                    .doesNotContain("notify_id", "the proxy");
        }
        assertThat(new DetectedMistake(SignatureMistake.EXTRA_PARAMETER, "show_url")
                        .sentence(MessageOrigin.REQUEST)
                        .in(Locale.ENGLISH))
                .contains("sign every parameter of the interface");
        assertThat(SignatureMistake.ENCODED_TWICE.responsible(MessageOrigin.REQUEST))
                .isEqualTo(ResponsibleParty.CODE);
        assertThat(SignatureMistake.VALUES_NOT_ENCODED.responsible(MessageOrigin.NOTIFICATION))
                .isEqualTo(ResponsibleParty.SERVER);
        assertThat(SignatureMistake.KEY_SENT.responsible(MessageOrigin.RETURN))
                .isEqualTo(ResponsibleParty.CONFIGURATION);
    }

    private static Diagnosis examine(String wire, String text) {
        SigningAccount account = SigningAccount.of("2088000000000001", KEY, UTF_8);
        return new SignatureDiagnoser(account, List.of())
                .examine(DiagnosisInput.ofRequest(new byte[0], wire.getBytes(UTF_8)), text);
    }

    @Test
    void theTextThatWasSignedProvesWhatChangedAfterwards() {
        String text = "out_trade_no=1&subject=abc&total_fee=0.01";
        String sign = DigestUtils.md5Hex(text + KEY);
        Diagnosis changed =
                examine("out_trade_no=1&subject=xyz&total_fee=77.01&sign_type=MD5&sign=" + sign, text + KEY);
        Diagnosis equal = examine(
                "out_trade_no=1&subject=abc&total_fee=0.01&sign_type=MD5&sign=" + DigestUtils.md5Hex("other"), text);

        assertThat(changed.found())
                .containsExactly(new DetectedMistake(SignatureMistake.CHANGED_AFTER_SIGNING, "subject, total_fee"));
        assertThat(equal.found()).containsExactly(new DetectedMistake(SignatureMistake.KEY_OR_DIGEST_DIFFERS, ""));
        assertThat(changed.toString() + equal).doesNotContain(KEY, sign);
    }

    @Test
    void otherInterfacesAreNamed() {
        Map<String, SignatureMistake> messages = Map.of(
                "service=alipay.wap.trade.create.direct&sec_id=MD5&v=1.0&notify_data=%3Cnotify%3E&sign=0",
                        SignatureMistake.WAP_MESSAGE,
                "app_id=2014&method=alipay.trade.page.pay&biz_content=%7B%7D&sign_type=RSA2&sign=abc",
                        SignatureMistake.OPEN_PLATFORM_MESSAGE);
        messages.forEach((wire, mistake) ->
                assertThat(examine(wire, "").found()).containsExactly(new DetectedMistake(mistake, "")));
    }
}
