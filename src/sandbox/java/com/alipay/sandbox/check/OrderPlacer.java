package com.alipay.sandbox.check;

/** Places one small order and returns the request with which the buyer goes to the gateway. */
@FunctionalInterface
interface OrderPlacer {
    /** @throws UnplayableException there is none */
    GatewayRequest place();
}
