package com.alipay.sandbox.cli;

import java.nio.charset.Charset;
import java.util.Locale;

/** In which language a command answers. */
enum Language {
    EN,
    ZH;

    /** The machine's, as far as its console can show it. */
    static Language ofMachine() {
        boolean chinese = Locale.getDefault().getLanguage().equals("zh");
        return chinese && Charset.defaultCharset().newEncoder().canEncode('中') ? ZH : EN;
    }

    String choose(String english, String chinese) {
        return this == ZH ? chinese : english;
    }
}
