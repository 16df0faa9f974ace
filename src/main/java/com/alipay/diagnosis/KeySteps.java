package com.alipay.diagnosis;

import com.alipay.config.SecurityKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Mistakes about the key. No step's detail tells a key. */
final class KeySteps {
    private record Affix(String before, String after, String name) {}

    private static final List<Affix> AFFIXES = List.of(
            new Affix("", " ", "a blank after it"),
            new Affix("", "\n", "a line break after it"),
            new Affix("", "\r\n", "CR LF after it"),
            new Affix("", "\r", "CR after it"),
            new Affix("", "\t", "a tab after it"),
            new Affix(" ", "", "a blank before it"),
            new Affix("\t", "", "a tab before it"),
            new Affix("\uFEFF", "", "a byte order mark before it"),
            new Affix(" ", " ", "blanks around it"),
            new Affix("", "  ", "two blanks after it"),
            new Affix("", "\u3000", "an ideographic blank after it"),
            new Affix("\u3000", "", "an ideographic blank before it"),
            new Affix("", "\u00A0", "a no-break blank after it"),
            new Affix("\"", "\"", "quotes around it"),
            new Affix("'", "'", "single quotes around it"));

    private static final List<String> SEPARATORS = List.of("&", "&key=", "key=", "=", "|", " ", "\n");

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** Twice a key's length: a longer text is none, and would be tried in too many ways. */
    private static final int LONGEST = 64;

    private KeySteps() {}

    static Stream<Step> blanks(Reading reading, Scene scene) {
        String key = text(reading.key());
        Stream<Step> less = Stream.of(key.strip(), key.replaceAll("[^0-9A-Za-z]", ""))
                .filter(bare -> !bare.isEmpty() && !bare.equals(key))
                .map(bare -> new Step(reading.with(SecurityKey.of(bare)), "the configured key is not trimmed"));
        Stream<Step> more = AFFIXES.stream()
                .map(affix -> new Step(
                        reading.with(SecurityKey.of(affix.before() + key + affix.after())),
                        affix.before().isBlank() && !affix.before().isEmpty()
                                ? affix.name() + ", or after the last value: " + last(reading)
                                : affix.name()));
        return key.isEmpty() ? Stream.empty() : Stream.concat(less, more);
    }

    static Stream<Step> letterCase(Reading reading, Scene scene) {
        String key = text(reading.key());
        return Stream.of(key.toLowerCase(Locale.ROOT), key.toUpperCase(Locale.ROOT))
                .filter(other -> !other.equals(key))
                .map(other -> new Step(reading.with(SecurityKey.of(other)), ""));
    }

    /** Every key that one slip of the hand makes of this one; which it was is not told. */
    static Stream<Step> mistyped(Reading reading, Scene scene) {
        String key = text(reading.key());
        if (key.isEmpty() || key.length() > LONGEST) {
            return Stream.empty();
        }
        return IntStream.rangeClosed(0, key.length())
                .boxed()
                .flatMap(place -> slips(key.substring(0, place), key.substring(place)))
                .filter(other -> !other.equals(key))
                .distinct()
                .map(other -> new Step(reading.with(SecurityKey.of(other)), ""));
    }

    /** A letter more between the two parts, or the first of the second part missing, another, or swapped with the next. */
    private static Stream<String> slips(String before, String after) {
        Stream<String> more = LETTERS.chars().mapToObj(letter -> before + (char) letter + after);
        if (after.isEmpty()) {
            return more;
        }
        String rest = after.substring(1);
        Stream<String> other = LETTERS.chars().mapToObj(letter -> before + (char) letter + rest);
        Stream<String> missing = Stream.of(before + rest);
        Stream<String> swapped = rest.isEmpty()
                ? Stream.empty()
                : Stream.of(before + rest.charAt(0) + after.charAt(0) + rest.substring(1));
        return Stream.of(more, other, missing, swapped).flatMap(Function.identity());
    }

    static Stream<Step> swapped(Reading reading, Scene scene) {
        String partner = scene.account().partner();
        return partner.isEmpty() ? Stream.empty() : Stream.of(new Step(reading.with(SecurityKey.of(partner)), ""));
    }

    static Stream<Step> ofAnother(Reading reading, Scene scene) {
        return scene.others().stream()
                .filter(other -> !other.key().isEmpty())
                .map(other -> new Step(reading.with(other.key()), other.shown()));
    }

    static Stream<Step> missing(Reading reading, Scene scene) {
        return Stream.of(new Step(reading.with(SecurityKey.NONE), ""));
    }

    static Stream<Step> separated(Reading reading, Scene scene) {
        Reading.Joining joining = reading.joining();
        return SEPARATORS.stream()
                .map(separator -> new Step(
                        reading.with(new Reading.Joining(
                                joining.order(), joining.empties(), joining.signType(), joining.sign(), separator)),
                        separator.isBlank() ? "a blank" : separator));
    }

    /** The name whose value the key follows: a blank between the two may belong to either. */
    private static String last(Reading reading) {
        List<Reading.Pair> signable = reading.joining().order().of(reading.signable());
        return signable.isEmpty()
                ? ""
                : ParameterSteps.shown(signable.get(signable.size() - 1).name(), reading);
    }

    private static String text(SecurityKey key) {
        return new String(key.bytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
