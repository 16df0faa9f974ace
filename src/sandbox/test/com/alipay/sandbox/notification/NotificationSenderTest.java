package com.alipay.sandbox.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.i18n.Text;
import com.alipay.sandbox.fault.FaultTarget;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.merchant.RsaKeyPair;
import com.alipay.sandbox.merchant.SignerFactory;
import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.scheduling.Scheduler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept of a notification when more and more of them come: everything that is still to be done, and the last attempts. */
class NotificationSenderTest {
    private static final int KEPT = 10_000;
    private static final MerchantAccount MERCHANT =
            MerchantAccount.of("2088000000000001", "0123456789abcdef0123456789abcdef", "seller@example.com");
    private static final NotificationContent MESSAGE = new NotificationContent(
            MERCHANT.partner(),
            SignType.MD5,
            "http://localhost/notify",
            StandardCharsets.UTF_8,
            Map.of("trade_no", "2011031500000001", "out_trade_no", "1"));
    private static final List<Duration> ONE_MORE_TRY = List.of(Duration.ofMinutes(2));
    private static final List<Duration> NO_MORE = List.of();

    private final StateStore vault = StateStore.inMemory();
    private final SandboxClock clock = new SandboxClock(vault);
    private final Scheduler agenda = new Scheduler(clock);
    private final NotifyIdRegistry ids = new NotifyIdRegistry(clock, vault);
    private final NotificationSender postman = new NotificationSender(
            new NotificationFormEncoder(new SignerFactory(Merchants.of(MERCHANT), RsaKeyPair.generate())),
            new NotificationHttpClient(Runnable::run, DelayScheduler.real(Runnable::run)),
            ids,
            clock,
            agenda,
            Runnable::run,
            vault);

    @AfterEach
    void stop() {
        agenda.close();
    }

    @Test
    void anAcknowledgedOneGoesWithItsLastAttempt() {
        String first = sent("success", ONE_MORE_TRY);
        String second = sent("success", ONE_MORE_TRY);
        fill(KEPT - 1);

        assertThat(isKnown(first)).isFalse();
        assertThat(isKnown(second)).isTrue();
        assertThat(postman.log().before(Long.MAX_VALUE)).hasSize(KEPT);
    }

    @Test
    void oneWithATryAheadStaysAndItsIdIsGood() {
        String open = sent("fail", ONE_MORE_TRY);
        fill(KEPT + 1);

        assertThat(isKnown(open)).isTrue();
        assertThat(ids.confirm(open, MERCHANT.partner())).isEqualTo(NotifyIdStatus.GOOD);
    }

    @Test
    void oneThatWasNeverAcknowledgedGoesWhenNoTryIsLeft() {
        String over = sent("fail", NO_MORE);
        fill(KEPT - 1);
        assertThat(ids.confirm(over, MERCHANT.partner())).isEqualTo(NotifyIdStatus.GOOD);
        fill(1);

        assertThat(isKnown(over)).isFalse();
        assertThat(ids.confirm(over, MERCHANT.partner())).isEqualTo(NotifyIdStatus.UNKNOWN);
    }

    @Test
    void whatASandboxHasForgottenWhileItWasUnderWayLeavesNothing() {
        Notification reset = notification();
        postman.send(reset, ONE_MORE_TRY, answering("fail"));

        assertThat(isKnown(reset.notifyId())).isFalse();
    }

    private boolean isKnown(String notifyId) {
        boolean known = postman.notifications().find(notifyId).isPresent();
        assertThat(ids.targetOf(notifyId).equals(FaultTarget.ANY))
                .as("notification and id go together")
                .isEqualTo(!known);
        return known;
    }

    private void fill(int attempts) {
        for (int i = 0; i < attempts; i++) {
            sent("success", ONE_MORE_TRY);
        }
    }

    private String sent(String answer, List<Duration> ladder) {
        Notification notification = notification();
        postman.notifications().add(notification);
        postman.send(notification, ladder, answering(answer));
        return notification.notifyId();
    }

    private Notification notification() {
        return new Notification(
                ids.forNotification(MESSAGE.partner()),
                MESSAGE,
                NotificationProfile.V1_7,
                ContentTampering.NONE,
                0,
                false,
                new NextAttempt.First(Optional.empty()));
    }

    private static DeliveryStrategy answering(String word) {
        DeliveryResponse answer = new DeliveryResponse.Answered(200, word.getBytes(StandardCharsets.US_ASCII), false);
        return form -> new DeliveryStrategy.Outcome(answer, Text.NONE);
    }
}
