package com.alipay.sandbox.http;

import jakarta.servlet.Servlet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** HTTP server for handlers: no JSP, no sessions, no files. */
public final class Server implements AutoCloseable {
    private static final String RELAXED = "\"<>[\\]^`{|}";

    private final EmbeddedTomcat tomcat;

    /** @param port 0 for any free port */
    public record Tls(int port, OwnCertificate certificate) {}

    private Server(EmbeddedTomcat tomcat) {
        this.tomcat = tomcat;
    }

    /**
     * Starts the server.
     *
     * @param handlers by servlet mapping: {@code /gateway.do}, {@code /trades/*}, {@code /} for everything else
     * @param streams by servlet mapping
     * @param tls port and certificate for https; empty for http only
     * @param badAddress the page for a request whose address contains unencoded bytes
     * @throws IllegalStateException the port is in use; the message says what to do
     */
    public static Server start(
            EmbeddedTomcat.ServerConfig place,
            Map<String, RequestHandler> handlers,
            Map<String, EventStream> streams,
            Optional<Tls> tls,
            Supplier<String> badAddress) {
        return new Server(
                EmbeddedTomcat.start(place, tomcat -> context(tomcat, place, handlers, streams, tls, badAddress)));
    }

    public int port() {
        return tomcat.port();
    }

    /** Returns the https port; empty without https. */
    public OptionalInt tlsPort() {
        return tomcat.secondPort();
    }

    @Override
    public void close() {
        tomcat.close();
    }

    private static Context context(
            Tomcat tomcat,
            EmbeddedTomcat.ServerConfig place,
            Map<String, RequestHandler> handlers,
            Map<String, EventStream> streams,
            Optional<Tls> tls,
            Supplier<String> badAddress) {
        // Merchants of that time did not escape these characters in links, and browsers still do not.
        tomcat.getConnector().setProperty("relaxedQueryChars", RELAXED);
        tls.ifPresent(given -> tomcat.getService().addConnector(connector(place, given)));
        tomcat.getEngine().getPipeline().addValve(new SecurityHeadersValve());
        if (tomcat.getHost() instanceof StandardHost host) {
            // Otherwise the host would add its default valve as well, which answers first.
            host.setErrorReportValveClass("");
        }
        tomcat.getHost().getPipeline().addValve(new BadRequestValve(badAddress));
        Context context = tomcat.addContext("", place.base().toAbsolutePath().toString());
        context.setManager(new NoSessionManager());
        if (context instanceof StandardContext standard) {
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesObjectStreamClassCaches(false);
            standard.setClearReferencesThreadLocals(false);
        }
        handlers.forEach((mapping, handler) -> serve(context, mapping, new RequestHandlerServlet(handler)));
        streams.forEach((mapping, stream) -> serve(context, mapping, stream));
        return context;
    }

    private static Connector connector(EmbeddedTomcat.ServerConfig place, Tls tls) {
        Connector connector = new Connector();
        connector.setPort(tls.port());
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("address", place.address().getHostAddress());
        connector.setProperty("relaxedQueryChars", RELAXED);
        connector.setProperty("SSLEnabled", "true");
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.RSA);
        certificate.setCertificateKeystore(tls.certificate().store());
        certificate.setCertificateKeystorePassword(tls.certificate().password());
        certificate.setCertificateKeyAlias(OwnCertificate.ALIAS);
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        return connector;
    }

    private static void serve(Context context, String mapping, Servlet servlet) {
        Tomcat.addServlet(context, mapping, servlet).setAsyncSupported(true);
        context.addServletMappingDecoded(mapping, mapping);
    }
}
