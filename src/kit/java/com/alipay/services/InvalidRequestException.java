package com.alipay.services;

import com.alipay.config.Violation;
import java.util.List;
import java.util.Locale;

/** The request breaks the protocol's rules; nothing was signed or sent. The supplier of the values has to fix every finding. */
public final class InvalidRequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<Violation> findings;

    public InvalidRequestException(List<Violation> findings) {
        super(Violation.join(findings).in(Locale.CHINESE));
        this.findings = List.copyOf(findings);
    }

    /** Returns all findings, at least one. */
    public List<Violation> findings() {
        return findings;
    }
}
