package com.alipay.sandbox.http;

/**
 * Where a request says it comes from, and how it came in. A header that was not sent is empty.
 *
 * @param host the {@code Host} header: a name or an address, with or without a port
 * @param origin the {@code ChangeSource} header, which browsers send with every unsafe method: the page's scheme, host and port
 * @param site the {@code Sec-Fetch-Site} header: how the page and the sandbox are related, in the browser's eyes
 * @param loopback whether the connection came in over this machine's loopback interface
 */
public record Source(String host, String origin, String site, boolean loopback) {
    /** A program on this machine, which sends none of these headers. */
    public static final Source LOCAL_PROGRAM = new Source("", "", "", true);
}
