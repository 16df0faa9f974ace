package com.alipay.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Answers every request with status 200 and a word. Not the JDK's own server: that one sends head and body apart, which costs every
 * request the 40 ms of a delayed acknowledgement.
 */
final class StubHttpServer implements AutoCloseable {
    private static final String LENGTH = "content-length:";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket server;
    private final UnaryOperator<String> responder;

    private StubHttpServer(ServerSocket server, UnaryOperator<String> responder) {
        this.server = server;
        this.responder = responder;
    }

    /** @param responder takes a request's body, the empty string if it has none, and answers the word; called by many threads at once */
    static StubHttpServer open(UnaryOperator<String> responder) throws IOException {
        StubHttpServer opened =
                new StubHttpServer(new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1")), responder);
        opened.threads.execute(opened::accept);
        return opened;
    }

    /** Without a slash at the end. */
    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = server.accept();
                threads.execute(() -> serve(caller));
            }
        } catch (IOException e) {
            // Closed: the proof is over.
        }
    }

    private void serve(Socket caller) {
        try (caller;
                InputStream requests = new BufferedInputStream(caller.getInputStream())) {
            caller.setTcpNoDelay(true);
            for (String line = line(requests); !line.isEmpty(); line = line(requests)) {
                byte[] body = requests.readNBytes(lengthBehind(requests));
                caller.getOutputStream().write(answer(responder.apply(new String(body, StandardCharsets.US_ASCII))));
            }
        } catch (IOException e) {
            // The caller has hung up, or was killed.
        }
    }

    /** Reads the rest of the head. */
    private static int lengthBehind(InputStream requests) throws IOException {
        int length = 0;
        for (String line = line(requests); !line.isEmpty(); line = line(requests)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).trim());
            }
        }
        return length;
    }

    private static String line(InputStream from) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = from.read(); next >= 0 && next != '\n'; next = from.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    private static byte[] answer(String word) {
        return ("HTTP/1.1 200 OK\r\nContent-Length: " + word.length() + "\r\n\r\n" + word)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
