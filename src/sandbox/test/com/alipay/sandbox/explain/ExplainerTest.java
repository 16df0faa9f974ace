package com.alipay.sandbox.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sandbox.account.MerchantAccount;
import com.alipay.sandbox.account.Merchants;
import com.alipay.sandbox.account.RsaKeyPair;
import com.alipay.sandbox.error.BadSignature;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Source;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A burst of bad signatures does not pile up: who comes when all places are taken is told so at once. */
class ExplainerTest {
    private static final String PARTNER = "2088000000000001";
    private static final Shops SHOPS = new Shops(
            Merchants.of(MerchantAccount.of(PARTNER, "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m", "seller@example.com")),
            RsaKeyPair.generate().publicKey());
    private static final InquiryForm FORM = new InquiryForm(Map.of("message", "a=1&sign=0", "partner", PARTNER));

    private final Explainer explainer = new Explainer(SHOPS, 1);

    @Test
    void whoComesWhenAllPlacesAreTakenIsToldAtOnce() {
        BadSignature bad = new BadSignature(
                PARTNER,
                "a=1",
                new Call(
                        "POST",
                        "/gateway.do",
                        "",
                        new byte[0],
                        "a=1&sign=0".getBytes(StandardCharsets.US_ASCII),
                        "",
                        "",
                        Source.LOCAL_PROGRAM));
        Optional<Optional<Explanation>> second = explainer.inTurn(() -> explainer.explain(FORM));
        Optional<SignatureHelp> help = explainer.inTurn(() -> explainer.help(bad));

        assertThat(second).contains(Optional.empty());
        assertThat(help.orElseThrow().explanation()).isEmpty();
        assertThat(help.orElseThrow().signedText()).isEqualTo("a=1");
        assertThat(explainer.explain(FORM)).isPresent();
    }

    @Test
    void aPlaceIsGivenBackHoweverAnExaminationEnds() {
        assertThatThrownBy(() -> explainer.inTurn(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(explainer.explain(FORM)).isPresent();
    }

    @Test
    void nothingThatIsPassedAroundShowsAKey() {
        InquiryForm typed = new InquiryForm(Map.of("message", "a=1&sign=0", "key", "top-secret-key"));
        Inquiry inquiry = typed.inquiry(SHOPS);

        assertThat(typed + " " + inquiry + " " + Explainer.examine(inquiry) + " " + SHOPS)
                .doesNotContain("top-secret-key", "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m");
    }
}
