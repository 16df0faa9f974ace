package com.alipay.config;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The settings in force, the problems found in them, and their origin. Each web application has its own instance, because each
 * WAR has its own copy of this class. The file is looked up once, on the first use: by the start-up listener, the encoding filter
 * or the first caller.
 *
 * @param merchant the settings; every field has a value even when nothing was found
 * @param findings all problems, errors and warnings
 * @param source description of the origin for people: a file and how it was named
 * @param file the file; empty when none was found
 */
public record Configuration(MerchantConfig merchant, List<Violation> findings, Text source, Optional<Path> file) {

    /** The name under which the configuration file is looked up. */
    public static final String NAME = "alipay.config";

    private static volatile Configuration current;

    public Configuration {
        findings = List.copyOf(findings);
    }

    /** Returns the settings in force. */
    public static Configuration current() {
        Configuration known = current;
        return known != null ? known : start(() -> null, "");
    }

    /**
     * Looks up the file; the first hit wins: the context parameter {@code alipay.config}; JNDI
     * {@code java:comp/env/alipay.config}; the system property {@code alipay.config}; the environment variable
     * {@code ALIPAY_CONFIG}; {@code ${catalina.base}/conf/<context>.properties}. A second call changes nothing.
     *
     * @param contextParameter the web application's context parameter {@code alipay.config}, null when it has none
     * @param contextPath such as {@code /alipay}; "" for the root application
     */
    public static synchronized Configuration start(Supplier<String> contextParameter, String contextPath) {
        if (current == null) {
            current = find(contextParameter.get(), contextPath);
        }
        return current;
    }

    /** Adds a problem that start-up found after the file was read, such as a database that cannot be opened. */
    public static synchronized void report(Violation finding) {
        replace(Stream.concat(current().findings.stream(), Stream.of(finding)));
    }

    /** Removes the problem reported under this key. */
    public static synchronized void withdraw(String key) {
        replace(current().findings.stream().filter(finding -> !finding.key().equals(key)));
    }

    private static void replace(Stream<Violation> findings) {
        current = new Configuration(current.merchant, findings.toList(), current.source, current.file);
    }

    /** Returns whether payments are possible: there is no error among the findings. */
    public boolean isUsable() {
        return errors().isEmpty();
    }

    public List<Violation> errors() {
        return findings.stream().filter(Violation::isError).toList();
    }

    private static Configuration find(String contextParameter, String contextPath) {
        if (contextParameter != null) {
            return read(contextParameter, how("context"));
        }
        String jndi = jndi();
        if (jndi != null) {
            return read(jndi, Text.of("JNDI java:comp/env/alipay.config"));
        }
        String property = System.getProperty(NAME);
        if (property != null) {
            return read(property, how("property"));
        }
        String environment = System.getenv("ALIPAY_CONFIG");
        if (environment != null) {
            return read(environment, how("environment"));
        }
        String base = System.getProperty("catalina.base");
        String name = contextPath.isEmpty() ? "alipay" : contextName(contextPath);
        Path standard = Path.of(base == null ? "conf" : base + "/conf", name + ".properties");
        return Files.exists(standard)
                ? read(standard.toString(), how("default"))
                : nothing(Violation.of(
                        Violation.Severity.ERROR, "alipay_config", "", "file.absent", standard.toAbsolutePath()));
    }

    /**
     * Returns a context path as a file or folder name: {@code alipay} for {@code /alipay}, {@code ROOT} for the root application.
     */
    public static String contextName(String contextPath) {
        return contextPath.isEmpty() ? "ROOT" : contextPath.substring(1).replace('/', '#');
    }

    private static String jndi() {
        try {
            return String.valueOf(new InitialContext().lookup("java:comp/env/" + NAME));
        } catch (NamingException e) {
            // The normal case: no such entry, or no naming service at all.
            return null;
        }
    }

    private static Configuration nothing(Violation finding) {
        return new Configuration(MerchantConfig.of(Map.of()), List.of(finding), how("nothing"), Optional.empty());
    }

    /**
     * Reads one file in UTF-8. A file that cannot be read is reported as a finding, not as an exception, so that the application
     * starts and can report it.
     *
     * @param how how the file was named, for people
     */
    public static Configuration read(String path, String how) {
        return read(path, Text.of(how));
    }

    private static Configuration read(String path, Text how) {
        Set<String> twice = new TreeSet<>();
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    twice.add((String) key);
                }
                return super.put(key, value);
            }
        };
        Path file;
        try {
            file = Path.of(path).toAbsolutePath();
            String text = Files.readString(file, StandardCharsets.UTF_8);
            // Windows' Notepad begins a UTF-8 file with U+FEFF, which would become part of the first key.
            properties.load(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text));
        } catch (IOException | IllegalArgumentException e) {
            return nothing(Violation.of(Violation.Severity.ERROR, "alipay_config", path, "file.unreadable", e));
        }
        Map<String, String> settings = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        List<Violation> findings = new ArrayList<>(ConfigurationValidator.of(settings));
        twice.forEach(key -> findings.add(ConfigurationValidator.twice(key)));
        return new Configuration(
                MerchantConfig.of(settings),
                findings,
                Messages.of(Configuration.class).message("source", file, how),
                Optional.of(file));
    }

    /** Builds the settings from a map instead of a file: for programs that configure themselves, and for tests. */
    public static Configuration of(Map<String, String> settings) {
        return new Configuration(
                MerchantConfig.of(settings), ConfigurationValidator.of(settings), how("program"), Optional.empty());
    }

    private static Text how(String key) {
        return Messages.of(Configuration.class).message("source." + key);
    }
}
