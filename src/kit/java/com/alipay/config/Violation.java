package com.alipay.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One problem of a setting or a request: its name, the value found, why it is wrong and what to do. The texts are Chinese,
 * because merchants read them on pages and in the log.
 *
 * @param key the protocol's or the configuration's name, such as {@code price}
 * @param value the value found, "" when there was none; never the security key
 * @param problem why it is wrong, one sentence without a full stop
 * @param remedy what to do about it
 * @param severity whether payment is refused
 */
public record Violation(String key, String value, String problem, String remedy, Severity severity) {

    /** Whether a finding prevents a payment. */
    public enum Severity {
        /** Payment is refused until it is fixed. */
        ERROR,
        /** Should be fixed; payment is not affected. */
        WARNING
    }

    /** Creates a finding that prevents payment. */
    public static Violation error(String key, String value, String problem, String remedy) {
        return new Violation(key, value == null ? "" : value, problem, remedy, Severity.ERROR);
    }

    /** Creates a finding that does not prevent payment. */
    public static Violation warning(String key, String value, String problem, String remedy) {
        return new Violation(key, value == null ? "" : value, problem, remedy, Severity.WARNING);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Returns problem and remedy without the key and the value, for display beside a form field. */
    public String advice() {
        return problem + "：" + remedy;
    }

    /** Joins several findings in one line, for an exception or the log. */
    public static String join(List<Violation> findings) {
        return findings.stream().map(Violation::toString).collect(Collectors.joining("；"));
    }

    /** Returns, for example, {@code price（1.005）最多两位小数：请写成 1.00 或 1.01}. */
    @Override
    public String toString() {
        return key + (value.isEmpty() ? "" : "（" + value + "）") + " " + advice();
    }
}
