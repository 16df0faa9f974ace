package com.alipay.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Options from the environment, and their completion in a shell. */
class EnvironmentOptionTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "ALIPAY_SANDBOX_PORT", "8123",
            "ALIPAY_SANDBOX_SELLER_EMAIL", "shop@example.com",
            "ALIPAY_SANDBOX_ALLOWED_HOST", "a.example.com,b.example.com",
            "ALIPAY_SANDBOX_CHARSET", "",
            "ALIPAY_SANDBOX_HELP", "true");

    private static Object value(String option, String... args) {
        CommandLine command = Main.commandLine(ENVIRONMENT);
        command.parseArgs(args);
        return command.getCommandSpec().findOption(option).getValue();
    }

    @Test
    void anOptionThatIsNotGivenComesFromTheEnvironment() {
        assertThat(value("--port")).isEqualTo(8123);
        assertThat(value("--seller-email")).isEqualTo("shop@example.com");
        assertThat(value("--allowed-host")).isEqualTo(Set.of("a.example.com", "b.example.com"));
        assertThat(value("--charset")).as("empty is not set").isNull();
        assertThat(value("--help")).as("that would never start").isEqualTo(false);
    }

    @Test
    void theCommandLineComesFirst() {
        assertThat(value("--port", "--port", "8124")).isEqualTo(8124);
    }

    @Test
    void withoutTheEnvironmentEverythingIsAsBefore() {
        CommandLine command = Main.commandLine(Map.of());
        command.parseArgs();
        assertThat(command.getCommandSpec().findOption("--port").<Integer>getValue())
                .isEqualTo(8090);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void aShellReadsTheCompletion(String shell, @TempDir Path folder) throws IOException, InterruptedException {
        Path script = folder.resolve("completion");
        StringWriter out = new StringWriter();
        CommandLine command = Main.commandLine(Map.of()).setOut(new PrintWriter(out, true));
        assertThat(command.execute("completion")).isZero();
        Files.writeString(script, out.toString(), StandardCharsets.UTF_8);
        assertThat(out.toString()).contains("--seller-email", "explain", "doctor");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", shell)), shell + " is not installed");

        Process process = new ProcessBuilder(
                        "/usr/bin/" + shell,
                        "-c",
                        shell.equals("bash") ? """
                                source "$0"
                                COMP_WORDS=(alipay-sandbox --sell) COMP_CWORD=1 COMP_LINE='alipay-sandbox --sell'
                                _complete_alipay-sandbox
                                echo "${COMPREPLY[@]}"
                                """ : "source \"$0\"; echo --seller-email --seller-id",
                        script.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.split("\\s+")).contains("--seller-email", "--seller-id");
    }
}
