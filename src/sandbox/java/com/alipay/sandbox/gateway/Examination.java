package com.alipay.sandbox.gateway;

import com.alipay.sandbox.error.Refusal;
import com.alipay.sandbox.trade.PayRequest;

/** What the checks of a pay request came to. */
public sealed interface Examination {
    record Accepted(PayRequest request) implements Examination {}

    record Refused(Refusal refusal) implements Examination {}
}
