package com.alipay.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sandbox.SandboxOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the command line makes of the options about names. */
class StartOptionsTest {
    @Test
    void everyAllowedHostAndTheHostItselfAreNamesOfTheSandbox() {
        assertThat(options().allowedHosts()).isEmpty();
        assertThat(options("--allowed-host", "pay.test", "--allowed-host", "a-b.example")
                        .allowedHosts())
                .containsExactlyInAnyOrder("pay.test", "a-b.example");
        assertThat(options("--host", "localhost", "--allowed-host", "[fd00::1]").allowedHosts())
                .containsExactlyInAnyOrder("localhost", "[fd00::1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://pay.test", "pay.test:8090", "pay.test/", "*", "", "a b"})
    void whatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> options("--allowed-host", name))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--allowed-host (" + name + ")")
                .hasMessageContaining("without a port");
    }

    @Test
    void theNameOfThePublicAddressIsOneOfTheSandbox() {
        SandboxOptions options = options("--public-url", "https://alipay.test:8443/", "--allowed-host", "pay.test");

        assertThat(options.publicUrl()).contains("https://alipay.test:8443");
        assertThat(options.allowedHosts()).containsExactlyInAnyOrder("alipay.test", "pay.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alipay.test", "ftp://alipay.test", "https://alipay.test/pay", "https://a b", "https://"})
    void whatIsNoPublicAddressIsRefused(String url) {
        assertThatThrownBy(() -> options("--public-url", url))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--public-url (" + url + ")");
    }

    private static SandboxOptions options(String... arguments) {
        StartOptions options = new StartOptions();
        CommandLine command = new CommandLine(CommandLine.Model.CommandSpec.create()
                .addMixin("options", CommandLine.Model.CommandSpec.forAnnotatedObject(options)));
        command.parseArgs(arguments);
        return options.of(options.settings(command), Path.of("work"));
    }
}
