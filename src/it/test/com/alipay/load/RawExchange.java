package com.alipay.load;

import com.alipay.security.ResponseRecorder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends bytes as they are, right or wrong, over one connection after the other, and reads what a server answers to each. */
final class RawExchange implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 600_000;

    private final int port;
    private Socket socket;

    RawExchange(int port) {
        this.port = port;
    }

    /**
     * What came back.
     *
     * @param status 0 if the server hung up without a word
     * @param text head and body in ISO-8859-1
     */
    record Answer(int status, String text) {}

    /** @param hasBody false for HEAD, whose answer announces a body that does not come */
    Answer send(byte[] request, boolean hasBody) throws IOException {
        record(request);
        boolean kept = socket != null;
        Answer answer = attempt(request, hasBody);
        // A server may close an idle connection at any time: only a fresh one says something about this request.
        Answer last = answer.status() == 0 && kept ? attempt(request, hasBody) : answer;
        ResponseRecorder.RUN.received("exchange", "port " + port, last.text().getBytes(StandardCharsets.ISO_8859_1));
        return last;
    }

    /** Query and body, whichever holds form data. */
    private static void record(byte[] request) {
        String[] parts = text(request).split("\r?\n\r?\n", 2);
        ResponseRecorder.RUN.sent(
                parts[0].replaceFirst("(?s)^[^?\r\n]*\\??", "").replaceFirst("(?s)\\s.*", ""));
        ResponseRecorder.RUN.sent(parts.length == 2 ? parts[1] : "");
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    private Answer attempt(byte[] request, boolean hasBody) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
        }
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (IOException hungUp) {
            // It may have answered before it hung up.
            return answerThenClose(hasBody);
        }
        return answer(hasBody);
    }

    private Answer answerThenClose(boolean hasBody) throws IOException {
        try {
            return answer(hasBody);
        } finally {
            close();
        }
    }

    private Answer answer(boolean hasBody) throws IOException {
        InputStream in = socket.getInputStream();
        String statusLine;
        try {
            statusLine = line(in);
        } catch (SocketTimeoutException stuck) {
            throw stuck;
        } catch (IOException reset) {
            statusLine = "";
        }
        if (!statusLine.startsWith("HTTP/1.1 ")) {
            // A request line of two words is HTTP 0.9, whose answers have no head.
            String text = statusLine.isEmpty() ? "" : statusLine + text(in.readAllBytes());
            close();
            return new Answer(text.isEmpty() ? 0 : 200, text);
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        Map<String, String> head = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            head.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        String body = hasBody && status >= 200 && status != 204 && status != 304 ? body(in, head) : "";
        if (!hasBody || "close".equals(head.get("connection"))) {
            close();
        }
        return new Answer(status, statusLine + "\n" + head + "\n\n" + body);
    }

    private static String body(InputStream in, Map<String, String> head) throws IOException {
        if ("chunked".equals(head.get("transfer-encoding"))) {
            StringBuilder all = new StringBuilder();
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                all.append(text(in.readNBytes(size)));
                line(in);
            }
            line(in);
            return all.toString();
        }
        String length = head.get("content-length");
        return text(length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length)));
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    /** Up to the next line end; the empty string at the end of the stream. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return text(line.toByteArray());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
