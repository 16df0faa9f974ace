package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackgroundJobsTest {
    private final BackgroundJobs jobs = new BackgroundJobs();
    private final List<String> ended = new ArrayList<>();

    @Test
    void whatBeganLastEndsFirstAndOnlyOnce() {
        jobs.onStop(() -> ended.add("the log"));
        jobs.onStop(() -> ended.add("the database"));
        jobs.stop();
        jobs.stop();
        assertThat(ended).containsExactly("the database", "the log");
    }

    @Test
    void oneThatFailsKeepsNoOtherFromBeingDone() {
        jobs.onStop(() -> ended.add("the log"));
        jobs.onStop(() -> {
            throw new NoClassDefFoundError("a class of a container that stops");
        });
        jobs.onStop(() -> ended.add("the database"));
        jobs.onStop(() -> {
            throw new IllegalStateException("a thread that does not end");
        });
        jobs.stop();
        assertThat(ended).containsExactly("the database", "the log");
    }

    @Test
    void whatIsQueuedIsWrittenOnceMoreAfterTheLastRun() {
        jobs.onStop(() -> ended.add("the database"));
        jobs.everyAndAtTheEnd(Duration.ofHours(1), "alipay test", () -> ended.add("the writer"));
        jobs.stop();
        assertThat(ended).containsExactly("the writer", "the database");
    }
}
