package com.alipay.web.admin;

import com.alipay.diagnosis.site.CheckStatus.State;
import com.alipay.diagnosis.site.SiteCheck;
import com.alipay.diagnosis.site.SiteDiagnoser;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import com.alipay.diagnosis.site.SiteSummary;
import com.alipay.util.UtilDate;
import com.alipay.web.Labels;
import com.alipay.web.SiteDiagnosis;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Data of admin/doctor.jsp: every check of the troubleshooting chapter, run now. The probes take some seconds.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public final class DoctorPage {

    /**
     * One check as text.
     *
     * @param error whether it prevents payments or notifications
     * @param code the name of the check, for programs and links
     * @param title the heading of the check
     * @param observed the observed fact in short form; ""
     * @param advice what it means and what to do; "" if there is nothing to do
     */
    public record Line(
            boolean error,
            String code,
            String title,
            String observed,
            String advice,
            String responsible,
            String section) {}

    private final SiteDiagnosis diagnosis;
    private final Labels labels;

    private DoctorPage(SiteDiagnosis diagnosis, Labels labels) {
        this.labels = labels;
        this.diagnosis = diagnosis;
    }

    /** Runs the site diagnosis, and hands over a line for each check as soon as it is finished. */
    public static DoctorPage of(HttpServletRequest request, Consumer<String> finished) {
        Labels labels = Labels.of(request);
        return new DoctorPage(
                SiteDiagnosis.of(
                        request,
                        result -> finished.accept(
                                labels.text("title", result.check().title(), labels.text("doctor." + state(result))))),
                labels);
    }

    private static String state(CheckResult result) {
        return switch (result.outcome().state()) {
            case PASSED -> "passed";
            case TOLD -> "told";
            case UNKNOWN -> "unknown";
            case FAILED -> result.isError() ? "failed" : "warning";
        };
    }

    /** Returns the failed checks, first those that prevent payments or notifications. */
    public List<Line> failed() {
        return Stream.of(lines(CheckResult::isError), lines(result -> is(result, State.FAILED) && !result.isError()))
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the headline, one sentence without a full stop. */
    public String headline() {
        return labels.show(summary().sentence());
    }

    private SiteSummary summary() {
        return SiteSummary.of(diagnosis.results());
    }

    /** Returns the style of the headline. */
    public String tone() {
        return summary().good() ? "good" : summary().errors() > 0 ? "bad" : "open";
    }

    /** Returns the checks that could not be decided. */
    public List<Line> unknown() {
        return lines(result -> is(result, State.UNKNOWN));
    }

    /** Returns the checks that are for information only. */
    public List<Line> information() {
        return lines(result -> is(result, State.TOLD));
    }

    /** Returns the passed checks. */
    public List<Line> passed() {
        return lines(result -> is(result, State.PASSED));
    }

    /** Returns when the diagnosis began, in China time. */
    public String began() {
        return UtilDate.format(diagnosis.began());
    }

    /** Returns its duration, in seconds with one decimal. */
    public String elapsed() {
        return BigDecimal.valueOf(diagnosis.elapsed().toMillis(), 3)
                .setScale(1, RoundingMode.UP)
                .toPlainString();
    }

    /** Returns its maximum duration, in seconds. */
    public static long patience() {
        return SiteDiagnoser.PATIENCE.toSeconds();
    }

    private List<Line> lines(Predicate<CheckResult> which) {
        return diagnosis.results().stream().filter(which).map(this::line).toList();
    }

    private static boolean is(CheckResult result, State state) {
        return result.outcome().state() == state;
    }

    private Line line(CheckResult result) {
        SiteCheck check = result.check();
        return new Line(
                result.isError(),
                check.code(),
                labels.show(check.title()),
                labels.show(result.outcome().detail()),
                result.isAdvice() ? labels.sentence(labels.show(result.sentence())) : "",
                labels.show(result.responsible().label()),
                check.section());
    }
}
