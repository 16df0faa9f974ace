package com.alipay.web;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import com.alipay.config.Configuration;
import com.alipay.orders.persistence.PrivateFiles;
import java.io.IOException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configures log.txt: rolled daily and at 10 MB, in UTF-8, in the folder {@code log_path}. A {@code logback.xml} beside the
 * configuration file replaces these settings.
 *
 * @tutorial 双功能 3.5 / 担保 4.5
 */
final class LogbackConfigurer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LogbackConfigurer.class);

    /** Property set by the logback.xml of this WAR; a shop's own logging is left unchanged. */
    private static final String PROPERTY = "alipay.logging";

    private final String location;

    private LogbackConfigurer(String location) {
        this.location = location;
    }

    /**
     * Opens the log. If the folder is not writable, the problem and all log lines go to the container's console; payments do not
     * fail.
     *
     * @param base the folder to which a relative {@code log_path} is resolved
     */
    static LogbackConfigurer open(Configuration configuration, Path base) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)
                || context.getProperty(PROPERTY) == null) {
            return new LogbackConfigurer("set by the application's own logging");
        }
        Optional<Path> own = configuration
                .file()
                .map(file -> file.resolveSibling("logback.xml"))
                .filter(Files::isRegularFile);
        Path folder;
        try {
            folder = base.resolve(configuration.merchant().log_path())
                    .toAbsolutePath()
                    .normalize();
        } catch (InvalidPathException e) {
            log.warn("log_path is not a path: log lines go to the console", e);
            return new LogbackConfigurer("the console: log_path is not a path");
        }
        if (own.isEmpty() && !isWritable(folder)) {
            log.warn(
                    "log_path {} cannot be written: log lines go to the console. Give the server's user write permission",
                    folder);
            return new LogbackConfigurer("the console: " + folder + " cannot be written");
        }
        try {
            restrictOlderFiles(folder);
            configure(own, folder);
        } catch (JoranException | IOException e) {
            log.warn(
                    "logging could not be set up from {}: log lines go to the console",
                    own.map(Path::toString).orElse("log.xml"),
                    e);
            return new LogbackConfigurer("the console");
        }
        return new LogbackConfigurer(own.map(file -> "set by " + file)
                .orElse(folder.resolve("log.txt").toString()));
    }

    /** Restricts log files that an earlier version left readable for others. */
    private static void restrictOlderFiles(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "log{,.*}.txt")) {
                files.forEach(PrivateFiles::restrictFile);
            }
        }
    }

    private static boolean isWritable(Path folder) {
        try {
            PrivateFiles.createFolder(folder);
            return Files.isWritable(folder);
        } catch (IOException e) {
            log.warn("log_path {} cannot be created", folder, e);
            return false;
        }
    }

    private static void configure(Optional<Path> own, Path folder) throws JoranException, IOException {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty(PROPERTY, "true");
        context.putProperty("log_path", folder.toString());
        URL settings = own.isPresent() ? own.get().toUri().toURL() : LogbackConfigurer.class.getResource("log.xml");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(settings);
    }

    /** Returns where the log is written, for the start-up message. */
    String location() {
        return location;
    }

    @Override
    public void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getProperty(PROPERTY) != null) {
            context.stop();
        }
    }
}
