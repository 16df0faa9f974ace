package com.alipay.diagnosis.signature;

import com.alipay.diagnosis.UnicodeEscaper;
import java.util.Locale;

/**
 * Two texts to sign side by side, up to the place where they part: what a merchant's own log says and what the gateway would sign. Both
 * without the key.
 *
 * <pre>{@code
 * of("body=a&price=1", "body=a&price=1.00")   -> parameter() "price", at() 14: "" against ".00"
 * }</pre>
 *
 * @param expected the merchant's text
 * @param actual the text it should be
 * @param at how many characters are the same at the beginning; the whole length of both when they are equal
 * @tutorial 双功能 4.1 / 担保 5.1
 */
public record TextDiff(String expected, String actual, int at) {
    /** How much of each text is shown around the difference. */
    private static final int AROUND = 40;

    /**
     * One of the two texts for showing, {@link UnicodeEscaper}.
     *
     * @param same what both begin with
     * @param different this text's first character that the other has not in that place; "" at the end of the text
     * @param rest what follows it
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

    /** The parameter in which the texts part, by the name in the text that should be; "" when they are equal. */
    public String parameter() {
        if (isEqual()) {
            return "";
        }
        int start = actual.lastIndexOf('&', Math.min(at, actual.length() - 1)) + 1;
        int equals = actual.indexOf('=', start);
        return equals < 0 ? actual.substring(start) : actual.substring(start, equals);
    }

    /** The end of what both have in common. */
    public String before() {
        return expected.substring(Math.max(0, at - AROUND), at);
    }

    /** How the merchant's text goes on from there. */
    public String oursFrom() {
        return expected.substring(at, Math.min(expected.length(), at + AROUND));
    }

    /** How it should go on from there. */
    public String theirsFrom() {
        return actual.substring(at, Math.min(actual.length(), at + AROUND));
    }

    /** The merchant's text, taken apart at the difference. */
    public Side ourSide() {
        return side(expected);
    }

    /** The text it should be, taken apart at the difference. */
    public Side theirSide() {
        return side(actual);
    }

    private Side side(String text) {
        int next = at >= text.length() ? text.length() : text.offsetByCodePoints(at, 1);
        return new Side(
                UnicodeEscaper.of(text.substring(0, at)),
                UnicodeEscaper.of(text.substring(at, next)),
                UnicodeEscaper.of(text.substring(next)));
    }

    /** The two characters that differ, by number: a blank and a no-break blank look the same. "" for the end of a text. */
    public String codePoints() {
        return codePoint(expected) + " / " + codePoint(actual);
    }

    private String codePoint(String text) {
        return at >= text.length() ? "" : String.format(Locale.ROOT, "U+%04X", text.codePointAt(at));
    }

    /** The place alone: the texts may belong to a buyer. */
    @Override
    public String toString() {
        return isEqual() ? "equal" : "different at " + at + ", in " + parameter();
    }
}
