package com.alipay.diagnosis.site;

import static com.alipay.diagnosis.DiagnosticCode.MESSAGES;

import com.alipay.diagnosis.site.CheckStatus.State;
import com.alipay.diagnosis.site.SiteCheck.Severity;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import com.alipay.i18n.Text;
import java.util.List;

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

    /** Returns one sentence without a full stop. */
    public Text sentence() {
        Text first = errors > 0 ? counted("errors", errors) : MESSAGES.message(good ? "summary.good" : "summary.open");
        if (warnings == 0 && unknown == 0) {
            return first;
        }
        Text also = warnings > 0 ? counted("warnings", warnings) : counted("unknown", unknown);
        return MESSAGES.message(
                "summary.also",
                first,
                warnings > 0 && unknown > 0
                        ? MESSAGES.message("summary.and", also, counted("unknown", unknown))
                        : also);
    }

    private static Text counted(String what, long number) {
        return MESSAGES.message("summary." + what + (number == 1 ? ".one" : ""), number);
    }
}
