package com.alipay.sandbox.notification;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Posts a form in HTTP/1.0, which the JDK's client does not support: one request per connection; the server closes it after the
 * response.
 */
final class Http10Client {
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Http10Client() {}

    /**
     * Posts and reads status and body.
     *
     * @param limit how many bytes of the body are kept
     * @throws IOException no connection, no response, or no HTTP response within the deadline
     */
    static DeliveryResponse.Answered post(
            URI url, String contentType, String userAgent, byte[] form, Duration deadline, int limit)
            throws IOException {
        long end = System.nanoTime() + deadline.toNanos();
        int port = url.getPort() < 0 ? 80 : url.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port), (int) deadline.toMillis());
            String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
            String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
            String head = "POST " + path + query + " HTTP/1.0\r\nHost: " + url.getAuthority() + "\r\nContent-Type: "
                    + contentType + "\r\nUser-Agent: " + userAgent + "\r\nContent-Length: " + form.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(form);
            return answer(read(socket, end, LONGEST_HEAD + limit + 1), limit);
        }
    }

    /** Reads until the server closes the connection, the response is complete by its Content-Length, or the limit is reached. */
    private static byte[] read(Socket socket, long end, int most) throws IOException {
        byte[] all = new byte[most];
        int length = 0;
        InputStream in = socket.getInputStream();
        while (length < most && !isComplete(all, length)) {
            socket.setSoTimeout(
                    (int) Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
            int count = in.read(all, length, most - length);
            if (count < 0) {
                break;
            }
            length += count;
        }
        return Arrays.copyOf(all, length);
    }

    private static boolean isComplete(byte[] all, int length) {
        int head = headLength(all, length);
        return head >= 0
                && contentLength(text(all, head))
                        .filter(body -> length >= head + body)
                        .isPresent();
    }

    private static Optional<Integer> contentLength(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .map(line -> line.substring(15).strip())
                .filter(value -> value.matches("\\d{1,8}"))
                .map(Integer::valueOf)
                .findFirst();
    }

    private static DeliveryResponse.Answered answer(byte[] all, int limit) throws IOException {
        int head = headLength(all, all.length);
        if (head < 0 || !text(all, head).matches("(?s)HTTP/1\\.[01] \\d{3}.*")) {
            throw new IOException("no HTTP answer");
        }
        byte[] body = Arrays.copyOfRange(all, head, all.length);
        boolean longer = body.length > limit;
        return new DeliveryResponse.Answered(
                Integer.parseInt(text(all, head).substring(9, 12)), longer ? Arrays.copyOf(body, limit) : body, longer);
    }

    /** Returns the length of the head with its empty line; -1 if that is missing. */
    private static int headLength(byte[] all, int length) {
        for (int i = 0; i + END_OF_HEAD.length <= length; i++) {
            if (Arrays.equals(all, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return i + END_OF_HEAD.length;
            }
        }
        return -1;
    }

    private static String text(byte[] all, int length) {
        return new String(all, 0, length, StandardCharsets.ISO_8859_1);
    }
}
