package com.alipay.diagnosis.site;

import com.alipay.diagnosis.site.ConnectionResult.Stage;
import com.alipay.i18n.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Accesses the network from this machine: timeouts of seconds, bodies up to 64 KiB, no redirects. */
public final class HttpNetworkProbe implements NetworkProbe {
    private static final int PATIENCE_MILLIS = 3_000;
    /** Longer, because a container compiles a JSP on its first request, which takes seconds on a slow machine. */
    private static final int ANSWER_MILLIS = 10_000;

    private static final Duration LONGEST = Duration.ofSeconds(6);
    private static final int LARGEST = 64 * 1024;

    @Override
    public ConnectionResult reach(URI address) {
        InetAddress host;
        try {
            host = InetAddress.getByName(address.getHost());
        } catch (UnknownHostException e) {
            return new ConnectionResult(Stage.NOTHING, why(e));
        }
        boolean secure = address.getScheme().equalsIgnoreCase("https");
        int port = address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return secure ? handshake(socket, address.getHost(), port) : new ConnectionResult(Stage.TLS, "");
        } catch (IOException e) {
            return new ConnectionResult(Stage.NAME, why(e));
        }
    }

    private static ConnectionResult handshake(Socket open, String host, int port) {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket socket = (SSLSocket) factory.createSocket(open, host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS"); // rejects a certificate of another host
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return new ConnectionResult(Stage.TLS, "");
        } catch (IOException e) {
            return new ConnectionResult(Stage.PORT, why(e));
        }
    }

    @Override
    public HttpProbeResult get(URI address) {
        return send(address, Optional.empty());
    }

    /** Posts a form. */
    public HttpProbeResult post(URI address, String form) {
        return send(address, Optional.of(form));
    }

    private static HttpProbeResult send(URI address, Optional<String> form) {
        HttpURLConnection connection = null;
        try {
            connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            // The User-Agent of Alipay's notifier, since a firewall may treat another one differently.
            connection.setRequestProperty("User-Agent", "Mozilla/4.0");
            if (form.isPresent()) {
                write(connection, form.get());
            }
            int status = connection.getResponseCode();
            Map<String, List<String>> headers = new HashMap<>(connection.getHeaderFields());
            headers.remove(null); // the status line
            return new HttpProbeResult(status, headers, body(connection), Text.NONE);
        } catch (IOException | IllegalArgumentException e) {
            return HttpProbeResult.failure(why(e));
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private static void write(HttpURLConnection connection, String form) throws IOException {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        try (OutputStream out = connection.getOutputStream()) {
            out.write(form.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Reads the beginning of the body; gives up on a body that arrives too slowly. */
    private static byte[] body(HttpURLConnection connection) throws IOException {
        InputStream in =
                connection.getErrorStream() != null ? connection.getErrorStream() : connection.getInputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Instant end = Instant.now().plus(LONGEST);
        byte[] part = new byte[4096];
        try (in) {
            int length = in.read(part);
            while (length >= 0 && body.size() < LARGEST) {
                body.write(part, 0, length);
                if (Instant.now().isAfter(end)) {
                    throw new IOException("no complete answer within " + LONGEST.toSeconds() + " s");
                }
                length = in.read(part);
            }
        }
        return body.toByteArray();
    }

    private static String why(Exception e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
