package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.diagnosis.site.CheckStatus;
import com.alipay.diagnosis.site.CheckStatus.State;
import com.alipay.diagnosis.site.SiteCheck;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import com.alipay.i18n.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class StartupCheckTest {
    private static CheckResult result(SiteCheck check, State state, String detail) {
        return new CheckResult(check, new CheckStatus(state, Text.of(detail)));
    }

    @Test
    void onlyWhatDidNotPassHasALineWithCodeSeverityRemedyAndSection() {
        List<StartupCheck.Line> lines = StartupCheck.lines(List.of(
                result(SiteCheck.NOTIFY_URL_EXACT, State.FAILED, "EF BB BF"),
                result(SiteCheck.CLOCK, State.PASSED, ""),
                result(SiteCheck.DATABASE_WRITABLE, State.UNKNOWN, ""),
                result(SiteCheck.SOURCE_ADDRESSES, State.TOLD, "121.0.26.0/23"),
                result(SiteCheck.LAST_NOTIFICATION, State.FAILED, "")));
        assertThat(lines).extracting(StartupCheck.Line::level).containsExactly(Level.ERROR, Level.WARN, Level.INFO);
        assertThat(lines.get(0).text())
                .startsWith("check: NOTIFY_URL_EXACT (ERROR): notify_url has to answer the four bytes of fail")
                .contains("EF BB BF", "the container or a proxy", "双功能 3.4, 4.2 F / 担保 4.4, 5.2 F");
        assertThat(lines.get(1).text()).startsWith("check: LAST_NOTIFICATION (WARNING): ");
        assertThat(lines.get(2).text()).contains("5 checks: 1 error keeps", "; 1 warning, 1 unknown");
    }
}
