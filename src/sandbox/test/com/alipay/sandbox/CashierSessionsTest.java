package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.cashier.CashierSessions;
import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.trade.PayRequest;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which pay requests the cashier still knows. */
class CashierSessionsTest {
    private static final int KEPT = 10_000;
    private static final String NUMBER = "1c";

    private final Random random = new Random(20110315);
    private final PayRequest asked = any(request -> request.outTradeNo().equals(NUMBER));
    private final PayRequest other = any(request -> !request.outTradeNo().equals(NUMBER));

    @TempDir
    Path folder;

    @Test
    void theLatestRequestOfANumberIsKnownAsLongAsItIsKept() {
        CashierSessions sessions = new CashierSessions(StateStore.inMemory());
        sessions.open(asked);
        sessions.open(asked);
        for (int i = 1; i < KEPT; i++) {
            sessions.open(other);
        }
        assertThat(sessions.latest("", NUMBER)).as("the first has gone").contains(asked);
        assertThat(sessions.latest(asked.partner(), NUMBER)).contains(asked);
        sessions.open(other);

        assertThat(sessions.latest("", NUMBER)).isEmpty();
        assertThat(sessions.latest(asked.partner(), NUMBER)).isEmpty();
        assertThat(sessions.latest("", other.outTradeNo())).contains(other);
    }

    @Test
    void theLatestOfAFileIsKnownToo() {
        Path file = folder.resolve("a.data");
        try (StateStore vault = StateStore.inFile(file)) {
            CashierSessions sessions = new CashierSessions(vault);
            sessions.open(other);
            sessions.open(asked);
        }
        try (StateStore vault = StateStore.inFile(file)) {
            CashierSessions sessions = new CashierSessions(vault);
            assertThat(sessions.latest("", NUMBER)).map(PayRequest::outTradeNo).contains(NUMBER);
            sessions.clear();
            assertThat(sessions.latest("", NUMBER)).isEmpty();
        }
    }

    private PayRequest any(Predicate<PayRequest> wanted) {
        PayRequest request = (PayRequest) RandomValues.of(PayRequest.class, random);
        return wanted.test(request) ? request : any(wanted);
    }
}
