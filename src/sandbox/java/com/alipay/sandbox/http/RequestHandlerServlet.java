package com.alipay.sandbox.http;

import com.alipay.i18n.Reader;
import com.alipay.sandbox.protocol.MultipartForm;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adapts a {@link RequestHandler} to the container: bytes in, bytes out, no parameter decoding. A body is read asynchronously,
 * without a waiting thread and with a deadline: slow clients cannot block other requests.
 */
final class RequestHandlerServlet implements Servlet {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandlerServlet.class);
    private static final int BODY_LIMIT = 256 * 1024;
    private static final Duration BODY_WITHIN = Duration.ofSeconds(20);
    private static final byte[] NOTHING = new byte[0];

    private final RequestHandler handler;
    private ServletConfig config;

    RequestHandlerServlet(RequestHandler handler) {
        this.handler = handler;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws IOException {
        HttpServletRequest from = (HttpServletRequest) request;
        HttpServletResponse to = (HttpServletResponse) response;
        if (hasBody(from)) {
            AsyncContext exchange = from.startAsync(from, to);
            exchange.setTimeout(BODY_WITHIN.toMillis());
            ServletInputStream in = from.getInputStream();
            BodyReader reader = new BodyReader(exchange, in, from, to);
            exchange.addListener(reader);
            in.setReadListener(reader);
        } else {
            send(from, NOTHING, to);
        }
    }

    private static boolean hasBody(HttpServletRequest from) {
        return from.getContentLengthLong() > 0 || from.getHeader("Transfer-Encoding") != null;
    }

    private void send(HttpServletRequest from, byte[] body, HttpServletResponse to) throws IOException {
        Reader reader = Reader.of(from);
        reader.cookie().ifPresent(cookie -> to.addHeader("Set-Cookie", cookie));
        send(reply(call(from, reader, body), reader), to);
    }

    private HttpResponse reply(HttpRequest call, Reader reader) {
        try {
            return handler.handle(call).readBy(reader);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed: a fault of the sandbox, not of the merchant", call.method(), call.path(), e);
            return HttpResponse.empty(500);
        }
    }

    static HttpRequest call(HttpServletRequest from, byte[] body) {
        return call(from, Reader.of(from), body);
    }

    private static HttpRequest call(HttpServletRequest from, Reader reader, byte[] body) {
        String path = Optional.ofNullable(from.getPathInfo()).orElse("");
        String type = Optional.ofNullable(from.getContentType()).orElse("");
        return new HttpRequest(
                from.getMethod(),
                from.getRequestURI(),
                path.startsWith("/") ? path.substring(1) : path,
                reader.query().getBytes(StandardCharsets.ISO_8859_1),
                MultipartForm.toForm(body, type),
                type,
                header(from, "Referer"),
                source(from));
    }

    private static RequestOrigin source(HttpServletRequest from) {
        return new RequestOrigin(
                header(from, "Host"),
                header(from, "Origin"),
                header(from, "Sec-Fetch-Site"),
                isLoopback(from.getLocalAddr()));
    }

    private static String header(HttpServletRequest from, String name) {
        return Optional.ofNullable(from.getHeader(name)).orElse("");
    }

    /** @param address numeric, so that no name is resolved */
    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (IOException e) {
            throw new IllegalStateException("the container names no address of its own (" + address + ")", e);
        }
    }

    static void send(HttpResponse reply, HttpServletResponse to) throws IOException {
        to.setStatus(reply.status());
        to.setHeader("Cache-Control", "no-store");
        reply.contentType().ifPresent(to::setContentType);
        reply.location().ifPresent(location -> to.setHeader("Location", location));
        reply.refusal().ifPresent(refusal -> {
            to.setHeader(
                    HttpResponse.ERROR_HEADER, refusal.code().map(Enum::name).orElse("REFUSED"));
            if (!refusal.parameter().isEmpty()) {
                to.setHeader(HttpResponse.PARAMETER_HEADER, refusal.parameter());
            }
        });
        byte[] content = reply.body().bytes(Reader.UNKNOWN);
        to.setContentLength(content.length);
        to.getOutputStream().write(content);
    }

    /** Collects one body as it arrives, then has the request answered. The container calls it from one thread at a time. */
    private final class BodyReader implements ReadListener, AsyncListener {
        private final AsyncContext exchange;
        private final ServletInputStream in;
        private final HttpServletRequest from;
        private final HttpServletResponse to;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final byte[] part = new byte[8192];
        private boolean answered;

        BodyReader(AsyncContext exchange, ServletInputStream in, HttpServletRequest from, HttpServletResponse to) {
            this.exchange = exchange;
            this.in = in;
            this.from = from;
            this.to = to;
        }

        @Override
        public void onDataAvailable() throws IOException {
            while (!answered && in.isReady() && !in.isFinished()) {
                int length = in.read(part);
                body.write(part, 0, Math.max(0, length));
                if (body.size() > BODY_LIMIT) {
                    answer(HttpResponse.empty(413));
                }
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            if (!answered) {
                answered = true;
                RequestHandlerServlet.this.send(from, body.toByteArray(), to);
                exchange.complete();
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            if (!answered) {
                answer(HttpResponse.empty(408));
            }
        }

        private void answer(HttpResponse reply) throws IOException {
            answered = true;
            send(reply, to);
            exchange.complete();
        }

        /** Ends the exchange: the connection is broken, so there is no response. */
        @Override
        public void onError(Throwable problem) {
            if (!answered) {
                answered = true;
                exchange.complete();
            }
        }

        @Override
        public void onError(AsyncEvent event) {
            onError(event.getThrowable());
        }

        @Override
        public void onComplete(AsyncEvent event) {
            // Already answered or aborted.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // Never restarted.
        }
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
