package com.alipay.sandbox.cli;

import picocli.CommandLine.Option;

/** Option {@code --help} of every command. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this and end.")
    private boolean help;
}
