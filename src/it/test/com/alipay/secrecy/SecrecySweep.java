package com.alipay.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.secrecy.Sweep.Exempt;
import com.alipay.secrecy.Sweep.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The last test of the gate, in a run of its own behind all others, when every server has stopped: it reads what they left behind.
 * Not named like a test, so that only the build's own execution runs it.
 */
class SecrecySweep {
    private static final Path TARGET = Path.of("target");

    private static Sweep sweep;

    @BeforeAll
    static void search() throws IOException {
        long begin = System.nanoTime();
        sweep = Sweep.of(TARGET, Instant.parse(System.getProperty("run.started")));
        System.out.printf(
                Locale.ROOT,
                "SECRECY %d keys and %d withheld signatures searched for in %.1f s%n",
                Keys.all().size(),
                Sweep.withheld(TARGET).size(),
                (System.nanoTime() - begin) / 1e9);
        for (Kind kind : Kind.values()) {
            System.out.println("SECRECY " + kind + ": " + sweep.extent(kind));
        }
        for (Exempt reason : Exempt.values()) {
            System.out.println("SECRECY left out, " + reason + ": " + sweep.exempted(reason) + " files");
        }
    }

    @Test
    void nothingThatTheRunLeftBehindTellsAKeyOrTheSignatureOfAnUnverifiedMessage() {
        assertThat(sweep.leaks()).isEmpty();
    }

    @Test
    void thereWasSomethingOfEveryKindToSearch() throws IOException {
        Assumptions.assumeTrue(
                System.getProperty("it.test") == null && System.getProperty("test") == null, "only some tests ran");

        for (Kind kind : Kind.values()) {
            assertThat(sweep.extent(kind).bytes).as(kind.name()).isPositive();
        }
        for (Exempt reason : Exempt.values()) {
            assertThat(sweep.exempted(reason)).as(reason.name()).isPositive();
        }
        assertThat(Sweep.withheld(TARGET)).hasSizeGreaterThan(100);
    }
}
