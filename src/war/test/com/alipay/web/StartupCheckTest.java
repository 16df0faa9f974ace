package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.diagnosis.Check;
import com.alipay.diagnosis.ConfigDoctor.Result;
import com.alipay.diagnosis.Outcome;
import com.alipay.diagnosis.Outcome.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class StartupCheckTest {
    private static Result result(Check check, State state, String detail) {
        return new Result(check, new Outcome(state, detail));
    }

    @Test
    void onlyWhatDidNotPassHasALineWithCodeSeverityRemedyAndSection() {
        List<StartupCheck.Line> lines = StartupCheck.lines(List.of(
                result(Check.NOTIFY_URL_EXACT, State.FAILED, "EF BB BF"),
                result(Check.CLOCK, State.PASSED, ""),
                result(Check.DATABASE_WRITABLE, State.UNKNOWN, ""),
                result(Check.SOURCE_ADDRESSES, State.TOLD, "121.0.26.0/23"),
                result(Check.LAST_NOTIFICATION, State.FAILED, "")));
        assertThat(lines).extracting(StartupCheck.Line::level).containsExactly(Level.ERROR, Level.WARN, Level.INFO);
        assertThat(lines.get(0).text())
                .startsWith("check: NOTIFY_URL_EXACT (ERROR): notify_url has to answer the four bytes of fail")
                .contains("EF BB BF", "the container or a proxy", "双功能 3.4, 4.2 F / 担保 4.4, 5.2 F");
        assertThat(lines.get(1).text()).startsWith("check: LAST_NOTIFICATION (WARNING): ");
        assertThat(lines.get(2).text()).contains("5 checks, 2 to mend, 1 that nobody here can tell");
    }
}
