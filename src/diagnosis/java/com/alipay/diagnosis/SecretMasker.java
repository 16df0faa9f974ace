package com.alipay.diagnosis;

import com.alipay.diagnosis.signature.SigningAccount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys that may stand in a text which somebody is going to read: a program that has partner and key swapped sends its key, and one
 * that keeps it among the parameters signs it twice. Immutable; tells nothing of itself.
 */
public final class SecretMasker {
    /** What is shown in the place of a key. */
    public static final String HIDDEN = "[key]";

    /** Shorter ones are hidden as a whole value or at the end of a text only: {@code 1} is part of too much. */
    private static final int TELLING = 8;

    private final List<Pattern> patterns;

    private SecretMasker(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** The keys of these accounts, and what stands in the place of a partner and is none. */
    public static SecretMasker of(SigningAccount account, List<SigningAccount> others) {
        return of(Stream.concat(Stream.of(account), others.stream())
                .flatMap(it -> Stream.of(text(it), it.partner()))
                .toList());
    }

    /** These keys; what is none, because it is empty or looks like a partner, is passed over. */
    public static SecretMasker of(List<String> keys) {
        return new SecretMasker(
                keys.stream().flatMap(key -> pattern(key).stream()).toList());
    }

    /** The text with every key in it replaced, in whatever letter case it stands there. */
    public String hide(String text) {
        String hidden = text;
        for (Pattern pattern : patterns) {
            hidden = pattern.matcher(hidden).replaceAll(Matcher.quoteReplacement(HIDDEN));
        }
        return hidden;
    }

    /** Whether nothing had to be replaced. */
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
