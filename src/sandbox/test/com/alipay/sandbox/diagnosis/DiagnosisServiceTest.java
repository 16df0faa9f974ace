package com.alipay.sandbox.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sandbox.gateway.RejectedSignature;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.RequestOrigin;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.merchant.RsaKeyPair;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A burst of bad signatures does not pile up: who comes when all places are taken is told so at once. */
class DiagnosisServiceTest {
    private static final String PARTNER = "2088000000000001";
    private static final MerchantAccounts SHOPS = new MerchantAccounts(
            Merchants.of(MerchantAccount.of(PARTNER, "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m", "seller@example.com")),
            RsaKeyPair.generate().publicKey());
    private static final DiagnosisRequestParser FORM =
            new DiagnosisRequestParser(Map.of("message", "a=1&sign=0", "partner", PARTNER));

    private final DiagnosisService explainer = new DiagnosisService(SHOPS, 1);

    @Test
    void whoComesWhenAllPlacesAreTakenIsToldAtOnce() {
        RejectedSignature bad = new RejectedSignature(
                PARTNER,
                "a=1",
                new HttpRequest(
                        "POST",
                        "/gateway.do",
                        "",
                        new byte[0],
                        "a=1&sign=0".getBytes(StandardCharsets.US_ASCII),
                        "",
                        "",
                        RequestOrigin.LOCAL_PROGRAM));
        Optional<Optional<DiagnosisReport>> second = explainer.throttled(() -> explainer.explain(FORM));
        Optional<SignatureErrorDetails> help = explainer.throttled(() -> explainer.help(bad));

        assertThat(second).contains(Optional.empty());
        assertThat(help.orElseThrow().explanation()).isEmpty();
        assertThat(help.orElseThrow().signedText()).isEqualTo("a=1");
        assertThat(explainer.explain(FORM)).isPresent();
    }

    @Test
    void aPlaceIsGivenBackHoweverAnExaminationEnds() {
        assertThatThrownBy(() -> explainer.throttled(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(explainer.explain(FORM)).isPresent();
    }

    @Test
    void nothingThatIsPassedAroundShowsAKey() {
        DiagnosisRequestParser typed =
                new DiagnosisRequestParser(Map.of("message", "a=1&sign=0", "key", "top-secret-key"));
        DiagnosisRequest inquiry = typed.inquiry(SHOPS);

        assertThat(typed + " " + inquiry + " " + DiagnosisService.examine(inquiry) + " " + SHOPS)
                .doesNotContain("top-secret-key", "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m");
    }
}
