package com.alipay.diagnosis.site;

import com.alipay.config.Configuration;
import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.i18n.Text;
import com.alipay.protocol.ResponsibleParty;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

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

        /** Returns whether the sentence applies. The detail of another informational result is sufficient. */
        public boolean isAdvice() {
            return outcome.state() == CheckStatus.State.FAILED
                    || outcome.state() == CheckStatus.State.TOLD && check.severity() == SiteCheck.Severity.INFORMATION;
        }

        /** Returns the sentence of the check, with that of the proven cause. */
        public Text sentence() {
            return outcome.cause()
                    .map(cause -> (Text) DiagnosticCode.MESSAGES.message("how.of", check.sentence(), cause.sentence()))
                    .orElse(check.sentence());
        }

        /** Returns who must fix it. */
        public ResponsibleParty responsible() {
            return outcome.cause().map(DiagnosticCode::responsible).orElse(check.responsible());
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
        return examine(finished -> {});
    }

    /** Does the same, and hands over each result as soon as it is there. */
    public List<CheckResult> examine(Consumer<CheckResult> finished) {
        try (ProbeExecutor questions = new ProbeExecutor(patience)) {
            SiteSnapshot surroundings = new SiteSnapshot(configuration, probes, questions, patience);
            List<CheckResult> results = new ArrayList<>();
            questions.each(
                    Arrays.stream(SiteCheck.values())
                            .<Callable<CheckResult>>map(
                                    check -> () -> new CheckResult(check, check.evaluate(surroundings)))
                            .toList(),
                    result -> {
                        finished.accept(result);
                        results.add(result);
                    });
            results.sort(Comparator.comparing(CheckResult::check));
            return List.copyOf(results);
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
