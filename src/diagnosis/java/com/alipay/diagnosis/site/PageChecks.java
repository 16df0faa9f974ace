package com.alipay.diagnosis.site;

import static com.alipay.diagnosis.DiagnosticCode.MESSAGES;

import com.alipay.i18n.Text;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks what notify_url and return_url answer to a plain GET. */
final class PageChecks {
    private static final byte[] FAIL = "fail".getBytes(StandardCharsets.US_ASCII);
    private static final int SHOWN = 16;
    /** The UTF-8 byte order mark, one character per byte. */
    private static final String MARK = "\u00EF\u00BB\u00BF";

    private static final Pattern MARKUP = Pattern.compile("<[A-Za-z!/]");
    /** Phrases of containers and frameworks only: a shop may sell a book about exceptions. */
    private static final Pattern ERROR_PAGE = Pattern.compile(
            "HTTP Status [45][0-9]{2}|HTTP ERROR [45][0-9]{2}|Whitelabel Error Page|\\bat [\\w.$]+\\([\\w]+\\.java:[0-9]+\\)"
                    + "|\\b(java|jakarta|javax|org\\.apache)(\\.\\w+)+(Exception|Error)\\b");

    /** In the header Content-Type or in a meta element. */
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:-]+)");

    private static final Pattern META = Pattern.compile("(?i)<meta[^>]*charset[^>]*>");
    /** The subsets of GBK, and GB18030, which differs only in rare characters. */
    private static final Set<String> LIKE_GBK = Set.of("GB2312", "GB18030");

    /** The statuses with which a filter against forged forms, a firewall or a login refuses. */
    private static final List<Integer> FORBIDDEN = List.of(401, 403, 419);

    private PageChecks() {}

    static boolean isForbidden(HttpProbeResult page) {
        return FORBIDDEN.contains(page.status());
    }

    /** Returns the charset that the page declares; empty if it declares none or an unknown one. */
    static Optional<Charset> charset(HttpProbeResult page) {
        Matcher meta = META.matcher(page.text());
        return page.header("content-type")
                .flatMap(PageChecks::named)
                .or(() -> meta.find() ? named(meta.group()) : Optional.empty());
    }

    private static Optional<Charset> named(String declaration) {
        Matcher found = CHARSET.matcher(declaration);
        try {
            return found.find()
                    ? Optional.of(Charset.forName(
                            LIKE_GBK.contains(found.group(1).toUpperCase(Locale.ROOT)) ? "GBK" : found.group(1)))
                    : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            // Browsers do not know it either, and guess.
            return Optional.empty();
        }
    }

    /** Checks the HTTP status; a redirect has its own check. */
    static CheckStatus status(HttpProbeResult page) {
        String seen = "HTTP " + page.status();
        return isRedirect(page) ? CheckStatus.unknown(seen) : CheckStatus.passedIf(page.status() == 200, seen);
    }

    static CheckStatus redirect(HttpProbeResult page) {
        return CheckStatus.passedIf(
                !isRedirect(page),
                ("HTTP " + page.status() + " " + page.header("location").orElse("")).strip());
    }

    static boolean isRedirect(HttpProbeResult page) {
        return page.status() >= 300 && page.status() < 400;
    }

    /** Reports the cookie's name only; its value may be a session. */
    static CheckStatus cookie(HttpProbeResult page) {
        String cookie = page.header("set-cookie").orElse("");
        return CheckStatus.passedIf(cookie.isEmpty(), cookie.replaceAll("=.*", ""));
    }

    static CheckStatus byteOrderMark(HttpProbeResult page) {
        boolean marked = isMarked(page);
        return CheckStatus.passedIf(!marked, marked ? bytes(page) : Text.NONE);
    }

    private static boolean isMarked(HttpProbeResult page) {
        return page.text().startsWith(MARK);
    }

    static CheckStatus markup(HttpProbeResult page) {
        boolean markup = holdsMarkup(page);
        return CheckStatus.passedIf(!markup, markup ? bytes(page) : Text.NONE);
    }

    private static boolean holdsMarkup(HttpProbeResult page) {
        return !isRedirect(page) && MARKUP.matcher(page.text()).find();
    }

    /** Checks that the page answers the four bytes of fail. Redirects, HTML and a byte order mark have their own checks. */
    static CheckStatus exactlyFail(HttpProbeResult page) {
        boolean told = isRedirect(page) || holdsMarkup(page) || page.text().equals(MARK + "fail");
        return told ? CheckStatus.unknown(bytes(page)) : CheckStatus.passedIf(isFail(page), bytes(page));
    }

    static boolean isFail(HttpProbeResult page) {
        return Arrays.equals(page.body(), FAIL);
    }

    static CheckStatus friendly(HttpProbeResult page) {
        String text = page.text();
        String seen = "HTTP " + page.status();
        if (page.status() != 200) {
            return CheckStatus.failed((seen + " " + page.header("location").orElse("")).strip());
        }
        if (text.isBlank()) {
            return CheckStatus.failed(MESSAGES.message("seen.and", seen, length(page.body())));
        }
        var error = ERROR_PAGE.matcher(text);
        return error.find() ? CheckStatus.failed(seen + ", " + error.group()) : CheckStatus.passed(seen);
    }

    /** Formats the number of bytes and the first ones, in hex and as printable ASCII. */
    static Text bytes(HttpProbeResult page) {
        byte[] body = page.body();
        int length = Math.min(SHOWN, body.length);
        String hex = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(body, 0, length);
        String text = page.text().substring(0, length).replaceAll("[^ -~]", ".");
        return body.length == 0
                ? length(body)
                : MESSAGES.message(
                        "seen.bytes.with", length(body), hex + (length < body.length ? " …" : "") + " " + text);
    }

    private static Text length(byte[] body) {
        return MESSAGES.message("seen.bytes", body.length);
    }
}
