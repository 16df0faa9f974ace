package com.alipay.sandbox.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.data.Vault;
import com.alipay.sandbox.fault.Target;
import com.alipay.sandbox.wire.SignType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which notify ids are known, and for how long. */
class NotifyIdsTest {
    private static final String PARTNER = "2088000000000001";
    private static final Message MESSAGE = new Message(
            PARTNER,
            SignType.MD5,
            "",
            StandardCharsets.UTF_8,
            Map.of("trade_no", "2011031500000001", "out_trade_no", "1"));
    private static final int OTHERS = 100_001;

    private final Vault vault = Vault.inMemory();
    private final NotifyIds ids = new NotifyIds(new SandboxClock(vault), vault);

    @Test
    void anIdIsGoodUntilItIsAcknowledgedHoweverManyCameAfterIt() {
        String first = opened();
        for (int i = 0; i < OTHERS; i++) {
            opened();
        }
        assertThat(ids.confirm(first, PARTNER)).isEqualTo(Standing.GOOD);
        ids.acknowledged(first);

        assertThat(ids.confirm(first, PARTNER)).isEqualTo(Standing.ACKNOWLEDGED);
    }

    @Test
    void aForgottenIdIsNotConfirmedAndSaidToBeUnknown() {
        String usedUp = opened();
        ids.acknowledged(usedUp);
        String forgotten = opened();
        ids.acknowledged(forgotten);
        ids.forget(forgotten);

        assertThat(ids.confirm(usedUp, PARTNER)).isEqualTo(Standing.ACKNOWLEDGED);
        assertThat(ids.confirm(forgotten, PARTNER)).isEqualTo(Standing.UNKNOWN);
        assertThat(ids.targetOf(usedUp)).isEqualTo(MESSAGE.target());
        assertThat(ids.targetOf(forgotten)).isEqualTo(Target.ANY);
    }

    private String opened() {
        String id = ids.forNotification("2088000000000001");
        ids.open(id, MESSAGE, NotifyIdPolicy.UNTIL_ACKNOWLEDGED);
        return id;
    }
}
