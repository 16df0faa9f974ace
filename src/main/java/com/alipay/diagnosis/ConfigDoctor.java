package com.alipay.diagnosis;

import com.alipay.config.Configuration;
import java.util.Arrays;
import java.util.List;

/**
 * Looks at a site the way the tutorials' chapter about trouble does, before a buyer has any: every check of the chapter, each with what
 * was seen. It decides; asking the network, the machine and the database is the probes' part.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public final class ConfigDoctor {
    /** One check and what it saw. */
    public record Result(Check check, Outcome outcome) {
        /** Whether it failed and payments or notifications cannot work. */
        public boolean isError() {
            return outcome.state() == Outcome.State.FAILED && check.severity() == Check.Severity.ERROR;
        }

        /** Failed checks say what to do; the others what was seen. */
        public String chinese() {
            return told(check.chinese());
        }

        /** The same in English. */
        public String english() {
            return told(check.english());
        }

        private String told(String sentence) {
            boolean said = outcome.state() == Outcome.State.FAILED || outcome.state() == Outcome.State.TOLD;
            String detail = outcome.detail().isEmpty() ? "" : "（" + outcome.detail() + "）";
            return (said ? sentence : "") + detail;
        }
    }

    private final Configuration configuration;
    private final Probes probes;

    public ConfigDoctor(Configuration configuration, Probes probes) {
        this.configuration = configuration;
        this.probes = probes;
    }

    /** All checks in the tutorials' order. Each page and each line is asked once. */
    public List<Result> examine() {
        Surroundings surroundings = new Surroundings(configuration, probes);
        return Arrays.stream(Check.values())
                .map(check -> new Result(check, check.look(surroundings)))
                .toList();
    }
}
