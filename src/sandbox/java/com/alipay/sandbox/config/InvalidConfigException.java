package com.alipay.sandbox.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; the author of the file has to correct it. */
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigError> findings;

    InvalidConfigException(String file, List<ConfigError> findings) {
        super(file + " cannot be used:\n"
                + findings.stream().map(finding -> "  " + finding).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /** Returns all errors, in the order of the file. */
    public List<ConfigError> findings() {
        return findings;
    }
}
