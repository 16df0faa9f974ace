package com.alipay.sandbox.gateway;

import com.alipay.sandbox.trade.PayRequest;

/** What the checks of a pay request came to. */
public sealed interface PayRequestResult {
    record Accepted(PayRequest request) implements PayRequestResult {}

    record Refused(GatewayRefusal refusal) implements PayRequestResult {}
}
