package com.alipay.i18n;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who reads an answer: the language is the one chosen in the address ({@code ?lang=en}), else the one chosen before, which a
 * cookie remembers, else the one that {@code Accept-Language} prefers. The vendor's addresses take no such parameter: it would be
 * part of what is signed.
 *
 * @param chosen the language chosen in the address
 * @param query the query string without that choice
 * @param otherLanguage address of the same page in the other language
 */
public record Reader(Language language, Optional<Language> chosen, String query, String otherLanguage) {
    /** A reader whose request is not known. */
    public static final Reader UNKNOWN = new Reader(Language.ZH, Optional.empty(), "", "/?lang=en");

    private static final Pattern CHOICE = Pattern.compile("(^|&)lang=(en|zh)(?=&|$)");
    private static final Pattern COOKIE = Pattern.compile("(?:^|;\\s*)lang=(en|zh)(?=;|$)");

    public static Reader of(HttpServletRequest from) {
        String query = Optional.ofNullable(from.getQueryString()).orElse("");
        boolean vendors = from.getRequestURI().endsWith(".do");
        Optional<Language> chosen = vendors ? Optional.empty() : find(CHOICE, query, 2);
        Language language = chosen.or(() -> find(COOKIE, header(from, "Cookie"), 1))
                .orElseGet(() -> Language.preferred(header(from, "Accept-Language")));
        String rest = chosen.isPresent() ? CHOICE.matcher(query).replaceAll("").replaceFirst("^&", "") : query;
        String choice = "lang=" + language.other().code();
        return new Reader(
                language,
                chosen,
                rest,
                vendors ? "/?" + choice : rest.isEmpty() ? "?" + choice : "?" + rest + "&" + choice);
    }

    /** Returns the cookie that remembers the choice. */
    public Optional<String> cookie() {
        return chosen.map(it -> "lang=" + it.code() + "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    }

    private static Optional<Language> find(Pattern pattern, String text, int group) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Language.named(found.group(group)) : Optional.empty();
    }

    private static String header(HttpServletRequest from, String name) {
        return Optional.ofNullable(from.getHeader(name)).orElse("");
    }
}
