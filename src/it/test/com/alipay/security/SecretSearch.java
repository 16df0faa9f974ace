package com.alipay.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks for secrets in octets: a key in capitals or not, as it is or in hexadecimal; a signature; a private key in PEM. Keys and
 * signatures are runs of letters, digits and hyphens at least {@value #SHORTEST} long, so one octet in so many is enough to find a
 * run.
 */
final class SecretSearch {
    private static final int SHORTEST = 16;
    private static final int SIGNATURE = 32;
    /** How much is read at once. */
    static final int PIECE = 4 << 20;

    private static final byte[] PRIVATE_KEY = "PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);

    private final List<String> keys = new ArrayList<>();
    private final Set<String> signatures;
    private final int overlap;

    /**
     * @param keys at least {@value #SHORTEST} letters, digits and hyphens each
     * @param signatures in hexadecimal
     */
    SecretSearch(Collection<String> keys, Collection<String> signatures) {
        for (String key : keys) {
            if (!key.matches("[0-9A-Za-z-]{" + SHORTEST + ",}")) {
                throw new IllegalArgumentException("a key of " + key.length() + " characters cannot be searched for");
            }
            this.keys.add(key.toLowerCase(Locale.ROOT));
            this.keys.add(HexFormat.of().formatHex(key.getBytes(StandardCharsets.US_ASCII)));
        }
        this.signatures = signatures.stream()
                .map(signature -> signature.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.overlap = this.keys.stream().mapToInt(String::length).reduce(SIGNATURE + PRIVATE_KEY.length, Math::max);
    }

    /**
     * What was found, each once and only its beginning: a report may not tell it either.
     *
     * @param searched how many octets
     */
    record Found(Set<String> secrets, long searched) {}

    /** Reads in pieces, each with the end of the one before: a secret that lies across two is in one of them as a whole. */
    Found in(InputStream octets) throws IOException {
        Set<String> found = new TreeSet<>();
        long searched = 0;
        byte[] piece = new byte[0];
        for (byte[] next = octets.readNBytes(PIECE); next.length > 0; next = octets.readNBytes(PIECE)) {
            searched += next.length;
            byte[] end = Arrays.copyOfRange(piece, Math.max(0, piece.length - overlap), piece.length);
            piece = Arrays.copyOf(end, end.length + next.length);
            System.arraycopy(next, 0, piece, end.length, next.length);
            in(piece, found);
        }
        return new Found(found, searched);
    }

    private void in(byte[] octets, Set<String> found) {
        for (int at = SHORTEST - 1; at < octets.length; at += SHORTEST) {
            if (isPart(octets[at])) {
                int begin = at;
                while (begin > 0 && isPart(octets[begin - 1])) {
                    begin--;
                }
                while (at + 1 < octets.length && isPart(octets[at + 1])) {
                    at++;
                }
                if (at + 1 - begin >= SHORTEST) {
                    run(new String(octets, begin, at + 1 - begin, StandardCharsets.US_ASCII), found);
                }
            }
        }
        if (contains(octets, PRIVATE_KEY)) {
            found.add("a private key in PEM");
        }
    }

    private void run(String text, Set<String> found) {
        String run = text.toLowerCase(Locale.ROOT);
        for (String key : keys) {
            if (run.contains(key)) {
                found.add("the key " + key.substring(0, 4) + "…");
            }
        }
        int digits = 0;
        for (int at = 0; at < run.length(); at++) {
            digits = HexFormat.isHexDigit(run.charAt(at)) ? digits + 1 : 0;
            if (digits >= SIGNATURE) {
                String signature = run.substring(at + 1 - SIGNATURE, at + 1);
                if (signatures.contains(signature)) {
                    found.add("the signature " + signature.substring(0, 4) + "… of an unverified message");
                }
            }
        }
    }

    private static boolean isPart(byte octet) {
        return octet >= '0' && octet <= '9'
                || octet >= 'A' && octet <= 'Z'
                || octet >= 'a' && octet <= 'z'
                || octet == '-';
    }

    private static boolean contains(byte[] octets, byte[] part) {
        for (int at = 0; at <= octets.length - part.length; at++) {
            if (octets[at] == part[0] && Arrays.equals(octets, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
