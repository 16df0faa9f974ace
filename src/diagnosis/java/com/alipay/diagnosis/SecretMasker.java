package com.alipay.diagnosis;

import com.alipay.diagnosis.signature.SigningAccount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Masks keys in texts that people read. Needed because a program with partner and key swapped sends its key as a parameter, and
 * one that keeps the key among the parameters signs it twice. Immutable; {@code toString} reveals no key.
 */
public final class SecretMasker {
    /** The replacement for a key. */
    public static final String HIDDEN = "[key]";

    /** Length from which a key is masked anywhere; a shorter one only as a whole value or at the end of a text. */
    private static final int TELLING = 8;

    private final List<Pattern> patterns;

    private SecretMasker(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** Creates a masker for the keys of these accounts, and for values in the partner field that are not a partner number. */
    public static SecretMasker of(SigningAccount account, List<SigningAccount> others) {
        return of(Stream.concat(Stream.of(account), others.stream())
                .flatMap(it -> Stream.of(text(it), it.partner()))
                .toList());
    }

    /** Creates a masker for these keys; empty ones, and those that look like a partner number, are skipped. */
    public static SecretMasker of(List<String> keys) {
        return new SecretMasker(
                keys.stream().flatMap(key -> pattern(key).stream()).toList());
    }

    /** Returns the text with every key replaced, in any letter case. */
    public String hide(String text) {
        String hidden = text;
        for (Pattern pattern : patterns) {
            hidden = pattern.matcher(hidden).replaceAll(Matcher.quoteReplacement(HIDDEN));
        }
        return hidden;
    }

    /** Returns whether the text contains no key. */
    public boolean containsNoSecret(String text) {
        return hide(text).equals(text);
    }

    private static String text(SigningAccount account) {
        return new String(account.key().bytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Optional<Pattern> pattern(String secret) {
        String core = secret.replaceAll("^[^0-9A-Za-z]+|[^0-9A-Za-z]+$", "");
        if (core.isEmpty() || core.matches(SigningAccount.PARTNER)) {
            return Optional.empty();
        }
        String quoted = Pattern.quote(core);
        String place = core.length() < TELLING ? "(?<==)" + quoted + "(?=&|$)|" + quoted + "$" : quoted;
        return Optional.of(Pattern.compile(place, Pattern.CASE_INSENSITIVE));
    }

    @Override
    public String toString() {
        return "SecretMasker[" + patterns.size() + "]";
    }
}
