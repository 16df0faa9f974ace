package com.alipay.sandbox.cli;

import com.alipay.diagnosis.InvisibleCharacters;
import com.alipay.i18n.Language;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Writes a command's output; a character that the console cannot display is written as its number, never as a question mark. */
final class EncodingAwareWriter {
    private final PrintWriter out;
    private final CharsetEncoder encoder;

    private EncodingAwareWriter(PrintWriter out, Charset charset) {
        this.out = out;
        this.encoder = charset.newEncoder();
    }

    /** Returns a writer in the console's charset; in UTF-8 for Chinese if that charset has no Chinese. */
    static EncodingAwareWriter of(CommandLine command, Language language) {
        Charset own = Charset.defaultCharset();
        return language == Language.ZH && !own.newEncoder().canEncode('中')
                ? new EncodingAwareWriter(
                        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8)
                : new EncodingAwareWriter(command.getOut(), own);
    }

    void say(String line) {
        StringBuilder text = new StringBuilder();
        line.codePoints().forEach(point -> {
            String character = Character.toString(point);
            text.append(encoder.canEncode(character) ? character : InvisibleCharacters.number(point));
        });
        out.println(text);
    }

    void flush() {
        out.flush();
    }
}
