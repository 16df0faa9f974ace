package com.alipay.web.admin;

import com.alipay.diagnosis.site.CheckStatus.State;
import com.alipay.diagnosis.site.SiteCheck;
import com.alipay.diagnosis.site.SiteCheck.Severity;
import com.alipay.diagnosis.site.SiteDiagnoser;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import com.alipay.util.UtilDate;
import com.alipay.web.SiteDiagnosis;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What admin/doctor.jsp shows: every check of the chapter about trouble, as it stands now. Asking takes some seconds.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public final class DoctorPage {

    /**
     * One check, in words.
     *
     * @param error whether it keeps payments or notifications from working
     * @param code the name of the check, for programs and links
     * @param title what is looked at
     * @param seen what was seen, in signs; ""
     * @param advice what it means and what to do; "" where there is nothing to do
     */
    public record Line(
            boolean error, String code, String title, String seen, String advice, String fixer, String section) {}

    private final SiteDiagnosis examination;

    private DoctorPage(SiteDiagnosis examination) {
        this.examination = examination;
    }

    /** Examines the site. */
    public static DoctorPage of(HttpServletRequest request) {
        return new DoctorPage(SiteDiagnosis.of(request));
    }

    /** What has to be mended, what keeps payments or notifications from working first. */
    public List<Line> failed() {
        return Stream.of(lines(CheckResult::isError), lines(result -> is(result, State.FAILED) && !result.isError()))
                .flatMap(List::stream)
                .toList();
    }

    /** How many of them keep payments or notifications from working. */
    public long errors() {
        return examination.results().stream().filter(CheckResult::isError).count();
    }

    /** What could not be found out from here. */
    public List<Line> unknown() {
        return lines(result -> is(result, State.UNKNOWN));
    }

    /** What is only told. */
    public List<Line> told() {
        return lines(result -> is(result, State.TOLD));
    }

    /** What is in order. */
    public List<Line> passed() {
        return lines(result -> is(result, State.PASSED));
    }

    /** When it began, in China time. */
    public String began() {
        return UtilDate.format(examination.began());
    }

    /** How long it took, in seconds with one decimal. */
    public String took() {
        return BigDecimal.valueOf(examination.took().toMillis(), 3)
                .setScale(1, RoundingMode.UP)
                .toPlainString();
    }

    /** How long it takes at the most, in seconds. */
    public long patience() {
        return SiteDiagnoser.PATIENCE.toSeconds();
    }

    private List<Line> lines(Predicate<CheckResult> which) {
        return examination.results().stream()
                .filter(which)
                .map(DoctorPage::line)
                .toList();
    }

    private static boolean is(CheckResult result, State state) {
        return result.outcome().state() == state;
    }

    private static Line line(CheckResult result) {
        SiteCheck check = result.check();
        // What is only told says by itself what there is to say, unless the check was made for telling.
        boolean says = is(result, State.FAILED) || is(result, State.TOLD) && check.severity() == Severity.INFORMATION;
        return new Line(
                result.isError(),
                check.code(),
                check.title(),
                result.outcome().detail(),
                says ? check.chinese() + "。" : "",
                check.fixer().chinese(),
                check.section());
    }
}
