package com.alipay.sandbox.cli;

import com.alipay.diagnosis.site.CheckStatus.State;
import com.alipay.diagnosis.site.SiteCheck;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import com.alipay.diagnosis.site.SiteSummary;
import com.alipay.i18n.Language;
import com.alipay.sandbox.text.Texts;
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
            lines.add("          " + result.responsible().label().in(language.locale()) + section);
        }
        return lines;
    }

    private String seen(CheckResult result) {
        String seen = result.outcome().detail().in(language.locale());
        return seen.isEmpty() ? "" : "(" + seen + ")";
    }

    private String state(CheckResult result) {
        return switch (result.outcome().state()) {
            case PASSED -> label("passed");
            case UNKNOWN -> label("unknown");
            case TOLD -> label("note");
            case FAILED ->
                switch (result.check().severity()) {
                    case ERROR -> label("error");
                    case WARNING -> label("warning");
                    case INFORMATION -> label("note");
                };
        };
    }

    private String summary() {
        SiteSummary summary = SiteSummary.of(results);
        return Texts.of("console.doctor.summary", summary.sentence()).in(language.locale());
    }

    /** Returns a label as wide as the widest of its language. */
    private String label(String state) {
        int width = Texts.of("console.doctor.warning").in(language.locale()).length();
        return String.format(
                "%-" + width + "s", Texts.of("console.doctor." + state).in(language.locale()));
    }
}
