package com.alipay.launcher;

import com.alipay.sandbox.merchant.MerchantAccount;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Text of {@code conf/sandbox.properties}, and the copy with another charset and other ports that the merchant is started with.
 *
 * @param text the file with its comments, UTF-8
 */
record DemoConfig(String text) {
    private static final String FILE = "conf/sandbox.properties";

    static DemoConfig read(Path project) {
        Path file = project.resolve(FILE);
        try {
            return new DemoConfig(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file.toAbsolutePath() + " cannot be read: run mvn in the directory that holds pom.xml", e);
        }
    }

    /** Returns a copy with this run's charset, and this run's ports in every address. */
    DemoConfig with(String charset, int merchantPort, int sandboxPort) {
        return new DemoConfig(text.replaceAll("(?m)^\\s*input_charset\\s*=.*$", "input_charset=" + charset)
                .replace("//localhost:8080/", "//localhost:" + merchantPort + "/")
                .replace("//localhost:8090/", "//localhost:" + sandboxPort + "/"));
    }

    void writeTo(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: is target/ writable?", e);
        }
    }

    /** Returns the merchant account that the sandbox serves. */
    MerchantAccount merchant() {
        Properties values = values();
        return MerchantAccount.of(value(values, "partner"), value(values, "key"), value(values, "seller_email"));
    }

    private static String value(Properties values, String name) {
        String value = values.getProperty(name, "").strip();
        if (value.isEmpty()) {
            throw new IllegalStateException(FILE + " has no " + name + ": give it one, any of the right form will do");
        }
        return value;
    }

    private Properties values() {
        Properties values = new Properties();
        try {
            values.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }
}
