package com.alipay.sandbox.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.fault.FaultTarget;
import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.scheduling.SandboxClock;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which notify ids are known, and for how long. */
class NotifyIdRegistryTest {
    private static final String PARTNER = "2088000000000001";
    private static final NotificationContent MESSAGE = new NotificationContent(
            PARTNER,
            SignType.MD5,
            "",
            StandardCharsets.UTF_8,
            Map.of("trade_no", "2011031500000001", "out_trade_no", "1"));
    private static final int OTHERS = 100_001;

    private final StateStore vault = StateStore.inMemory();
    private final NotifyIdRegistry ids = new NotifyIdRegistry(new SandboxClock(vault), vault);

    @Test
    void anIdIsGoodUntilItIsAcknowledgedHoweverManyCameAfterIt() {
        String first = opened();
        for (int i = 0; i < OTHERS; i++) {
            opened();
        }
        assertThat(ids.confirm(first, PARTNER)).isEqualTo(NotifyIdStatus.GOOD);
        ids.acknowledged(first);

        assertThat(ids.confirm(first, PARTNER)).isEqualTo(NotifyIdStatus.ACKNOWLEDGED);
    }

    @Test
    void aForgottenIdIsNotConfirmedAndSaidToBeUnknown() {
        String usedUp = opened();
        ids.acknowledged(usedUp);
        String forgotten = opened();
        ids.acknowledged(forgotten);
        ids.forget(forgotten);

        assertThat(ids.confirm(usedUp, PARTNER)).isEqualTo(NotifyIdStatus.ACKNOWLEDGED);
        assertThat(ids.confirm(forgotten, PARTNER)).isEqualTo(NotifyIdStatus.UNKNOWN);
        assertThat(ids.targetOf(usedUp)).isEqualTo(MESSAGE.target());
        assertThat(ids.targetOf(forgotten)).isEqualTo(FaultTarget.ANY);
    }

    private String opened() {
        String id = ids.forNotification("2088000000000001");
        ids.activate(id, MESSAGE, IdLifetime.UNTIL_ACKNOWLEDGED);
        return id;
    }
}
