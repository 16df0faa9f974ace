package com.alipay.config;

import com.alipay.i18n.Message;
import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import java.util.List;
import java.util.Locale;

/**
 * One problem of a setting or a request: its name, the value found, why it is wrong and what to do. The buyers' pages and the log
 * show the Chinese text.
 *
 * @param key the protocol's or the configuration's name, such as {@code price}
 * @param value the value found, "" when there was none; never the security key
 * @param problem why it is wrong, one sentence without a full stop
 * @param remedy what to do about it
 * @param severity whether payment is refused
 */
public record Violation(String key, String value, Text problem, Text remedy, Severity severity) {

    /** Whether a finding prevents a payment. */
    public enum Severity {
        /** Payment is refused until it is fixed. */
        ERROR,
        /** Should be fixed; payment is not affected. */
        WARNING
    }

    private static final Messages MESSAGES = Messages.of(Violation.class);

    /** Creates a finding about a setting. */
    static Violation of(Severity severity, String key, String value, String problem, Object... arguments) {
        return of(severity, key, value, MESSAGES.message(problem, arguments));
    }

    /** Creates a finding that prevents payment; the remedy has the key of the problem with {@code .remedy}. */
    public static Violation error(String key, String value, Message problem) {
        return of(Severity.ERROR, key, value, problem);
    }

    private static Violation of(Severity severity, String key, String value, Message problem) {
        Object[] arguments = problem.arguments().toArray();
        Text remedy = problem.source().message(problem.key() + ".remedy", arguments);
        return new Violation(key, value, problem, remedy, severity);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Returns problem and remedy in Chinese, without the key and the value, for display beside a form field. */
    public String advice() {
        return problem.in(Locale.CHINESE) + "：" + remedy.in(Locale.CHINESE);
    }

    /** Returns the whole finding in one line. */
    public Text text() {
        return value.isEmpty()
                ? MESSAGES.message("finding", key, problem, remedy)
                : MESSAGES.message("finding.value", key, value, problem, remedy);
    }

    /** Joins several findings in one line. */
    public static Text join(List<Violation> findings) {
        return findings.stream()
                .map(Violation::text)
                .reduce((before, next) -> MESSAGES.message("findings", before, next))
                .orElse(Text.NONE);
    }

    /** Returns, for example, {@code price（1.005）最多两位小数：请写成 1.00 或 1.01}. */
    @Override
    public String toString() {
        return text().in(Locale.CHINESE);
    }
}
