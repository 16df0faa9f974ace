package com.alipay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LaterTest {
    @Test
    void whatWasNeverOpenedIsNotOpenedAfterTheEnd() {
        AtomicInteger tries = new AtomicInteger();
        Database later = Database.openLater(
                () -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("the disk is full");
                },
                () -> {});
        later.close();
        assertThatThrownBy(() -> later.inTransaction(session -> "done"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the application has ended");
        assertThat(tries).hasValue(0);
    }
}
