package com.alipay.sandbox.cli;

import com.alipay.diagnosis.site.CheckStatus.State;
import com.alipay.diagnosis.site.SiteCheck;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import com.alipay.diagnosis.site.SiteSummary;
import com.alipay.sandbox.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Formats check results for the console: one line each, and below a failed one who has to fix it.
 *
 * @param source where the configuration comes from
 */
record DoctorReport(String source, List<CheckResult> results, Language language) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(source);
        results.forEach(result -> lines.addAll(lines(result)));
        lines.add(summary());
        return lines;
    }

    private List<String> lines(CheckResult result) {
        SiteCheck check = result.check();
        State state = result.outcome().state();
        List<String> lines = new ArrayList<>();
        String told = result.isAdvice() ? result.sentence().in(language.locale()) : "";
        lines.add(Stream.of(state(result), check.code(), told, seen(result))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" ")));
        if (state == State.FAILED) {
            String section = check.section().isEmpty() ? "" : "; " + check.section();
            lines.add("          " + result.fixer().label().in(language.locale()) + section);
        }
        return lines;
    }

    private String seen(CheckResult result) {
        String seen = result.outcome().detail().in(language.locale());
        return seen.isEmpty() ? "" : "(" + seen + ")";
    }

    private String state(CheckResult result) {
        return switch (result.outcome().state()) {
            case PASSED -> choose("[fine]   ", "[通过]");
            case UNKNOWN -> choose("[unknown]", "[未知]");
            case TOLD -> choose("[note]   ", "[参考]");
            case FAILED ->
                switch (result.check().severity()) {
                    case ERROR -> choose("[ERROR]  ", "[错误]");
                    case WARNING -> choose("[warning]", "[警告]");
                    case INFORMATION -> choose("[note]   ", "[参考]");
                };
        };
    }

    private String summary() {
        SiteSummary summary = SiteSummary.of(results);
        return summary.sentence().in(language.locale())
                + choose(
                        ": what is unknown here, admin/doctor.jsp of the running site knows",
                        "：未知的项目请在运行中的网站上看 admin/doctor.jsp");
    }

    private String choose(String english, String chinese) {
        return language.choose(english, chinese);
    }
}
