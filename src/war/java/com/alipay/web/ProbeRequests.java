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
 * The forms that the doctor is sending to this site at the moment. Each carries a word made up for it alone, by which {@link ProbeFilter}
 * knows it; a stranger knows no such word, and a word is good until its form has been answered.
 */
final class ProbeRequests {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern WORD = Pattern.compile("(?:^|&)alipay_doctor=([0-9a-f]{32})(?:&|$)");
    /** By word; empty until it has arrived. */
    private static final Map<String, Optional<RequestArrival>> EXPECTED = new ConcurrentHashMap<>();

    private ProbeRequests() {}

    /** Expects one more form, with this word as the parameter {@code alipay_doctor} of its query string. */
    static String expect() {
        byte[] word = new byte[16];
        RANDOM.nextBytes(word);
        String hex = HexFormat.of().formatHex(word);
        EXPECTED.put(hex, Optional.empty());
        return hex;
    }

    /** The word of an expected form; empty for every other request. */
    static Optional<String> word(String query) {
        return Optional.ofNullable(query)
                .map(WORD::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .filter(EXPECTED::containsKey);
    }

    static void arrived(String word, RequestArrival arrival) {
        EXPECTED.replace(word, Optional.of(arrival));
    }

    /** How the form of this word arrived; empty when it did not. From now on the word is nobody's. */
    static Optional<RequestArrival> taken(String word) {
        return Optional.ofNullable(EXPECTED.remove(word)).flatMap(arrival -> arrival);
    }
}
