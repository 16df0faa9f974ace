package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownActionsTest {
    private final ShutdownActions endings = new ShutdownActions();
    private final List<String> ended = new ArrayList<>();

    @Test
    void whatBeganLastEndsFirstAndOnlyOnce() {
        endings.add(() -> ended.add("the log"));
        endings.add(() -> ended.add("the database"));
        endings.run();
        endings.run();
        assertThat(ended).containsExactly("the database", "the log");
    }

    @Test
    void oneThatFailsKeepsNoOtherFromBeingDone() {
        endings.add(() -> ended.add("the log"));
        endings.add(() -> {
            throw new NoClassDefFoundError("a class of a container that stops");
        });
        endings.add(() -> ended.add("the database"));
        endings.add(() -> {
            throw new IllegalStateException("a thread that does not end");
        });
        endings.run();
        assertThat(ended).containsExactly("the database", "the log");
    }
}
