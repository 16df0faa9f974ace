package com.alipay.sandbox.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the shell script that completes options and commands. */
@Command(
        name = "completion",
        header = "Print the script for completion in bash and zsh.",
        description = {
            "%nThe script completes a command called alipay-sandbox:",
            "  alias alipay-sandbox='java -jar /path/to/alipay-sandbox.jar'",
            "  source <(alipay-sandbox completion bash)"
        })
final class CompletionCommand implements Callable<Integer> {
    private static final String NAME = "alipay-sandbox";

    /** Shells whose completion understands the script. */
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(arity = "0..1", paramLabel = "bash|zsh", description = "The script is the same for both.")
    private Shell shell;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(AutoComplete.bash(NAME, spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
