package com.alipay.diagnosis.site;

import com.alipay.diagnosis.site.CheckStatus.State;
import com.alipay.diagnosis.site.SiteCheck.Severity;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The headline of a diagnosis, the same on the page, in log.txt and on the command line.
 *
 * @param errors the number of failed checks that prevent payments or notifications
 * @param warnings the number of other failed checks
 * @param unknown the number of checks that could not be decided
 * @param good whether nothing prevents payments and notifications, and nothing that might is unknown
 */
public record SiteSummary(long errors, long warnings, long unknown, boolean good) {

    public static SiteSummary of(List<CheckResult> results) {
        long errors = results.stream().filter(CheckResult::isError).count();
        long failed = count(results, State.FAILED);
        return new SiteSummary(
                errors,
                failed - errors,
                count(results, State.UNKNOWN),
                errors == 0 && results.stream().noneMatch(SiteSummary::isOpen));
    }

    private static long count(List<CheckResult> results, State state) {
        return results.stream()
                .filter(result -> result.outcome().state() == state)
                .count();
    }

    /** Returns whether an undecided check might have found an error. No password prevents a payment. */
    private static boolean isOpen(CheckResult result) {
        return result.outcome().state() == State.UNKNOWN
                && result.check().severity() == Severity.ERROR
                && result.check() != SiteCheck.KNOWN_PASSWORD;
    }

    /** Returns one Chinese sentence without a full stop. */
    public String chinese() {
        String first = errors > 0
                ? "有 " + errors + " 项会影响付款或通知，请先处理"
                : good ? "没有发现会影响付款或通知的问题" : "没有发现错误，但没有查明的项目里可能有，还不能说买家付得了款";
        return first + counted("；", "、", warnings + " 项提醒", unknown + " 项没有查明");
    }

    /** Returns the same in English. */
    public String english() {
        String first = errors > 0
                ? errors + (errors == 1 ? " error keeps" : " errors keep") + " payments or notifications from working"
                : good
                        ? "nothing was found that keeps payments or notifications from working"
                        : "no error was found, but what is unknown may be one: payments are not yet known to work";
        return first + counted("; ", ", ", warnings + (warnings == 1 ? " warning" : " warnings"), unknown + " unknown");
    }

    private static String counted(String before, String between, String... parts) {
        String all = Stream.of(parts).filter(part -> !part.startsWith("0 ")).collect(Collectors.joining(between));
        return all.isEmpty() ? "" : before + all;
    }
}
