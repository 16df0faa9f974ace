package com.alipay.sandbox.gateway;

import com.alipay.sandbox.trade.PayRequest;

/** Result of validating a pay request. */
public sealed interface PayRequestResult {
    record Accepted(PayRequest request) implements PayRequestResult {}

    record Refused(GatewayRefusal refusal) implements PayRequestResult {}
}
