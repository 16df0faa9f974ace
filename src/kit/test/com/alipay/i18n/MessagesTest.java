package com.alipay.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.protocol.ResponsibleParty;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On a machine whose language is Turkish and whose charset is GBK, as the build sets them. */
class MessagesTest {
    private static final Messages MESSAGES = Messages.of(MessagesTest.class);

    @Test
    void aTextComesInTheLanguageThatWasAskedFor() {
        assertThat(MESSAGES.text(Locale.CHINESE, "lost", "subject")).isEqualTo("少了“subject”这一项");
        assertThat(MESSAGES.text(Locale.ENGLISH, "lost", "subject")).isEqualTo("the merchant's subject is lost");
        assertThat(MESSAGES.text(Locale.SIMPLIFIED_CHINESE, "plain")).isEqualTo("{1} 不是参数");
        assertThat(MESSAGES.text(Locale.UK, "plain")).isEqualTo("{1} isn't an argument");
    }

    @Test
    void anArgumentIsInsertedAsItIsAndAMessageInTheSameLanguage() {
        assertThat(MESSAGES.text(Locale.ENGLISH, "lost", 12345)).contains("12345");
        assertThat(MESSAGES.text(Locale.ENGLISH, "lost", "{0} '")).contains("{0} '");
        Message inner = MESSAGES.message("lost", "body");
        assertThat(MESSAGES.message("lost", inner).in(Locale.CHINESE)).isEqualTo("少了“少了“body”这一项”这一项");
        assertThat(MESSAGES.message("lost", inner)).hasToString("the merchant's the merchant's body is lost is lost");
    }

    @Test
    void noOtherLanguageAndNoMissingKeyIsReplacedByAnother() {
        assertThatThrownBy(() -> MESSAGES.text(Locale.FRENCH, "plain")).isInstanceOf(MissingResourceException.class);
        assertThatThrownBy(() -> MESSAGES.text(Locale.getDefault(), "plain"))
                .isInstanceOf(MissingResourceException.class);
        assertThatThrownBy(() -> MESSAGES.text(Locale.ENGLISH, "no such key"))
                .isInstanceOf(MissingResourceException.class);
    }

    @Test
    void theCheckOfLanguagesFindsWordsOfTheOther() {
        Languages.assertOneLanguage("a name", Locale.CHINESE, "把 input_charset 改成 UTF-8，写进 log.txt", Set.of());
        for (String mixed : new String[] {"密钥不对（a line break after it）", "改变了（every value）", "编码不同（signed in GBK）"}) {
            assertThatThrownBy(() -> Languages.assertOneLanguage("a detail", Locale.CHINESE, mixed, Set.of()))
                    .isInstanceOf(AssertionError.class);
        }
        Languages.assertOneLanguage("a button", Locale.ENGLISH, "press “放行”", Set.of("“放行”"));
        assertThatThrownBy(() -> Languages.assertOneLanguage("a remedy", Locale.ENGLISH, "key: 核对", Set.of()))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void whoFixesAProblemIsSaidInBothLanguages() {
        Languages.check(Messages.of(ResponsibleParty.class), Map.of());
        Languages.said(Stream.of(ResponsibleParty.values())
                .map(ResponsibleParty::label)
                .toList());
    }
}
