package com.alipay.diagnosis.site;

import com.alipay.config.Configuration;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Runs every check of the tutorials' troubleshooting chapter and returns each with what was observed. It only evaluates; the
 * probes access network, machine and database. They run in parallel, and one without an answer after {@link #PATIENCE} counts as
 * UNKNOWN, so a diagnosis takes no longer than that.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public final class SiteDiagnoser {
    /** Maximum duration of a diagnosis. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    /** One check and its result. */
    public record CheckResult(SiteCheck check, CheckStatus outcome) {
        /** Returns whether it failed and prevents payments or notifications. */
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

    /** Runs all checks and returns them in the tutorials' order. Each page and connection is probed once. */
    public List<CheckResult> examine() {
        try (ProbeExecutor questions = new ProbeExecutor(patience)) {
            SiteSnapshot surroundings = new SiteSnapshot(configuration, probes, questions, patience);
            return Arrays.stream(SiteCheck.values())
                    .map(check -> new CheckResult(check, check.evaluate(surroundings)))
                    .toList();
        }
    }

    /**
     * Waits for probes that a finished diagnosis left running; called when the application stops.
     *
     * @return whether all ended within that time
     */
    public static boolean awaitEnd(Duration patience) throws InterruptedException {
        return ProbeExecutor.awaitEnd(patience);
    }
}
