package com.alipay.sandbox.http;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between the container and a {@link Handler}: bytes in, bytes out, no parameter decoding. */
final class HandlerServlet implements Servlet {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerServlet.class);
    private static final int BODY_LIMIT = 256 * 1024;
    private static final byte[] NOTHING = new byte[0];

    private final Handler handler;
    private ServletConfig config;

    HandlerServlet(Handler handler) {
        this.handler = handler;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws IOException {
        HttpServletRequest from = (HttpServletRequest) request;
        byte[] body = from.getInputStream().readNBytes(BODY_LIMIT + 1);
        Reply reply = body.length > BODY_LIMIT ? Reply.empty(413) : reply(call(from, body));
        send(reply, (HttpServletResponse) response);
    }

    private Reply reply(Call call) {
        try {
            return handler.handle(call);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed: a fault of the sandbox, not of the merchant", call.method(), call.path(), e);
            return Reply.empty(500);
        }
    }

    private static Call call(HttpServletRequest from, byte[] body) {
        String path = Optional.ofNullable(from.getPathInfo()).orElse("");
        byte[] query = Optional.ofNullable(from.getQueryString())
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .orElse(NOTHING);
        String type = Optional.ofNullable(from.getContentType()).orElse("");
        return new Call(
                from.getMethod(),
                path.startsWith("/") ? path.substring(1) : path,
                query,
                body,
                type,
                header(from, "Referer"),
                source(from));
    }

    private static Source source(HttpServletRequest from) {
        return new Source(
                header(from, "Host"),
                header(from, "Origin"),
                header(from, "Sec-Fetch-Site"),
                isLoopback(from.getLocalAddr()));
    }

    private static String header(HttpServletRequest from, String name) {
        return Optional.ofNullable(from.getHeader(name)).orElse("");
    }

    /** @param address numbers, which are looked up nowhere */
    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (IOException e) {
            throw new IllegalStateException("the container names no address of its own (" + address + ")", e);
        }
    }

    private static void send(Reply reply, HttpServletResponse to) throws IOException {
        to.setStatus(reply.status());
        to.setHeader("Cache-Control", "no-store");
        reply.contentType().ifPresent(to::setContentType);
        reply.location().ifPresent(location -> to.setHeader("Location", location));
        to.setContentLength(reply.body().length);
        to.getOutputStream().write(reply.body());
    }

    @Override
    public void init(ServletConfig given) {
        this.config = given;
    }

    @Override
    public ServletConfig getServletConfig() {
        return config;
    }

    @Override
    public String getServletInfo() {
        return "sandbox";
    }

    @Override
    public void destroy() {
        config = null;
    }
}
