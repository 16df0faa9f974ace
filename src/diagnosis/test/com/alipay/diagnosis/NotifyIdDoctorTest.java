package com.alipay.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.diagnosis.NotifyIdDoctor.Question;
import com.alipay.diagnosis.NotifyIdDoctor.Suspicion;
import com.alipay.diagnosis.Reach.Step;
import com.alipay.trade.Notice;
import com.alipay.trade.Verdict;
import com.alipay.trade.Verdict.Answer;
import com.alipay.util.NotifyIdQuery;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifyIdDoctorTest {
    private static final Notice MESSAGE = new Notice(Map.of("notify_id", "1", "notify_time", "2011-03-15 10:00:05"));
    private static final URI ALIPAY = URI.create("https://mapi.alipay.com/gateway.do");
    private static final URI SANDBOX = URI.create("http://localhost:8090/gateway.do");
    private static final Question SOON = question("2088000000000001", ALIPAY, "2011-03-15T02:00:20Z", false);

    private static Question question(String partner, URI asked, String at, boolean confirmedBefore) {
        return new Question(partner, asked, ALIPAY, Instant.parse(at), confirmedBefore);
    }

    private static List<Suspicion> examine(Verdict verdict, Question question, Reach reach) {
        return new NotifyIdDoctor(new NetworkProbe() {
                    @Override
                    public Reach reach(URI address) {
                        return reach;
                    }

                    @Override
                    public Fetched get(URI address) {
                        return Fetched.nothing("not asked");
                    }
                })
                .examine(verdict, question);
    }

    private static List<Suspicion> denied(Answer answer, Question question) {
        return examine(new Verdict.NotConfirmed(MESSAGE, answer, ""), question, new Reach(Step.TLS, ""));
    }

    @Test
    void anOldMessageIsToldItsAge() {
        assertThat(denied(Answer.FALSE, question("2088000000000001", ALIPAY, "2011-03-15T02:05:05Z", false)))
                .containsExactly(new Suspicion(NotifyIdTrouble.OLDER_THAN_A_MINUTE, true, "300 s"));
    }

    @Test
    void whatIsSeenIsSaid() {
        assertThat(denied(Answer.INVALID, question("", ALIPAY, "2011-03-15T02:00:20Z", false)))
                .containsExactly(new Suspicion(NotifyIdTrouble.WRONG_PARTNER, true, ""));
        assertThat(denied(Answer.FALSE, question("2088000000000001", ALIPAY, "2011-03-15T02:00:20Z", true)))
                .containsExactly(new Suspicion(NotifyIdTrouble.ALREADY_CONFIRMED, true, ""));
        assertThat(denied(Answer.FALSE, question("2088000000000001", SANDBOX, "2011-03-15T02:00:20Z", false)))
                .containsExactly(new Suspicion(NotifyIdTrouble.SANDBOX_AND_PRODUCTION_MIXED, true, ""));
        assertThat(denied(Answer.OTHER, SOON))
                .containsExactly(new Suspicion(NotifyIdTrouble.ANOTHER_PROGRAM_ANSWERS, true, ""));
    }

    @Test
    void whatIsNotSeenIsOnlyPossible() {
        assertThat(denied(Answer.FALSE, SOON)).isNotEmpty().allSatisfy(suspicion -> {
            assertThat(suspicion.seen()).isFalse();
            assertThat(suspicion.chinese()).startsWith("可能是：");
            assertThat(suspicion.english()).startsWith("possibly: ");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "NOTHING, NAME_NOT_RESOLVED, true",
        "NAME, PORT_CLOSED, true",
        "PORT, TLS_FAILED, true",
        "TLS, NO_ANSWER_IN_TIME, false"
    })
    void anUnreachableGatewayIsLookedAtStepByStep(Step furthest, NotifyIdTrouble trouble, boolean seen) {
        assertThat(examine(new Verdict.GatewayUnreachable(MESSAGE, "?"), SOON, new Reach(furthest, "why")))
                .containsExactly(new Suspicion(trouble, seen, "why"));
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
    void aStatusInsteadOfAnAnswerIsTheCauseAndTheLineIsNotLookedAt(int status, NotifyIdTrouble trouble) {
        Verdict verdict = new Verdict.GatewayUnreachable(MESSAGE, "HTTP " + status);
        assertThat(examine(verdict, SOON, new Reach(Step.NOTHING, "not looked at")))
                .containsExactly(new Suspicion(trouble, true, "HTTP " + status));
    }

    @Test
    void whatTheMerchantItselfPreventedIsNotBlamedOnTheNetwork() {
        Reach open = new Reach(Step.TLS, "");
        assertThat(examine(new Verdict.GatewayUnreachable(MESSAGE, NotifyIdQuery.TOO_MANY), SOON, open))
                .containsExactly(new Suspicion(NotifyIdTrouble.TOO_MANY_AT_ONCE, true, ""));
        Question nowhere = question("2088000000000001", URI.create("mapi.alipay.com"), "2011-03-15T02:00:20Z", false);
        assertThat(examine(new Verdict.GatewayUnreachable(MESSAGE, "?"), nowhere, open))
                .containsExactly(new Suspicion(NotifyIdTrouble.ADDRESS_MALFORMED, true, ""));
    }

    @Test
    void otherVerdictsAreNoQuestionOfTheId() {
        assertThat(examine(new Verdict.Genuine(MESSAGE), SOON, new Reach(Step.TLS, "")))
                .isEmpty();
        assertThat(examine(new Verdict.SignatureDiffers(MESSAGE), SOON, new Reach(Step.TLS, "")))
                .isEmpty();
    }
}
