package com.alipay.sandbox.http;

import jakarta.servlet.Servlet;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;

/** Serves handlers: no JSP, no sessions, no files. */
public final class Server implements AutoCloseable {
    private final EmbeddedTomcat tomcat;

    private Server(EmbeddedTomcat tomcat) {
        this.tomcat = tomcat;
    }

    /**
     * Starts to serve.
     *
     * @param handlers by servlet mapping: {@code /gateway.do}, {@code /trades/*}, {@code /} for everything else
     * @param streams by servlet mapping
     * @param badAddress the page for a request whose address holds bytes that are not encoded
     * @throws IllegalStateException the port is in use; the message says what to do
     */
    public static Server start(
            EmbeddedTomcat.Place place,
            Map<String, Handler> handlers,
            Map<String, EventStream> streams,
            Supplier<String> badAddress) {
        return new Server(EmbeddedTomcat.start(place, tomcat -> context(tomcat, place, handlers, streams, badAddress)));
    }

    public int port() {
        return tomcat.port();
    }

    @Override
    public void close() {
        tomcat.close();
    }

    private static Context context(
            Tomcat tomcat,
            EmbeddedTomcat.Place place,
            Map<String, Handler> handlers,
            Map<String, EventStream> streams,
            Supplier<String> badAddress) {
        // Merchants of that time did not escape these in links, and browsers still do not.
        tomcat.getConnector().setProperty("relaxedQueryChars", "\"<>[\\]^`{|}");
        tomcat.getEngine().getPipeline().addValve(new SecurityHeadersValve());
        if (tomcat.getHost() instanceof StandardHost host) {
            // Beside one of another class the host would add its usual one, which answers first.
            host.setErrorReportValveClass("");
        }
        tomcat.getHost().getPipeline().addValve(new BadRequestValve(badAddress));
        Context context = tomcat.addContext("", place.base().toAbsolutePath().toString());
        context.setManager(new NoSessions());
        if (context instanceof StandardContext standard) {
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesObjectStreamClassCaches(false);
            standard.setClearReferencesThreadLocals(false);
        }
        handlers.forEach((mapping, handler) -> serve(context, mapping, new HandlerServlet(handler)));
        streams.forEach((mapping, stream) -> serve(context, mapping, stream));
        return context;
    }

    private static void serve(Context context, String mapping, Servlet servlet) {
        Tomcat.addServlet(context, mapping, servlet).setAsyncSupported(true);
        context.addServletMappingDecoded(mapping, mapping);
    }
}
