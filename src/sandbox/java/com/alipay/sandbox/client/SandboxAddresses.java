package com.alipay.sandbox.client;

/** The addresses of a sandbox, for a shop's settings. */
public final class SandboxAddresses {
    private final String url;

    SandboxAddresses(String url) {
        this.url = url;
    }

    /** Returns the start page, without a slash at the end: {@code http://localhost:8090}. */
    public String url() {
        return url;
    }

    /** Returns the gateway, {@code …/gateway.do}, without a question mark; it answers {@code notify_verify} too. */
    public String gateway() {
        return url + "/gateway.do";
    }

    /** Returns the address that verifies a {@code notify_id} where {@code transport=http}. */
    public String verifyGateway() {
        return url + "/trade/notify_query.do";
    }

    /** Returns the gateway. */
    @Override
    public String toString() {
        return gateway();
    }
}
