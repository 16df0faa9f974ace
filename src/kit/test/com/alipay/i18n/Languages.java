package com.alipay.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks that the texts of a package say the same in Chinese and in English, each in one language alone. */
public final class Languages {
    public static final List<Locale> BOTH = List.of(Locale.CHINESE, Locale.ENGLISH);

    /** Two English words in a row; one alone may be the name of a parameter. */
    private static final Pattern PHRASE = Pattern.compile("(?<![\\w.])[a-z]{2,} [a-z]{2,}(?![\\w.])");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");

    /** An English word that is no part of a name with dots, underscores, digits or capitals. */
    private static final Pattern WORD =
            Pattern.compile("(?<![\\w.$%&#@/\\\\:=?{}*+-])[a-z]{2,}(?![\\w$%&#@/\\\\=(+*-]|\\.\\w|:\\w|://)");

    /** Names that Chinese sentences keep: words of the protocol and of the configuration, values, tools. */
    private static final Set<String> NAMES = Set.of((
            // parameters and values of the protocol
            "key partner sign service subject body price quantity success fail true false invalid https http"
                    // settings and values of settings
                    + " gateway charset utf gbk post get hold accept"
                    // code and programs
                    + " null action name cookie nginx localhost map list")
            .split(" "));

    private Languages() {}

    /**
     * Checks every text.
     *
     * @param kept parts that are allowed in the other language, each with its reason
     */
    public static void check(Messages messages, Map<String, String> kept) {
        assertThat(messages.keys(Locale.CHINESE))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(messages.keys(Locale.ENGLISH));
        for (String key : new TreeSet<>(messages.keys(Locale.ENGLISH))) {
            String[] arguments = IntStream.range(0, 10)
                    .mapToObj(number -> "\u0001" + number + "\u0002")
                    .toArray(String[]::new);
            BOTH.forEach(language -> checkPattern(key, messages.pattern(language, key)));
            String chinese = messages.text(Locale.CHINESE, key, (Object[]) arguments);
            String english = messages.text(Locale.ENGLISH, key, (Object[]) arguments);
            assertThat(used(chinese, arguments)).as("arguments of %s", key).isEqualTo(used(english, arguments));
            for (String text : List.of(chinese, english)) {
                assertThat(text).as(key).isEqualTo(text.strip()).doesNotContainPattern("\\{\\d");
            }
            assertOneLanguage(key, Locale.CHINESE, chinese.replaceAll("[\u0001\u0002]", ""), kept.keySet());
            assertOneLanguage(key, Locale.ENGLISH, english.replaceAll("[\u0001\u0002]", ""), kept.keySet());
        }
    }

    private static Set<String> used(String text, String[] arguments) {
        return Stream.of(arguments).filter(text::contains).collect(Collectors.toSet());
    }

    /** Checks that an apostrophe is written twice, and a brace between apostrophes. */
    private static void checkPattern(String key, String pattern) {
        assertThat(pattern.replace("''", "").replace("'{'", "").replace("'}'", ""))
                .as("%s: an apostrophe is written ''", key)
                .doesNotContain("'");
    }

    /**
     * Returns what is said in both languages, and checks that no Chinese text has an English detail, nor the reverse.
     *
     * @param kept parts that are allowed in the other language, such as values of a message
     */
    public static String said(List<Text> texts, String... kept) {
        for (Text text : texts) {
            assertForeign("a text", Locale.CHINESE, text.in(Locale.CHINESE), PHRASE, Set.of(kept));
            assertForeign("a text", Locale.ENGLISH, text.in(Locale.ENGLISH), HAN, Set.of(kept));
        }
        return BOTH.stream()
                .map(language -> texts.stream().map(text -> text.in(language)).toList())
                .toList()
                .toString();
    }

    /** Checks that a text has no word of the other language, except the parts that are kept. */
    public static void assertOneLanguage(String what, Locale language, String text, Set<String> kept) {
        assertForeign(what, language, text, language.equals(Locale.CHINESE) ? WORD : HAN, kept);
    }

    private static void assertForeign(String what, Locale language, String text, Pattern foreign, Set<String> kept) {
        String rest = text;
        for (String part : kept) {
            rest = rest.replace(part, "");
        }
        assertThat(foreign.matcher(rest)
                        .results()
                        .map(word -> word.group())
                        .filter(word -> !NAMES.containsAll(List.of(word.split(" "))))
                        .toList())
                .as("foreign words of %s in %s: %s", what, language, text)
                .isEmpty();
    }
}
