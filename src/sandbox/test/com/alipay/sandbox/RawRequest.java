package com.alipay.sandbox;

import com.alipay.security.ResponseRecorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A request byte for byte, with the headers that a client library would not let through, and its answer. */
final class RawRequest {
    private static final int PATIENCE_MILLIS = 600_000;

    private RawRequest() {}

    /**
     * What came back.
     *
     * @param head status line and headers
     */
    record Answer(int status, String head, String body) {
        /** The value of the first header of that name. */
        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    /** A request with a form of nothing, on a connection of its own. */
    static Answer send(int port, String method, String path, String host, String... headers) {
        return send(
                port,
                method + " " + path + " HTTP/1.1\r\n" + (host.isEmpty() ? "" : "Host: " + host + "\r\n")
                        + Arrays.stream(headers)
                                .filter(header -> !header.isEmpty())
                                .map(header -> header + "\r\n")
                                .reduce("", String::concat)
                        + (method.equals("GET") || method.equals("HEAD")
                                ? ""
                                : "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 14\r\n")
                        + "Connection: close\r\n\r\n"
                        + (method.equals("GET") || method.equals("HEAD") ? "" : "advance=PT240H"));
    }

    static Answer send(int port, String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            byte[] all = socket.getInputStream().readAllBytes();
            ResponseRecorder.RUN.received("socket", request.lines().findFirst().orElse(""), all);
            String[] parts = new String(all, StandardCharsets.UTF_8).split("\r\n\r\n", 2);
            return new Answer(Integer.parseInt(parts[0].substring(9, 12)), parts[0], parts.length == 2 ? parts[1] : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
