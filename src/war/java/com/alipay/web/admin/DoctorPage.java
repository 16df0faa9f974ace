package com.alipay.web.admin;

import com.alipay.diagnosis.site.CheckStatus.State;
import com.alipay.diagnosis.site.SiteCheck;
import com.alipay.diagnosis.site.SiteDiagnoser;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import com.alipay.diagnosis.site.SiteSummary;
import com.alipay.util.UtilDate;
import com.alipay.web.SiteDiagnosis;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
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
            boolean error, String code, String title, String observed, String advice, String fixer, String section) {}

    private final SiteDiagnosis diagnosis;

    private DoctorPage(SiteDiagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    /** Runs the site diagnosis, and hands over a line for each check as soon as it is finished. */
    public static DoctorPage of(HttpServletRequest request, Consumer<String> finished) {
        return new DoctorPage(SiteDiagnosis.of(
                request, result -> finished.accept(result.check().title().in(Locale.CHINESE) + "：" + state(result))));
    }

    private static String state(CheckResult result) {
        return switch (result.outcome().state()) {
            case PASSED -> "正常";
            case TOLD -> "供参考";
            case UNKNOWN -> "无法得知";
            case FAILED -> result.isError() ? "有误" : "提醒";
        };
    }

    /** Returns the failed checks, first those that prevent payments or notifications. */
    public List<Line> failed() {
        return Stream.of(lines(CheckResult::isError), lines(result -> is(result, State.FAILED) && !result.isError()))
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the headline, one Chinese sentence without a full stop. */
    public String headline() {
        return summary().sentence().in(Locale.CHINESE);
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
        return diagnosis.results().stream().filter(which).map(DoctorPage::line).toList();
    }

    private static boolean is(CheckResult result, State state) {
        return result.outcome().state() == state;
    }

    private static Line line(CheckResult result) {
        SiteCheck check = result.check();
        return new Line(
                result.isError(),
                check.code(),
                check.title().in(Locale.CHINESE),
                result.outcome().detail().in(Locale.CHINESE),
                result.isAdvice() ? result.sentence().in(Locale.CHINESE) + "。" : "",
                result.fixer().label().in(Locale.CHINESE),
                check.section());
    }
}
