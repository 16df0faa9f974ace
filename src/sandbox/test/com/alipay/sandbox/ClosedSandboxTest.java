package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClosedSandboxTest {
    private static final int ROUNDS = 5;

    /** With notifications on their way to a shop that does not answer. */
    @Test
    void noThreadOfTheSandboxOutlivesItsClose() {
        for (int i = 0; i < ROUNDS; i++) {
            List<Thread> before = threads();
            Sandbox sandbox = Sandbox.start(SandboxOptions.forMerchant(PayForm.MERCHANT));
            Client client = new Client(sandbox);
            client.submit(PayForm.escrow("STOP-1"));
            client.api("pay", "out_trade_no=STOP-1");
            assertThat(threads()).as("the sandbox works").isNotEqualTo(before);

            sandbox.close();

            assertThat(threads()).as("threads after close %d", i).isSubsetOf(before);
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith("sandbox"))
                .toList();
    }
}
