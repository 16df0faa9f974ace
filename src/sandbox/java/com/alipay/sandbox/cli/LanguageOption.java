package com.alipay.sandbox.cli;

import com.alipay.i18n.Language;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options {@code --lang} and {@code --help} of the commands that only print. */
final class LanguageOption {
    @Option(
            names = "--lang",
            paramLabel = "en|zh",
            description = "The language of the answer, the machine's unless told otherwise.")
    private Language language;

    @Mixin
    private HelpOption help;

    Language language() {
        return Optional.ofNullable(language).orElseGet(Language::ofMachine);
    }
}
