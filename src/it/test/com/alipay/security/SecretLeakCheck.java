package com.alipay.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.security.SecretLeakScan.Exempt;
import com.alipay.security.SecretLeakScan.Kind;
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
class SecretLeakCheck {
    private static final Path TARGET = Path.of("target");

    private static SecretLeakScan scan;

    @BeforeAll
    static void search() throws IOException {
        long begin = System.nanoTime();
        scan = SecretLeakScan.of(TARGET, Instant.parse(System.getProperty("run.started")));
        System.out.printf(
                Locale.ROOT,
                "SECRECY %d keys and %d withheld signatures searched for in %.1f s%n",
                KnownKeys.all().size(),
                SecretLeakScan.withheld(TARGET).size(),
                (System.nanoTime() - begin) / 1e9);
        for (Kind kind : Kind.values()) {
            System.out.println("SECRECY " + kind + ": " + scan.extent(kind));
        }
        for (Exempt reason : Exempt.values()) {
            System.out.println("SECRECY left out, " + reason + ": " + scan.exempted(reason) + " files");
        }
    }

    @Test
    void nothingThatTheRunLeftBehindTellsAKeyOrTheSignatureOfAnUnverifiedMessage() {
        assertThat(scan.leaks()).isEmpty();
    }

    @Test
    void thereWasSomethingOfEveryKindToSearch() throws IOException {
        Assumptions.assumeTrue(
                System.getProperty("it.test") == null && System.getProperty("test") == null, "only some tests ran");

        for (Kind kind : Kind.values()) {
            assertThat(scan.extent(kind).bytes).as(kind.name()).isPositive();
        }
        for (Exempt reason : Exempt.values()) {
            assertThat(scan.exempted(reason)).as(reason.name()).isPositive();
        }
        assertThat(SecretLeakScan.withheld(TARGET)).hasSizeGreaterThan(100);
    }
}
