package com.alipay.sandbox.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether a web page elsewhere makes the browser of the sandbox's user send a request. Over loopback the {@code Host} has to
 * be a name of this machine: a foreign name that was made to point here (DNS rebinding) would make a foreign page the sandbox's own.
 * An unsafe method has to come from a page of the sandbox, or from a program, which sends no {@code ChangeSource}.
 */
public final class OriginCheck {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** What {@code Sec-Fetch-Site} says of a request from a page of the same origin, and from the address bar. */
    private static final Set<String> OWN_SITE = Set.of("", "same-origin", "none");

    private final Set<String> allowedHosts;

    /** @param allowedHosts further names under which the sandbox is reached, without a port */
    public OriginCheck(Set<String> allowedHosts) {
        this.allowedHosts = allowedHosts.stream().map(OriginCheck::normalized).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the request reached the sandbox by one of its names. */
    boolean isOwnHost(Source source) {
        return !source.loopback() || source.host().isEmpty() || isOwnName(hostOf("//" + source.host()));
    }

    /** Whether the request changes nothing, or does not come from a page of another origin. */
    boolean isOwnOrigin(String method, Source source) {
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
     * By name and port, not by scheme: a proxy in front may speak another one to the browser. A proxy may also leave the port out of
     * the {@code Host} or put its own name there; then the origin has to be one of the allowed names.
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

    /** The name in an address, in small letters; empty if there is none. */
    private static String hostOf(String address) {
        try {
            String host = new URI(address).getHost();
            return host == null ? "" : normalized(host);
        } catch (URISyntaxException e) {
            // No address, such as the origin null of a page in a closed frame: nobody's name.
            return "";
        }
    }

    private static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    /** The port of an address whose name is known; where it has none, that of the origin's scheme. */
    private static int port(String address, String origin) {
        int port = URI.create(address).getPort();
        return port >= 0 ? port : origin.startsWith("https:") ? 443 : 80;
    }
}
