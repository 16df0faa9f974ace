package com.alipay.diagnosis.site;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses addresses and classifies their hosts by name alone, without resolving them. */
public final class HostNames {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]|\\[0:0:0:0:0:0:0:1]");
    private static final Pattern PRIVATE = Pattern.compile(
            "10\\.[0-9.]+|192\\.168\\.[0-9.]+|172\\.(1[6-9]|2[0-9]|3[01])\\.[0-9.]+"
                    + "|169\\.254\\.[0-9.]+|0\\.0\\.0\\.0|\\[f[cd].*]|\\[fe80.*]|[^.\\[]+|.*\\.local|.*\\.lan|.*\\.internal");

    private HostNames() {}

    /** Parses the address of a page; empty if it is not valid, which the check of the settings reports. */
    public static Optional<URI> address(String url) {
        try {
            URI address = URI.create(url);
            return Optional.of(address).filter(it -> it.getHost() != null && isHttp(it.getScheme()));
        } catch (IllegalArgumentException e) {
            // Not a valid address.
            return Optional.empty();
        }
    }

    private static boolean isHttp(String scheme) {
        return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    }

    /** Returns the explicit or default port. */
    static int port(URI address) {
        boolean secure = address.getScheme().equalsIgnoreCase("https");
        return address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
    }

    /** Returns whether the host is this machine. */
    public static boolean isLocal(URI address) {
        return LOOPBACK.matcher(host(address)).matches();
    }

    /** Returns whether the host is this machine or in a private network: not reachable from the internet by this name. */
    public static boolean isPrivate(URI address) {
        return isLocal(address) || PRIVATE.matcher(host(address)).matches();
    }

    private static String host(URI address) {
        return address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    }
}
