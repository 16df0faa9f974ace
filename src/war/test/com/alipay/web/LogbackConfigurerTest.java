package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.alipay.config.Configuration;
import com.alipay.i18n.Text;
import com.alipay.util.AlipayCore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogbackConfigurerTest {
    /** As after the start of a web application: the logback.xml of the WAR is in force. */
    @BeforeEach
    void loggingIsOurs() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).putProperty("alipay.logging", "true");
    }

    @Test
    void aShopsOwnLoggingIsLeftAlone(@TempDir Path base) {
        LoggerContext shops = (LoggerContext) LoggerFactory.getILoggerFactory();
        shops.reset();
        try (LogbackConfigurer file = open(base, "log")) {
            assertThat(file.location()).isEqualTo("set by the application's own logging");
        }
        assertThat(base.resolve("log")).doesNotExist();
    }

    @Test
    void theFileToEditIsTheDefault() throws IOException {
        assertThat(settings(Path.of("conf/logback.xml")))
                .isEqualTo(settings(Path.of("src/war/resources/com/alipay/web/log.xml")));
    }

    private static String settings(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("(?s)^<!--.*?-->\\s*", "");
    }

    private static LogbackConfigurer open(Path base, String log_path) {
        return LogbackConfigurer.open(Configuration.of(Map.of("log_path", log_path)), base);
    }

    @Test
    void linesGoIntoLogTxtInUtf8AndNobodyCanForgeOne(@TempDir Path base) throws IOException {
        try (LogbackConfigurer file = open(base, "log")) {
            assertThat(file.location()).isEqualTo(base.resolve("log/log.txt").toString());
            AlipayCore.logResult("测试\r\n2011-03-15 forged\u001b[31m");
            AlipayCore.log_result(null);
        }
        String text = Files.readString(base.resolve("log/log.txt"), StandardCharsets.UTF_8);
        assertThat(text.lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).endsWith("测试<000D><000A>2011-03-15 forged<001B>[31m"))
                .anySatisfy(line -> assertThat(line).endsWith("null"));
    }

    @Test
    void itsOwnerAloneCanReadIt(@TempDir Path base) throws IOException {
        if (!base.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Path older = Files.createDirectories(base.resolve("log")).resolve("log.2011-03-15.0.txt");
        Files.writeString(older, "older");
        Files.setPosixFilePermissions(older, PosixFilePermissions.fromString("rw-r--r--"));
        for (String folder : new String[] {"log", "fresh/log"}) {
            loggingIsOurs();
            try (LogbackConfigurer file = open(base, folder)) {
                assertThat(file.location()).endsWith("log.txt");
                AlipayCore.logResult("a line");
            }
            assertThat(permissions(base.resolve(folder).resolve("log.txt"))).isEqualTo("rw-------");
        }
        assertThat(permissions(older)).isEqualTo("rw-------");
        assertThat(permissions(base.resolve("fresh/log"))).isEqualTo("rwx------");
        assertThat(permissions(base.resolve("fresh"))).isEqualTo("rwx------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldAndFailsNothing(@TempDir Path base) throws IOException {
        Files.writeString(base.resolve("file"), "not a folder");
        try (LogbackConfigurer file = open(base, "file/log")) {
            assertThat(file.location()).startsWith("the console: ").contains("cannot be written");
            AlipayCore.logResult("goes to the console");
        }
    }

    @Test
    void aLogbackFileBesideTheConfigurationReplacesTheDefault(@TempDir Path base) throws IOException {
        Path conf = Files.createDirectories(base.resolve("conf"));
        Path properties = Files.writeString(conf.resolve("alipay.properties"), "log_path=log\n");
        Files.copy(Path.of("conf/logback.xml"), conf.resolve("logback.xml"));
        Configuration configuration = new Configuration(
                com.alipay.config.MerchantConfig.of(Map.of()),
                java.util.List.of(),
                Text.of("test"),
                java.util.Optional.of(properties));
        try (LogbackConfigurer file = LogbackConfigurer.open(configuration, base)) {
            assertThat(file.location()).isEqualTo("set by " + conf.resolve("logback.xml"));
            AlipayCore.logResult("by the merchant's own settings");
        }
        assertThat(base.resolve("log/log.txt")).content(StandardCharsets.UTF_8).contains("own settings");
    }
}
