package com.alipay.i18n;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The texts of one package, in Chinese and English: {@code messages_zh.properties} and {@code messages_en.properties} beside its
 * classes, in UTF-8. Every text is a {@link MessageFormat} pattern, whether it has arguments or not: an apostrophe is written
 * {@code ''} and a brace <code>'{'</code>.
 *
 * @param bundle base name of the files, such as {@code com.alipay.diagnosis.messages}
 * @param loader finds the files
 */
public record Messages(String bundle, ClassLoader loader) {
    private static final ResourceBundle.Control EXACT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** Returns the texts of the package of a class. */
    public static Messages of(Class<?> type) {
        return new Messages(type.getPackageName() + ".messages", type.getClassLoader());
    }

    /**
     * Returns a text in a language. The language of the machine has no influence.
     *
     * @param language Chinese or English
     * @param arguments a {@link Text} is put into the same language, everything else is inserted as {@code toString} says
     * @throws java.util.MissingResourceException if there is no such language, or no such key in it
     */
    public String text(Locale language, String key, Object... arguments) {
        Object[] inserted = Stream.of(arguments)
                .map(it -> it instanceof Text text ? text.in(language) : Objects.toString(it))
                .toArray();
        return new MessageFormat(pattern(language, key), Locale.ROOT).format(inserted);
    }

    /** Returns a text as it is written in the file. */
    public String pattern(Locale language, String key) {
        return in(language).getString(key);
    }

    /** Returns a text that is put into a language later. */
    public Message message(String key, Object... arguments) {
        return new Message(this, key, List.of(arguments));
    }

    /** Returns what a constant means: the text {@code TradeStatus.TRADE_CLOSED} of the constant's package. */
    public static Message label(Enum<?> constant) {
        return of(constant.getDeclaringClass())
                .message(constant.getDeclaringClass().getSimpleName() + "." + constant.name());
    }

    /** Returns whether there is such a text, in both languages: tests compare the keys. */
    public boolean contains(String key) {
        return in(Locale.ENGLISH).containsKey(key);
    }

    /** Returns the keys of a language. */
    public Set<String> keys(Locale language) {
        return in(language).keySet();
    }

    private ResourceBundle in(Locale language) {
        return ResourceBundle.getBundle(bundle, language, loader, EXACT);
    }
}
