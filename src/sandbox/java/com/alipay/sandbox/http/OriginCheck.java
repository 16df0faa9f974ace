package com.alipay.sandbox.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Detects requests that a foreign web page makes the user's browser send. Over loopback the {@code Host} has to be a name of this
 * machine: a foreign name that resolves to it (DNS rebinding) would make a foreign page same-origin. An unsafe method has to come
 * from a page of the sandbox, or from a program, which sends no {@code Origin}.
 */
public final class OriginCheck {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** Values of {@code Sec-Fetch-Site} for a page of the same origin and for the address bar. */
    private static final Set<String> OWN_SITE = Set.of("", "same-origin", "none");

    private final Set<String> allowedHosts;

    /** @param allowedHosts further host names of the sandbox, without a port */
    public OriginCheck(Set<String> allowedHosts) {
        this.allowedHosts = allowedHosts.stream().map(OriginCheck::normalized).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether the request's {@code Host} is one of the sandbox's names; checked over loopback only. */
    boolean isOwnHost(RequestOrigin source) {
        return !source.loopback() || source.host().isEmpty() || isOwnName(hostOf("//" + source.host()));
    }

    /** Returns whether the request changes nothing, or does not come from a page of another origin. */
    boolean isOwnOrigin(String method, RequestOrigin source) {
        return SAFE_METHODS.contains(method)
                || OWN_SITE.contains(source.site())
                        && (source.origin().isEmpty() || isSameOrigin(source.origin(), source.host()));
    }

    private boolean isOwnName(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.equals("[0:0:0:0:0:0:0:1]")
                || name.matches("127(\\.\\d{1,3}){3}")
                || allowedHosts.contains(name);
    }

    /**
     * Compares name and port but not the scheme, as a reverse proxy may use another one. A proxy may also omit the port in the
     * {@code Host} or replace the name; then the origin has to be one of the allowed names.
     */
    private boolean isSameOrigin(String origin, String host) {
        String page = hostOf(origin);
        if (page.isEmpty()) {
            return false;
        }
        return page.equals(hostOf("//" + host))
                ? port(origin, origin) == port("//" + host, origin)
                        || allowedHosts.contains(page)
                                && URI.create("//" + host).getPort() < 0
                : allowedHosts.contains(page);
    }

    /** Returns the host name in an address, in lower case; empty if there is none. */
    private static String hostOf(String address) {
        try {
            String host = new URI(address).getHost();
            return host == null ? "" : normalized(host);
        } catch (URISyntaxException e) {
            // Not an address, such as the origin null of a page in a sandboxed frame.
            return "";
        }
    }

    private static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    /** Returns the port of an address; if it has none, the default port of the origin's scheme. */
    private static int port(String address, String origin) {
        int port = URI.create(address).getPort();
        return port >= 0 ? port : origin.startsWith("https:") ? 443 : 80;
    }
}
