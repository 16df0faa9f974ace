package com.alipay.services;

import com.alipay.config.Violation;
import java.util.List;

/** A payment that breaks the protocol's rules; no form was created. */
public final class InvalidPaymentException extends InvalidRequestException {
    private static final long serialVersionUID = 1;

    public InvalidPaymentException(List<Violation> findings) {
        super(findings);
    }
}
