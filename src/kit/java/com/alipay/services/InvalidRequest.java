package com.alipay.services;

import com.alipay.trade.Finding;
import java.util.List;

/** The request breaks the protocol's rules; nothing was signed or sent. Whoever supplied the values has to mend every finding. */
public sealed class InvalidRequest extends IllegalArgumentException permits InvalidPaymentRequest {
    private static final long serialVersionUID = 1;

    private final transient List<Finding> findings;

    InvalidRequest(List<Finding> findings) {
        super(Finding.join(findings));
        this.findings = List.copyOf(findings);
    }

    /** All of them, at least one. */
    public List<Finding> findings() {
        return findings;
    }
}
