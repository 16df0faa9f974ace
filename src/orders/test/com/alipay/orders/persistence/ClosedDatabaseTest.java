package com.alipay.orders.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClosedDatabaseTest {
    private static final int ROUNDS = 30;

    /** Also on a machine that is busy with other work: a thread that goes on keeps an undeployed application in memory. */
    @Test
    void noThreadOfItsPoolOutlivesTheClose() {
        for (int i = 0; i < ROUNDS; i++) {
            Database database = Database.open("jdbc:h2:mem:" + UUID.randomUUID(), "", "", false);
            database.health();
            assertThat(pool()).as("the pool works").isNotEmpty();
            database.close();
            assertThat(pool()).as("threads after close %d", i).isEmpty();
        }
    }

    private static Thread[] pool() {
        Thread[] all = new Thread[2 * Thread.activeCount() + 64];
        int count = Thread.enumerate(all);
        return IntStream.range(0, count)
                .mapToObj(i -> all[i])
                .filter(thread -> thread.getName().startsWith("alipay") && thread.isAlive())
                .toArray(Thread[]::new);
    }
}
