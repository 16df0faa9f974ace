package com.alipay.diagnosis.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.diagnosis.site.ConnectionResult;
import com.alipay.diagnosis.site.ConnectionResult.Stage;
import com.alipay.diagnosis.site.HttpProbeResult;
import com.alipay.diagnosis.site.NetworkProbe;
import com.alipay.diagnosis.verification.NotifyIdDiagnoser.PossibleCause;
import com.alipay.diagnosis.verification.NotifyIdDiagnoser.VerifyCall;
import com.alipay.protocol.Notification;
import com.alipay.protocol.NotifyVerifyClient;
import com.alipay.protocol.VerificationResult;
import com.alipay.protocol.VerificationResult.VerifyResponse;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifyIdDiagnoserTest {
    private static final Notification MESSAGE =
            new Notification(Map.of("notify_id", "1", "notify_time", "2011-03-15 10:00:05"));
    private static final URI ALIPAY = URI.create("https://mapi.alipay.com/gateway.do");
    private static final URI SANDBOX = URI.create("http://localhost:8090/gateway.do");
    private static final VerifyCall SOON = question("2088000000000001", ALIPAY, "2011-03-15T02:00:20Z", false);

    private static VerifyCall question(String partner, URI asked, String at, boolean confirmedBefore) {
        return new VerifyCall(partner, asked, ALIPAY, Instant.parse(at), confirmedBefore);
    }

    private static List<PossibleCause> examine(
            VerificationResult verdict, VerifyCall question, ConnectionResult reach) {
        return new NotifyIdDiagnoser(new NetworkProbe() {
                    @Override
                    public ConnectionResult reach(URI address) {
                        return reach;
                    }

                    @Override
                    public HttpProbeResult get(URI address) {
                        return HttpProbeResult.failure("not asked");
                    }
                })
                .examine(verdict, question);
    }

    private static List<PossibleCause> denied(VerifyResponse answer, VerifyCall question) {
        return examine(
                new VerificationResult.NotifyIdRejected(MESSAGE, answer, ""),
                question,
                new ConnectionResult(Stage.TLS, ""));
    }

    @Test
    void anOldMessageIsToldItsAge() {
        assertThat(denied(VerifyResponse.FALSE, question("2088000000000001", ALIPAY, "2011-03-15T02:05:05Z", false)))
                .containsExactly(new PossibleCause(
                        NotifyIdFailure.OLDER_THAN_A_MINUTE, true, DiagnosticCode.MESSAGES.message("seconds", 300L)));
    }

    @Test
    void whatIsSeenIsSaid() {
        assertThat(denied(VerifyResponse.INVALID, question("", ALIPAY, "2011-03-15T02:00:20Z", false)))
                .containsExactly(new PossibleCause(NotifyIdFailure.WRONG_PARTNER, true, ""));
        assertThat(denied(VerifyResponse.FALSE, question("2088000000000001", ALIPAY, "2011-03-15T02:00:20Z", true)))
                .containsExactly(new PossibleCause(NotifyIdFailure.ALREADY_CONFIRMED, true, ""));
        assertThat(denied(VerifyResponse.FALSE, question("2088000000000001", SANDBOX, "2011-03-15T02:00:20Z", false)))
                .containsExactly(new PossibleCause(NotifyIdFailure.SANDBOX_AND_PRODUCTION_MIXED, true, ""));
        assertThat(denied(VerifyResponse.OTHER, SOON))
                .containsExactly(new PossibleCause(NotifyIdFailure.ANOTHER_PROGRAM_ANSWERS, true, ""));
    }

    @Test
    void whatIsNotSeenIsOnlyPossible() {
        assertThat(denied(VerifyResponse.FALSE, SOON)).isNotEmpty().allSatisfy(suspicion -> {
            assertThat(suspicion.seen()).isFalse();
            assertThat(suspicion.sentence().in(Locale.CHINESE)).startsWith("可能是：");
            assertThat(suspicion.sentence().in(Locale.ENGLISH)).startsWith("possibly: ");
        });
    }

    /** A sandbox whose clock was moved denies a message that is seconds old to everybody else. */
    @Test
    void anExpiredMessageOfAMovedSandboxIsNotBlamedOnThePartner() {
        VerifyCall sandbox =
                new VerifyCall("2088000000000001", SANDBOX, SANDBOX, Instant.parse("2011-03-15T02:00:20Z"), false);
        Map<String, String> own = new HashMap<>(MESSAGE.params());
        own.put("seller_id", "2088000000000001");
        List<PossibleCause> causes = examine(
                new VerificationResult.NotifyIdRejected(new Notification(own), VerifyResponse.FALSE, ""),
                sandbox,
                new ConnectionResult(Stage.TLS, ""));
        assertThat(causes)
                .extracting(PossibleCause::trouble)
                .startsWith(NotifyIdFailure.SANDBOX_CLOCK_MOVED)
                .doesNotContain(NotifyIdFailure.WRONG_PARTNER);
        assertThat(denied(VerifyResponse.FALSE, SOON))
                .extracting(PossibleCause::trouble)
                .startsWith(NotifyIdFailure.WRONG_PARTNER);
    }

    @ParameterizedTest
    @CsvSource({
        "NOTHING, NAME_NOT_RESOLVED, true",
        "NAME, PORT_CLOSED, true",
        "PORT, TLS_FAILED, true",
        "TLS, NO_ANSWER_IN_TIME, false"
    })
    void anUnreachableGatewayIsLookedAtStepByStep(Stage furthest, NotifyIdFailure trouble, boolean seen) {
        assertThat(examine(
                        new VerificationResult.GatewayUnreachable(MESSAGE, "?"),
                        SOON,
                        new ConnectionResult(furthest, "why")))
                .containsExactly(new PossibleCause(trouble, seen, "why"));
    }

    @ParameterizedTest
    @CsvSource({
        "500, GATEWAY_OUT_OF_SERVICE",
        "502, GATEWAY_OUT_OF_SERVICE",
        "503, GATEWAY_OUT_OF_SERVICE",
        "504, GATEWAY_OUT_OF_SERVICE",
        "408, GATEWAY_OUT_OF_SERVICE",
        "429, GATEWAY_OUT_OF_SERVICE",
        "204, QUESTION_TURNED_AWAY",
        "302, QUESTION_TURNED_AWAY",
        "400, QUESTION_TURNED_AWAY",
        "403, QUESTION_TURNED_AWAY",
        "404, QUESTION_TURNED_AWAY",
        "407, QUESTION_TURNED_AWAY"
    })
    void aStatusInsteadOfAnAnswerIsTheCauseAndTheLineIsNotLookedAt(int status, NotifyIdFailure trouble) {
        VerificationResult verdict = new VerificationResult.GatewayUnreachable(MESSAGE, "HTTP " + status);
        assertThat(examine(verdict, SOON, new ConnectionResult(Stage.NOTHING, "not looked at")))
                .containsExactly(new PossibleCause(trouble, true, "HTTP " + status));
    }

    @Test
    void whatTheMerchantItselfPreventedIsNotBlamedOnTheNetwork() {
        ConnectionResult open = new ConnectionResult(Stage.TLS, "");
        assertThat(examine(new VerificationResult.GatewayUnreachable(MESSAGE, NotifyVerifyClient.TOO_MANY), SOON, open))
                .containsExactly(new PossibleCause(NotifyIdFailure.TOO_MANY_AT_ONCE, true, ""));
        VerifyCall nowhere = question("2088000000000001", URI.create("mapi.alipay.com"), "2011-03-15T02:00:20Z", false);
        assertThat(examine(new VerificationResult.GatewayUnreachable(MESSAGE, "?"), nowhere, open))
                .containsExactly(new PossibleCause(NotifyIdFailure.ADDRESS_MALFORMED, true, ""));
    }

    @Test
    void otherVerdictsAreNoQuestionOfTheId() {
        assertThat(examine(new VerificationResult.Verified(MESSAGE), SOON, new ConnectionResult(Stage.TLS, "")))
                .isEmpty();
        assertThat(examine(
                        new VerificationResult.SignatureMismatch(MESSAGE), SOON, new ConnectionResult(Stage.TLS, "")))
                .isEmpty();
    }
}
