package com.alipay.sandbox.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.account.MerchantAccount;
import com.alipay.sandbox.account.Merchants;
import com.alipay.sandbox.account.RsaKeyPair;
import com.alipay.sandbox.account.Signers;
import com.alipay.sandbox.clock.Agenda;
import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.data.Vault;
import com.alipay.sandbox.fault.Target;
import com.alipay.sandbox.wire.SignType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept of a notification when more and more of them come: everything that is still to be done, and the last attempts. */
class PostmanTest {
    private static final int KEPT = 10_000;
    private static final MerchantAccount MERCHANT =
            MerchantAccount.of("2088000000000001", "0123456789abcdef0123456789abcdef", "seller@example.com");
    private static final Message MESSAGE = new Message(
            MERCHANT.partner(),
            SignType.MD5,
            "http://localhost/notify",
            StandardCharsets.UTF_8,
            Map.of("trade_no", "2011031500000001", "out_trade_no", "1"));
    private static final List<Duration> ONE_MORE_TRY = List.of(Duration.ofMinutes(2));
    private static final List<Duration> NO_MORE = List.of();

    private final Vault vault = Vault.inMemory();
    private final SandboxClock clock = new SandboxClock(vault);
    private final Agenda agenda = new Agenda(clock);
    private final NotifyIds ids = new NotifyIds(clock, vault);
    private final Postman postman = new Postman(
            new FormWriter(new Signers(Merchants.of(MERCHANT), RsaKeyPair.generate())),
            new Courier(Runnable::run, Pace.real(Runnable::run)),
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
        assertThat(ids.confirm(open, MERCHANT.partner())).isEqualTo(Standing.GOOD);
    }

    @Test
    void oneThatWasNeverAcknowledgedGoesWhenNoTryIsLeft() {
        String over = sent("fail", NO_MORE);
        fill(KEPT - 1);
        assertThat(ids.confirm(over, MERCHANT.partner())).isEqualTo(Standing.GOOD);
        fill(1);

        assertThat(isKnown(over)).isFalse();
        assertThat(ids.confirm(over, MERCHANT.partner())).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void whatASandboxHasForgottenWhileItWasUnderWayLeavesNothing() {
        Notification reset = notification();
        postman.send(reset, ONE_MORE_TRY, answering("fail"));

        assertThat(isKnown(reset.notifyId())).isFalse();
    }

    private boolean isKnown(String notifyId) {
        boolean known = postman.notifications().find(notifyId).isPresent();
        assertThat(ids.targetOf(notifyId).equals(Target.ANY))
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
                Falsification.NONE,
                0,
                false,
                new Next.First(Optional.empty()));
    }

    private static Carrier answering(String word) {
        Reception answer = new Reception.Answered(200, word.getBytes(StandardCharsets.US_ASCII), false);
        return form -> new Carrier.Outcome(answer, "");
    }
}
