package com.alipay.diagnosis.site;

import com.alipay.config.Configuration;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Looks at a site the way the tutorials' chapter about trouble does, before a buyer has any: every check of the chapter, each with what
 * was seen. It decides; asking the network, the machine and the database is the probes' part. They are asked all at once, and what has
 * not answered after {@link #PATIENCE} is unknown: an examination takes no longer than that.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public final class SiteDiagnoser {
    /** How long an examination takes at the most. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    /** One check and what it saw. */
    public record CheckResult(SiteCheck check, CheckStatus outcome) {
        /** Whether it failed and payments or notifications cannot work. */
        public boolean isError() {
            return outcome.state() == CheckStatus.State.FAILED && check.severity() == SiteCheck.Severity.ERROR;
        }
    }

    private final Configuration configuration;
    private final Probes probes;
    private final Duration patience;

    public SiteDiagnoser(Configuration configuration, Probes probes) {
        this(configuration, probes, PATIENCE);
    }

    SiteDiagnoser(Configuration configuration, Probes probes, Duration patience) {
        this.configuration = configuration;
        this.probes = probes;
        this.patience = patience;
    }

    /** All checks in the tutorials' order. Each page and each line is asked once. */
    public List<CheckResult> examine() {
        try (ProbeExecutor questions = new ProbeExecutor(patience)) {
            SiteSnapshot surroundings = new SiteSnapshot(configuration, probes, questions, patience);
            return Arrays.stream(SiteCheck.values())
                    .map(check -> new CheckResult(check, check.evaluate(surroundings)))
                    .toList();
        }
    }

    /**
     * Waits for the questions that no examination waits for any more, when the application ends.
     *
     * @return whether all of them have ended, within that time
     */
    public static boolean awaitEnd(Duration patience) throws InterruptedException {
        return ProbeExecutor.awaitEnd(patience);
    }
}
