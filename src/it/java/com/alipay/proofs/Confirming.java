package com.alipay.proofs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands for Alipay's notify_query and confirms every id, so that a proof of thousands can sign its own messages. Not the JDK's own
 * server: that one sends head and body apart, which costs every question the 40 ms of a delayed acknowledgement.
 */
final class Confirming implements AutoCloseable {
    private static final byte[] TRUE =
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue".getBytes(StandardCharsets.US_ASCII);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final ServerSocket server;

    private Confirming(ServerSocket server) {
        this.server = server;
    }

    static Confirming open() throws IOException {
        Confirming confirming = new Confirming(new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1")));
        confirming.threads.execute(confirming::accept);
        return confirming;
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/trade/notify_query.do";
    }

    int asked() {
        return asked.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = server.accept();
                threads.execute(() -> answer(caller));
            }
        } catch (IOException e) {
            // Closed: the proof is over.
        }
    }

    private void answer(Socket caller) {
        try (caller;
                BufferedReader questions =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII))) {
            caller.setTcpNoDelay(true);
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                if (line.isEmpty()) {
                    asked.incrementAndGet();
                    caller.getOutputStream().write(TRUE);
                }
            }
        } catch (IOException e) {
            // The merchant has hung up, or was killed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
