package com.alipay.web;

import com.alipay.diagnosis.site.RequestArrival;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms that the site diagnosis is currently sending to this site. Each carries a random token, by which {@link ProbeFilter}
 * recognises it. Nobody else knows the token, and it is valid until its form has been answered.
 */
final class ProbeRequests {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern TOKEN = Pattern.compile("(?:^|&)alipay_doctor=([0-9a-f]{32})(?:&|$)");
    /** Arrival by token; empty until the form has arrived. */
    private static final Map<String, Optional<RequestArrival>> EXPECTED = new ConcurrentHashMap<>();

    private ProbeRequests() {}

    /** Registers one more form and returns its token, sent as query parameter {@code alipay_doctor}. */
    static String register() {
        byte[] token = new byte[16];
        RANDOM.nextBytes(token);
        String hex = HexFormat.of().formatHex(token);
        EXPECTED.put(hex, Optional.empty());
        return hex;
    }

    /** Returns the token of a registered form; empty for every other request. */
    static Optional<String> tokenOf(String query) {
        return Optional.ofNullable(query)
                .map(TOKEN::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .filter(EXPECTED::containsKey);
    }

    static void complete(String token, RequestArrival arrival) {
        EXPECTED.replace(token, Optional.of(arrival));
    }

    /** Removes the token and returns how its form arrived; empty if it did not. */
    static Optional<RequestArrival> remove(String token) {
        return Optional.ofNullable(EXPECTED.remove(token)).flatMap(arrival -> arrival);
    }
}
