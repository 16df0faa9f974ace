package com.alipay.diagnosis.signature;

import com.alipay.diagnosis.InvisibleCharacters;
import java.util.Locale;

/**
 * Compares two texts to sign, both without the key, up to their first difference: the text in the merchant's log and the text the
 * gateway would sign.
 *
 * <pre>{@code
 * of("body=a&price=1", "body=a&price=1.00")   -> parameter() "price", at() 14: "" against ".00"
 * }</pre>
 *
 * @param expected the merchant's text
 * @param actual the text to sign
 * @param at the number of equal characters at the beginning; the whole length if the texts are equal
 * @tutorial 双功能 4.1 / 担保 5.1
 */
public record TextDiff(String expected, String actual, int at) {
    /** Number of characters shown before and after the difference. */
    private static final int AROUND = 40;

    /**
     * One of the two texts for display, escaped by {@link InvisibleCharacters}.
     *
     * @param same the common beginning
     * @param different the first character of this text that differs; "" at the end of the text
     * @param rest the text after it
     */
    public record Side(String same, String different, String rest) {}

    /** Compares two texts. */
    public static TextDiff of(String ours, String theirs) {
        int same = 0;
        int shorter = Math.min(ours.length(), theirs.length());
        while (same < shorter && ours.charAt(same) == theirs.charAt(same)) {
            same++;
        }
        boolean withinACharacter = same > 0 && same < shorter && Character.isHighSurrogate(ours.charAt(same - 1));
        return new TextDiff(ours, theirs, withinACharacter ? same - 1 : same);
    }

    public boolean isEqual() {
        return expected.equals(actual);
    }

    /** Returns the name of the parameter that differs, taken from the text to sign; "" if the texts are equal. */
    public String parameter() {
        if (isEqual()) {
            return "";
        }
        int start = actual.lastIndexOf('&', Math.min(at, actual.length() - 1)) + 1;
        int equals = actual.indexOf('=', start);
        return equals < 0 ? actual.substring(start) : actual.substring(start, equals);
    }

    /** Returns the end of the common beginning. */
    public String before() {
        return expected.substring(Math.max(0, at - AROUND), at);
    }

    /** Returns how the merchant's text continues at the difference. */
    public String oursFrom() {
        return expected.substring(at, Math.min(expected.length(), at + AROUND));
    }

    /** Returns how the text to sign continues at the difference. */
    public String theirsFrom() {
        return actual.substring(at, Math.min(actual.length(), at + AROUND));
    }

    /** Returns the merchant's text, split at the difference. */
    public Side ourSide() {
        return side(expected);
    }

    /** Returns the text to sign, split at the difference. */
    public Side theirSide() {
        return side(actual);
    }

    private Side side(String text) {
        int next = at >= text.length() ? text.length() : text.offsetByCodePoints(at, 1);
        return new Side(
                InvisibleCharacters.escape(text.substring(0, at)),
                InvisibleCharacters.escape(text.substring(at, next)),
                InvisibleCharacters.escape(text.substring(next)));
    }

    /** Returns the code points of the two differing characters, since some look the same; "" for the end of a text. */
    public String codePoints() {
        return codePoint(expected) + " / " + codePoint(actual);
    }

    private String codePoint(String text) {
        return at >= text.length() ? "" : String.format(Locale.ROOT, "U+%04X", text.codePointAt(at));
    }

    /** Shows the position only: the texts may contain a buyer's data. */
    @Override
    public String toString() {
        return isEqual() ? "equal" : "different at " + at + ", in " + parameter();
    }
}
