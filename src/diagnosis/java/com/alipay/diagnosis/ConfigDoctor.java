package com.alipay.diagnosis;

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
public final class ConfigDoctor {
    /** How long an examination takes at the most. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    /** One check and what it saw. */
    public record Result(Check check, Outcome outcome) {
        /** Whether it failed and payments or notifications cannot work. */
        public boolean isError() {
            return outcome.state() == Outcome.State.FAILED && check.severity() == Check.Severity.ERROR;
        }
    }

    private final Configuration configuration;
    private final Probes probes;
    private final Duration patience;

    public ConfigDoctor(Configuration configuration, Probes probes) {
        this(configuration, probes, PATIENCE);
    }

    ConfigDoctor(Configuration configuration, Probes probes, Duration patience) {
        this.configuration = configuration;
        this.probes = probes;
        this.patience = patience;
    }

    /** All checks in the tutorials' order. Each page and each line is asked once. */
    public List<Result> examine() {
        try (Questions questions = new Questions(patience)) {
            Surroundings surroundings = new Surroundings(configuration, probes, questions, patience);
            return Arrays.stream(Check.values())
                    .map(check -> new Result(check, check.look(surroundings)))
                    .toList();
        }
    }

    /**
     * Waits for the questions that no examination waits for any more, when the application ends.
     *
     * @return whether all of them have ended, within that time
     */
    public static boolean awaitEnd(Duration patience) throws InterruptedException {
        return Questions.awaitEnd(patience);
    }
}
