package com.alipay.sandbox.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

/** A Tomcat in this JVM with one web application; a failed start throws an exception that says why. */
public final class EmbeddedTomcat implements AutoCloseable {
    private static final String BASE = "catalina.base";

    /** Strong reference: a logger that nobody references loses its level. */
    private static final Logger LOG = Logger.getLogger("org.apache");

    private final String name;
    private final Tomcat tomcat;

    private EmbeddedTomcat(String name, Tomcat tomcat) {
        this.name = name;
        this.tomcat = tomcat;
    }

    /**
     * Where and how to serve.
     *
     * @param name the server's name in messages, such as {@code the sandbox}
     * @param port 0 for any free port
     * @param base a directory it may write to; created if it is missing
     * @param remedy what a user can do when the port is in use, the end of an error message
     */
    public record ServerConfig(String name, InetAddress address, int port, Path base, String remedy) {}

    /**
     * Starts it and returns when it accepts requests.
     *
     * @param application adds the one web application
     * @throws IllegalStateException the port is in use, or the application did not start; the message says what to do
     */
    public static EmbeddedTomcat start(ServerConfig place, Function<Tomcat, Context> application) {
        requireFree(place);
        String base = System.getProperty(BASE);
        try {
            Tomcat tomcat = tomcat(place);
            Context context = application.apply(tomcat);
            return new EmbeddedTomcat(place.name(), tomcat).started(place, context);
        } finally {
            restore(base);
        }
    }

    /** Suppresses Tomcat's information messages, for a program that prints its own. */
    public static void logWarningsOnly() {
        LOG.setLevel(Level.WARNING);
    }

    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** Returns the port of the second connector; empty if there is none. */
    OptionalInt secondPort() {
        return Arrays.stream(tomcat.getService().findConnectors())
                .skip(1)
                .mapToInt(Connector::getLocalPort)
                .findFirst();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(name + " did not stop cleanly: end its process", e);
        }
    }

    private static Tomcat tomcat(ServerConfig place) {
        create(place.base().resolve("webapps"));
        // A JVM takes one such factory, and another Tomcat in it fails without its own. Needed for packed WARs alone.
        TomcatURLStreamHandlerFactory.disable();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(place.base().toAbsolutePath().toString());
        tomcat.setPort(place.port());
        tomcat.getConnector().setProperty("address", place.address().getHostAddress());
        // Tomcat uses a loader set here as it is: under exec:java the default parent lacks Tomcat's own classes.
        tomcat.getEngine().setParentClassLoader(EmbeddedTomcat.class.getClassLoader());
        return tomcat;
    }

    /** Checks the start: neither a connector without its port nor a failed context throws, so their states are checked. */
    private EmbeddedTomcat started(ServerConfig place, Context context) {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(name + " cannot start: see the cause", e);
        }
        for (Connector connector : tomcat.getService().findConnectors()) {
            if (connector.getState() != LifecycleState.STARTED) {
                close();
                throw new IllegalStateException("port " + connector.getPort()
                        + " is not free, was taken while " + name + " started, or is not allowed to this user: "
                        + place.remedy());
            }
        }
        if (context.getState() != LifecycleState.STARTED) {
            close();
            throw new IllegalStateException(name + " did not start: the messages above say which class or page failed");
        }
        return this;
    }

    /** Checks the port before Tomcat does: Tomcat only logs that a port is in use, and continues without it. */
    private static void requireFree(ServerConfig place) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(place.address(), place.port()));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "port " + place.port() + " of " + place.address().getHostAddress()
                            + " is not free: stop the program that uses it, or " + place.remedy(),
                    e);
        }
    }

    /** Restores a system property that Tomcat sets and that another Tomcat in this JVM may need. */
    private static void restore(String base) {
        if (base == null) {
            System.clearProperty(BASE);
        } else {
            System.setProperty(BASE, base);
        }
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot create " + directory + " (" + e + "): make room, or choose a directory that can be written",
                    e);
        }
    }
}
