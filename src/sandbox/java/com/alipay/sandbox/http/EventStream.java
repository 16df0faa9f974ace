package com.alipay.sandbox.http;

import com.alipay.i18n.Reader;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Server-sent events: sends the count of a source to open pages whenever it has grown. Each page has its own connection and
 * thread, at most 20; further ones are answered 503 and have to retry. A closed page is noticed within 15 seconds.
 */
public final class EventStream implements Servlet, AutoCloseable {
    private static final int PAGES = 20;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final RequestHandler gate;
    private final EventSource source;
    private final Executor executor;
    private final Semaphore places = new Semaphore(PAGES);
    private volatile boolean closed;
    private ServletConfig config;

    /**
     * @param gate answers 200 to a client that may listen, otherwise the response to send instead
     * @param executor with a thread for each page
     */
    public EventStream(RequestHandler gate, EventSource source, Executor executor) {
        this.gate = gate;
        this.source = source;
        this.executor = executor;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws IOException {
        HttpServletRequest from = (HttpServletRequest) request;
        HttpServletResponse to = (HttpServletResponse) response;
        HttpResponse admitted = gate.handle(RequestHandlerServlet.call(from, new byte[0]));
        if (admitted.status() != 200) {
            RequestHandlerServlet.send(admitted.readBy(Reader.of(from)), to);
        } else if (closed || !places.tryAcquire()) {
            RequestHandlerServlet.send(HttpResponse.empty(503), to);
        } else {
            to.setContentType("text/event-stream;charset=UTF-8");
            to.setHeader("Cache-Control", "no-store");
            AsyncContext exchange = from.startAsync(from, to);
            exchange.setTimeout(0);
            executor.execute(() -> tell(exchange));
        }
    }

    private void tell(AsyncContext exchange) {
        try {
            long told = source.await(Long.MIN_VALUE, Duration.ZERO);
            write(exchange, event(told));
            while (!closed) {
                long now = source.await(told, HEARTBEAT);
                write(exchange, now > told ? event(now) : ":\n\n");
                told = now;
            }
        } catch (IOException gone) {
            // The page was closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
            exchange.complete();
        }
    }

    private static String event(long count) {
        return "id: " + count + "\ndata: " + count + "\n\n";
    }

    private static void write(AsyncContext exchange, String text) throws IOException {
        ServletResponse to = exchange.getResponse();
        to.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        to.flushBuffer();
    }

    /** Ends every connection at its next event; the source has to produce one, or to return at once. */
    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void init(ServletConfig given) {
        config = given;
    }

    @Override
    public ServletConfig getServletConfig() {
        return config;
    }

    @Override
    public String getServletInfo() {
        return "sandbox events";
    }

    @Override
    public void destroy() {
        config = null;
    }
}
