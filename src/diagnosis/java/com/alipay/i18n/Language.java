package com.alipay.i18n;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/** A language of pages, JSON answers and console output. */
public enum Language {
    EN("en", "en"),
    ZH("zh", "zh-CN");

    private final String code;
    private final Locale locale;

    Language(String code, String tag) {
        this.code = code;
        this.locale = Locale.forLanguageTag(tag);
    }

    /** Returns {@code en} or {@code zh}. */
    public String code() {
        return code;
    }

    public Locale locale() {
        return locale;
    }

    public Language other() {
        return this == EN ? ZH : EN;
    }

    /** Returns the machine's language, if its console can display it. */
    public static Language ofMachine() {
        boolean chinese = Locale.getDefault().getLanguage().equals("zh");
        return chinese && Charset.defaultCharset().newEncoder().canEncode('中') ? ZH : EN;
    }

    /** Returns the language of that code. */
    public static Optional<Language> named(String code) {
        return switch (code) {
            case "en" -> Optional.of(EN);
            case "zh" -> Optional.of(ZH);
            default -> Optional.empty();
        };
    }

    /**
     * Returns the language that an {@code Accept-Language} header prefers; Chinese if it names neither, is malformed or empty.
     *
     * <pre>
     * en-US,en;q=0.9,zh;q=0.8   English
     * fr,zh-CN;q=0.5,en;q=0.2   Chinese
     * </pre>
     */
    public static Language preferred(String header) {
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> named(range.getRange().split("-")[0]))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(ZH);
        } catch (IllegalArgumentException malformed) {
            return ZH;
        }
    }
}
