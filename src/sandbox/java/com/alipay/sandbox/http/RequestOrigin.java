package com.alipay.sandbox.http;

/**
 * Origin of a request according to its headers, and its connection. A header that was not sent is empty.
 *
 * @param host the {@code Host} header: a name or an address, with or without a port
 * @param origin the {@code Origin} header, which browsers send with every unsafe method: the page's scheme, host and port
 * @param site the {@code Sec-Fetch-Site} header: the relation between the page and the sandbox, according to the browser
 * @param loopback whether the connection came in over this machine's loopback interface
 */
public record RequestOrigin(String host, String origin, String site, boolean loopback) {
    /** A program on this machine, which sends none of these headers. */
    public static final RequestOrigin LOCAL_PROGRAM = new RequestOrigin("", "", "", true);
}
