package com.alipay.sandbox.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;

/** An embedded Tomcat that serves handlers: no JSP, no sessions, no files. */
public final class Server implements AutoCloseable {
    private static final String REMEDY = "start the sandbox on another one (-Dsandbox.port=8091, or 0 for any)";

    private static final String BASE = "catalina.base";

    private final Tomcat tomcat;

    private Server(Tomcat tomcat) {
        this.tomcat = tomcat;
    }

    /**
     * Starts to serve.
     *
     * @param port 0 for any free one
     * @param handlers by servlet mapping: {@code /gateway.do}, {@code /trades/*}, {@code /} for everything else
     * @throws IllegalStateException the port is in use; the message says what to do
     */
    public static Server start(InetAddress address, int port, Path work, Map<String, Handler> handlers) {
        Ports.requireFree(address, port, REMEDY);
        String base = System.getProperty(BASE);
        try {
            return new Server(tomcat(address, port, work, handlers)).started(port);
        } finally {
            restore(base);
        }
    }

    private static Tomcat tomcat(InetAddress address, int port, Path work, Map<String, Handler> handlers) {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(created(work).toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", address.getHostAddress());
        // Merchants of that time did not escape these in links, and browsers still do not.
        tomcat.getConnector().setProperty("relaxedQueryChars", "\"<>[\\]^`{|}");
        tomcat.getHost().getPipeline().addValve(terse());
        // A loader given here is used as it is: under exec:java the default parent lacks Tomcat's own classes.
        tomcat.getEngine().setParentClassLoader(Server.class.getClassLoader());
        Context context = tomcat.addContext("", work.toAbsolutePath().toString());
        if (context instanceof StandardContext standard) {
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesObjectStreamClassCaches(false);
            standard.setClearReferencesThreadLocals(false);
        }
        handlers.forEach((mapping, handler) -> {
            Tomcat.addServlet(context, mapping, new HandlerServlet(handler));
            context.addServletMappingDecoded(mapping, mapping);
        });
        return tomcat;
    }

    /** What is no HTTP never reaches a handler: its answer shows neither a stack trace nor a version. */
    private static Valve terse() {
        ErrorReportValve terse = new ErrorReportValve();
        terse.setShowReport(false);
        terse.setShowServerInfo(false);
        return terse;
    }

    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("the sandbox did not stop cleanly: end its process", e);
        }
    }

    private Server started(int port) {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("the sandbox cannot start: see the cause", e);
        }
        if (tomcat.getConnector().getState() != LifecycleState.STARTED) {
            close();
            throw new IllegalStateException("port " + port + " was taken while the sandbox started: " + REMEDY);
        }
        return this;
    }

    /** Tomcat sets a property of the whole JVM, which the merchant's own Tomcat in it may need for itself. */
    private static void restore(String base) {
        if (base == null) {
            System.clearProperty(BASE);
        } else {
            System.setProperty(BASE, base);
        }
    }

    private static Path created(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot create " + directory + ": choose a directory that can be written", e);
        }
    }
}
