package com.alipay.services;

import com.alipay.trade.Finding;
import java.util.List;

/** A payment that breaks the protocol's rules, so that no form was made. */
public final class InvalidPaymentRequest extends InvalidRequest {
    private static final long serialVersionUID = 1;

    InvalidPaymentRequest(List<Finding> findings) {
        super(findings);
    }
}
