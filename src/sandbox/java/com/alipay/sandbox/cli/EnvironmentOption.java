package com.alipay.sandbox.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Reads options from the environment: {@code ALIPAY_SANDBOX_SELLER_EMAIL} is the default of {@code --seller-email}. */
final class EnvironmentOption {
    private static final String PREFIX = "ALIPAY_SANDBOX_";

    private EnvironmentOption() {}

    /** Returns an option's value from the environment; null if it is not set, or the option only prints something. */
    static String value(ArgSpec argument, Map<String, String> environment) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String value = environment.get(name(option));
        return value == null || value.isEmpty() ? null : value;
    }

    private static String name(OptionSpec option) {
        return PREFIX
                + option.longestName().replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
