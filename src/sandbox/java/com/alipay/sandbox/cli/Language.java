package com.alipay.sandbox.cli;

import java.nio.charset.Charset;
import java.util.Locale;

/** Output language of a command. */
enum Language {
    EN,
    ZH;

    /** Returns the machine's language, if its console can display it. */
    static Language ofMachine() {
        boolean chinese = Locale.getDefault().getLanguage().equals("zh");
        return chinese && Charset.defaultCharset().newEncoder().canEncode('中') ? ZH : EN;
    }

    Locale locale() {
        return this == ZH ? Locale.CHINESE : Locale.ENGLISH;
    }

    String choose(String english, String chinese) {
        return this == ZH ? chinese : english;
    }
}
