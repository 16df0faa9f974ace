package com.alipay.it;

import com.alipay.security.ResponseRecorder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A client without manners: it sends all it has, whether or not anybody reads on, and then reads what was answered. A server may hang
 * up in the middle of a body it does not want; what it said before counts.
 */
final class RawSocket {
    private static final int PATIENCE_MILLIS = 600_000;

    private RawSocket() {}

    /** The whole answer, status line first, in ISO-8859-1. */
    static String post(String url, byte[] body) throws IOException {
        URI uri = URI.create(url);
        String head = "POST " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length
                + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            Thread writer = new Thread(() -> write(socket, head, body), "writer");
            writer.setDaemon(true);
            writer.start();
            byte[] answer = read(socket.getInputStream());
            ResponseRecorder.RUN.received("socket", uri.getPath(), answer);
            return new String(answer, StandardCharsets.ISO_8859_1);
        }
    }

    private static void write(Socket socket, String head, byte[] body) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
        } catch (IOException e) {
            // The server hung up. Its answer, or that there is none, is what the test looks at.
        }
    }

    private static byte[] read(InputStream in) {
        byte[] all = new byte[0];
        byte[] some = new byte[8192];
        try {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                int length = all.length;
                all = Arrays.copyOf(all, length + count);
                System.arraycopy(some, 0, all, length, count);
            }
        } catch (IOException e) {
            // Reset instead of closed: what came before it is the answer.
            return all;
        }
        return all;
    }
}
