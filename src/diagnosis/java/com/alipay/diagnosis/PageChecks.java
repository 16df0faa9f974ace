package com.alipay.diagnosis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What notify_url and return_url have to look like when somebody just opens them. */
final class PageChecks {
    private static final byte[] FAIL = "fail".getBytes(StandardCharsets.US_ASCII);
    private static final int SHOWN = 16;
    /** A byte order mark, its bytes as characters. */
    private static final String MARK = "\u00EF\u00BB\u00BF";

    private static final Pattern MARKUP = Pattern.compile("<[A-Za-z!/]");
    /** The words of containers and frameworks, not of people: a shop may well sell a book about exceptions. */
    private static final Pattern ERROR_PAGE = Pattern.compile(
            "HTTP Status [45][0-9]{2}|HTTP ERROR [45][0-9]{2}|Whitelabel Error Page|\\bat [\\w.$]+\\([\\w]+\\.java:[0-9]+\\)"
                    + "|\\b(java|jakarta|javax|org\\.apache)(\\.\\w+)+(Exception|Error)\\b");

    private PageChecks() {}

    /** A redirect has a check of its own. */
    static Outcome status(Fetched page) {
        String seen = "HTTP " + page.status();
        return isRedirect(page) ? Outcome.unknown(seen) : Outcome.passedIf(page.status() == 200, seen);
    }

    static Outcome redirect(Fetched page) {
        return Outcome.passedIf(
                !isRedirect(page),
                ("HTTP " + page.status() + " " + page.header("location").orElse("")).strip());
    }

    static boolean isRedirect(Fetched page) {
        return page.status() >= 300 && page.status() < 400;
    }

    /** The cookie's name; its value may be somebody's session. */
    static Outcome cookie(Fetched page) {
        String cookie = page.header("set-cookie").orElse("");
        return Outcome.passedIf(cookie.isEmpty(), cookie.replaceAll("=.*", ""));
    }

    static Outcome byteOrderMark(Fetched page) {
        boolean marked = isMarked(page);
        return Outcome.passedIf(!marked, marked ? bytes(page) : "");
    }

    private static boolean isMarked(Fetched page) {
        return page.text().startsWith(MARK);
    }

    static Outcome markup(Fetched page) {
        boolean markup = holdsMarkup(page);
        return Outcome.passedIf(!markup, markup ? bytes(page) : "");
    }

    private static boolean holdsMarkup(Fetched page) {
        return !isRedirect(page) && MARKUP.matcher(page.text()).find();
    }

    /** Asked without a message, the page answers the four bytes of fail. A redirect, HTML or a mark before them is told by its own check. */
    static Outcome exactlyFail(Fetched page) {
        boolean told = isRedirect(page) || holdsMarkup(page) || page.text().equals(MARK + "fail");
        return told ? Outcome.unknown(bytes(page)) : Outcome.passedIf(isFail(page), bytes(page));
    }

    static boolean isFail(Fetched page) {
        return Arrays.equals(page.body(), FAIL);
    }

    static Outcome friendly(Fetched page) {
        String text = page.text();
        String seen = "HTTP " + page.status();
        if (page.status() != 200) {
            return Outcome.failed((seen + " " + page.header("location").orElse("")).strip());
        }
        if (text.isBlank()) {
            return Outcome.failed(seen + ", " + page.body().length + " bytes");
        }
        var error = ERROR_PAGE.matcher(text);
        return error.find() ? Outcome.failed(seen + ", " + error.group()) : Outcome.passed(seen);
    }

    /** How many, and the first of them, as numbers and, where that is possible, as characters. */
    static String bytes(Fetched page) {
        byte[] body = page.body();
        int length = Math.min(SHOWN, body.length);
        String hex = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(body, 0, length);
        String text = page.text().substring(0, length).replaceAll("[^ -~]", ".");
        return body.length == 0
                ? "0 bytes"
                : body.length + " bytes: " + hex + (length < body.length ? " …" : "") + " " + text;
    }
}
