package com.alipay.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.diagnosis.signature.Diagnosis;
import com.alipay.gateway.GatewayError;
import com.alipay.orders.rules.HistoryEvent;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.OrderDecision;
import com.alipay.orders.rules.OrderEventType;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.protocol.Notification;
import com.alipay.protocol.PayService;
import com.alipay.protocol.VerificationResult;
import com.alipay.sandbox.gateway.GatewayErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The words that are stored in a database or answered to a program. They are written out here: whoever renames a class or a constant
 * must not change one, because the data of earlier builds holds them.
 */
class CodesTest {
    @Test
    void whatAVerificationFound() {
        assertThat(Stream.of(VerificationStatus.values()).map(VerificationStatus::code))
                .containsExactly(
                        "Genuine",
                        "SignatureDiffers",
                        "NotConfirmed",
                        "GatewayUnreachable",
                        "Incomplete",
                        "Unreadable");
        assertThat(Stream.of(
                                new VerificationResult.Verified(Notification.NONE),
                                new VerificationResult.SignatureMismatch(Notification.NONE),
                                new VerificationResult.NotifyIdRejected(
                                        Notification.NONE, VerificationResult.VerifyResponse.FALSE, "false"),
                                new VerificationResult.GatewayUnreachable(Notification.NONE, "timeout"),
                                new VerificationResult.MissingParameters(Notification.NONE, List.of("sign")),
                                new VerificationResult.Malformed(Notification.NONE, "twice"))
                        .map(VerificationStatus::of))
                .containsExactly(VerificationStatus.values());
    }

    /** The tutorials' links, in the sandbox and on the merchant's page of errors. */
    @Test
    void theSameHelpPageOfAlipayForACode() {
        for (GatewayErrorCode code : GatewayErrorCode.values()) {
            assertThat(code.help_id())
                    .as(code.name())
                    .isEqualTo(GatewayError.valueOf(code.name()).help_id());
        }
    }

    @Test
    void whatBecameOfAMessage() {
        assertThat(Stream.of(ProcessingStatus.values()).map(ProcessingStatus::code))
                .containsExactly(
                        "RECEIVED",
                        "REFUSED",
                        "FAILED",
                        "ADVANCED",
                        "REPEAT",
                        "NOTED",
                        "LATE",
                        "IGNORED",
                        "HELD",
                        "DISMISSED");
        assertThat(Stream.of(OrderDecision.Type.values())
                        .map(type -> type.status().code()))
                .containsExactly("ADVANCED", "REPEAT", "NOTED", "LATE", "IGNORED", "HELD");
    }

    @Test
    void whoBroughtIt() {
        assertThat(Stream.of(MessageSource.values()).map(MessageSource::code))
                .containsExactly("notify_url", "return_url", "alipayto", "reconcile", "admin");
    }

    @Test
    void whatHappenedToAnOrder() {
        assertThat(Stream.of(HistoryEvent.values()).map(HistoryEvent::code))
                .containsExactly(
                        "PLACED",
                        "NOTED",
                        "PAID",
                        "SHIPPED",
                        "FINISHED",
                        "CLOSED",
                        "REFUND",
                        "RELEASED",
                        "DISMISSED",
                        "SUSPENDED",
                        "CONFIRMED",
                        "RESET");
        assertThat(Stream.of(OrderEventType.values())
                        .map(milestone -> milestone.event().code()))
                .containsExactly("PAID", "SHIPPED", "FINISHED", "CLOSED", "REFUND");
    }

    @Test
    void whatABuyerPaysWith() {
        assertThat(Stream.of(PayService.values()).map(PayService::code))
                .containsExactly("trade_create_by_buyer", "create_partner_trade_by_buyer");
    }

    @Test
    void whatAnExplanationCameTo() {
        Diagnosis.SearchStatistics search = new Diagnosis.SearchStatistics(List.of(), 0, true);
        assertThat(Stream.of(
                                new Diagnosis.Valid(),
                                new Diagnosis.Explained(List.of(), null),
                                new Diagnosis.Corrupted(List.of(), search),
                                new Diagnosis.Unexplained(search, List.of()),
                                Diagnosis.NotExamined.nothing())
                        .map(Diagnosis::code))
                .containsExactly("Genuine", "Explained", "Damaged", "Unexplained", "Refused");
    }

    /** A class's own name may only name an exception, for people, or the text of a constant. The sandbox's file has codes, see {@code @StoredAs}. */
    @Test
    void noClassNameIsStoredOrAnswered() throws IOException {
        for (String folder :
                List.of("src/kit/java", "src/orders/java", "src/diagnosis/java", "src/war/java", "src/sandbox/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path source : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(source, StandardCharsets.UTF_8))
                            .as(source.toString())
                            .doesNotContainPattern(
                                    "(?<!\\b(?:e|cause|root)\\.getClass\\(\\)|\\bconstant\\.getDeclaringClass\\(\\))[.:]getSimpleName");
                }
            }
        }
    }
}
