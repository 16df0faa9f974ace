package com.alipay.sandbox.cli;

import com.alipay.sandbox.config.InvalidConfigException;
import com.alipay.sandbox.http.EmbeddedTomcat;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;

/** Runs {@code java -jar alipay-sandbox.jar}. Exit code 2: invalid input; 1: failure. */
public final class Main {
    private static final int USAGE = CommandLine.ExitCode.USAGE;
    private static final int FAILURE = CommandLine.ExitCode.SOFTWARE;

    private Main() {}

    public static void main(String[] args) {
        EmbeddedTomcat.logWarningsOnly();
        int code = commandLine().execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    static CommandLine commandLine() {
        return commandLine(System.getenv());
    }

    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new StartCommand())
                .setDefaultValueProvider(option -> EnvironmentOption.value(option, environment))
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionExceptionHandler(Main::fail);
    }

    /** Prints one line that names the option, and how to get help; the whole help would push it off the screen. */
    private static int refuse(CommandLine.ParameterException wrong, String[] args) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println(wrong.getMessage());
        err.println("--help lists the options.");
        return USAGE;
    }

    private static int fail(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof InvalidConfigException) {
            command.getErr().println(failure.getMessage());
            return USAGE;
        }
        if (failure instanceof IllegalStateException) {
            command.getErr().println(failure.getMessage());
            return FAILURE;
        }
        throw failure;
    }
}
