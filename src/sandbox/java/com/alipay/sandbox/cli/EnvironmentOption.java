package com.alipay.sandbox.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options from the environment: {@code ALIPAY_SANDBOX_SELLER_EMAIL} is what {@code --seller-email} is not given for. */
final class EnvironmentOption {
    private static final String PREFIX = "ALIPAY_SANDBOX_";

    private EnvironmentOption() {}

    /** The value of an option in the environment; null when it has none, or the option only prints something. */
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
