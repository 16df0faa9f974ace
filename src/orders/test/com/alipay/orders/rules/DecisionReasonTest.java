package com.alipay.orders.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.i18n.Languages;
import com.alipay.i18n.Messages;
import com.alipay.orders.rules.DecisionReason.Code;
import com.alipay.protocol.FormData;
import com.alipay.protocol.Notification;
import com.alipay.protocol.NotifyVerifyClient;
import com.alipay.protocol.VerificationResult;
import com.alipay.protocol.VerificationResult.VerifyResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person and a program read about a message. */
class DecisionReasonTest {
    @Test
    void anAmountIsSaidInBothLanguages() {
        DecisionReason reason = new DecisionReason(Code.AMOUNT, "353.00", "338.00 or 328.00");
        assertThat(reason.toString()).isEqualTo("total_fee is 353.00, agreed was 338.00 or 328.00");
        assertThat(reason.sentence().in(Locale.CHINESE)).isEqualTo("付款总额是 353.00 元，约定的是 338.00 或 328.00 元");
        assertThat(reason.remedy().in(Locale.CHINESE)).contains("支付宝网站", "放行", "驳回");
    }

    @Test
    void aStatusIsTheVendorsWordWithItsMeaning() {
        DecisionReason reason = new DecisionReason(Code.NO_SUCH_WAY, "TRADE_CLOSED", "TRADE_FINISHED");
        assertThat(reason.toString()).isEqualTo("no trade goes from TRADE_FINISHED to TRADE_CLOSED");
        assertThat(reason.sentence().in(Locale.CHINESE)).contains("交易完成 TRADE_FINISHED", "交易关闭 TRADE_CLOSED");
    }

    @Test
    void aValueThatLooksLikeAPlaceholderStaysAValue() {
        assertThat(new DecisionReason(Code.OTHER_SELLER, "{agreed}{", "seller@example.com").toString())
                .isEqualTo("seller_email is {agreed}{, the order's is seller@example.com");
    }

    @ParameterizedTest
    @EnumSource
    void everyCaseIsSaidWholly(Code code) {
        DecisionReason reason = new DecisionReason(code, "FOUND", "AGREED");
        assertThat(reason.toString()).isNotBlank().doesNotContainPattern("[{}]").matches("\\P{IsHan}*( \\(.*\\))?");
        assertThat(reason.sentence().in(Locale.CHINESE))
                .containsPattern("\\p{IsHan}")
                .doesNotContainPattern("[{}。]");
        assertThat(reason.remedy().in(Locale.CHINESE)).doesNotContainPattern("[{}。]");
        assertThat(Code.of(code.name())).contains(code);
    }

    @Test
    void aWordOfNobodysIsNoCode() {
        assertThat(Code.of("amount")).isEmpty();
        assertThat(Code.of(null)).isEmpty();
    }

    @Test
    void everyTextIsThereInBothLanguages() {
        Languages.check(
                Messages.of(DecisionReason.class),
                Map.of("双功能", "the title of a tutorial", "担保", "the title of a tutorial", "“没有做：允许再次调用”", "a button"));
    }

    static Stream<VerificationResult> results() {
        return Stream.of(
                new VerificationResult.Verified(Notification.NONE),
                new VerificationResult.SignatureMismatch(Notification.NONE),
                new VerificationResult.NotifyIdRejected(Notification.NONE, VerifyResponse.OTHER, "FOUND"),
                new VerificationResult.GatewayUnreachable(Notification.NONE, "FOUND"),
                new VerificationResult.MissingParameters(Notification.NONE, List.of("FOUND", "sign")));
    }

    @ParameterizedTest
    @MethodSource("results")
    void whatAVerificationSaysIsItsReason(VerificationResult result) {
        assertThat(DecisionReason.of(result))
                .hasToString(result.reason())
                .extracting(DecisionReason::code)
                .hasToString(VerificationStatus.of(result).name());
    }

    @Test
    void whyAMessageIsUnreadableIsItsReason() {
        assertThat(DecisionReason.of(new VerificationResult.Malformed(Notification.NONE, "FOUND")))
                .hasToString("unreadable: FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "Sign=1", "subject=%ff", "subject=a%26total_fee%3D1%26"})
    void whyAMessageCannotBeReadIsShownInChinese(String form) {
        String problem = FormData.parse(form.getBytes(StandardCharsets.US_ASCII), StandardCharsets.UTF_8)
                .problem()
                .orElseThrow();
        DecisionReason reason = DecisionReason.of(Code.UNREADABLE, problem);
        Languages.said(List.of(reason.sentence()));
        assertThat(reason).hasToString("unreadable: " + problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NotifyVerifyClient.TOO_MANY,
                NotifyVerifyClient.ASKED_ALREADY,
                "more than 200 parameters",
                "2000000 bytes, more than 65536",
                "no answer within 3000 ms from mapi.alipay.com",
                "batch_no 20110315001: 1 of 2 refunded"
            })
    void whatIsStoredInEnglishIsShownInChinese(String found) {
        Languages.said(
                List.of(DecisionReason.of(Code.GATEWAY_UNREACHABLE, found).sentence()));
    }
}
