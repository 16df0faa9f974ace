package com.alipay.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends HTTP requests over kept-alive connections, with bounds on time and response size. The deadline covers everything from
 * the name lookup to the last byte. The JDK's own timeouts cover one read each and do not stop a response that arrives byte by
 * byte, so the exchange runs on another thread, and the caller stops waiting at the deadline. Redirects are not followed. Only the
 * body of a status 200 is read; that of another status is often an error page of any length.
 *
 * <p>Thread-safe.
 */
public final class BoundedHttpClient {
    /** Used by all clients. An idle thread ends soon, so that it does not keep an undeployed web application in memory. */
    private static final ExecutorService THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), BoundedHttpClient::thread);

    /**
     * Knows no password, whatever the container's default one does. One for all, because connections are used again only under
     * the same one.
     */
    private static final Authenticator NOBODY = new Authenticator() {};

    private final Duration deadline;
    private final int limit;

    /** @param limit the most bytes of a body */
    public BoundedHttpClient(Duration deadline, int limit) {
        this.deadline = deadline;
        this.limit = limit;
    }

    /** A complete response; without a body unless the status is 200. */
    public record Answer(int status, byte[] body) {}

    /** The response was longer than any that the protocol knows. */
    public static final class ResponseTooLongException extends IOException {
        private static final long serialVersionUID = 1;

        ResponseTooLongException(int limit) {
            super("more than " + limit + " bytes");
        }
    }

    /**
     * Sends a request and waits for the response.
     *
     * @param form the body of a POST, already encoded; null for a GET
     * @param contentType of the body
     * @throws ResponseTooLongException if the response exceeds the limit
     * @throws IOException if there is no complete response within the deadline
     * @throws IllegalArgumentException if the address is not one of http or https
     */
    public Answer send(URI address, byte[] form, String contentType) throws IOException {
        URLConnection opened = address.toURL().openConnection();
        if (address.getHost() == null || !(opened instanceof HttpURLConnection connection)) {
            throw new IllegalArgumentException("not an address of http or https");
        }
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setAuthenticator(NOBODY);
        connection.setConnectTimeout((int) deadline.toMillis());
        connection.setReadTimeout((int) deadline.toMillis());
        if (form != null) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(
                    form.length); // without it the JDK silently sends a failed POST again
            connection.setRequestProperty("Content-Type", contentType);
        }
        return await(THREADS.submit(() -> exchange(connection, form)), connection);
    }

    private Answer await(Future<Answer> answer, HttpURLConnection connection) throws IOException {
        String host = connection.getURL().getHost();
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ResponseTooLongException tooLong) {
                throw tooLong;
            }
            throw e.getCause() instanceof SocketTimeoutException
                    ? noAnswer(host, e)
                    : new IOException(e.getCause() + " from " + host, e);
        } catch (TimeoutException e) {
            THREADS.execute(connection::disconnect); // not here: it waits for a read that is under way
            throw noAnswer(host, e);
        } catch (InterruptedException e) {
            THREADS.execute(connection::disconnect);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: the application is stopping", e);
        }
    }

    private IOException noAnswer(String host, Exception problem) {
        return new IOException("no answer within " + deadline.toMillis() + " ms from " + host, problem);
    }

    private Answer exchange(HttpURLConnection connection, byte[] form) throws IOException {
        long began = System.nanoTime();
        if (form != null) {
            connection.getOutputStream().write(form);
        }
        int status = status(connection);
        if (status != 200) {
            connection.disconnect();
            return new Answer(status, new byte[0]);
        }
        byte[] body = new byte[limit + 1];
        int length = 0;
        try (InputStream in = connection.getInputStream()) {
            for (int count = 0; count >= 0 && length <= limit; length += Math.max(0, count)) {
                if (System.nanoTime() - began > deadline.toNanos()) {
                    throw new SocketTimeoutException();
                }
                count = in.read(body, length, body.length - length);
            }
        }
        if (length > limit) {
            connection.disconnect();
            throw new ResponseTooLongException(limit);
        }
        if (length < connection.getContentLengthLong()) {
            throw new IOException("the body broke off");
        }
        return new Answer(status, Arrays.copyOf(body, length));
    }

    private static int status(HttpURLConnection connection) throws IOException {
        try {
            int status = connection.getResponseCode();
            if (status < 0) {
                throw new IOException("not HTTP");
            }
            return status;
        } catch (HttpRetryException e) {
            return e.responseCode(); // 401 or 407 to a POST
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "http of alipay-kit", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }
}
