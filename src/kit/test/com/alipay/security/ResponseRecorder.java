package com.alipay.security;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the tests' clients were answered, kept as it came, and the signatures that nobody may tell: those which would have made the
 * messages valid that a test sent with none or with a wrong one. A signature that a client sent itself is no secret.
 *
 * <p>Thread-safe.
 */
public final class ResponseRecorder {
    /** The one of this run. */
    public static final ResponseRecorder RUN = fresh(Path.of(System.getProperty("received", "target/received/other")));

    /** Beside the answers: the signatures that were missing. */
    static final String WITHHELD = "withheld.signatures";

    /** Beside the answers: the signatures that the clients sent, right or wrong. */
    static final String SENT = "sent.signatures";

    private final Path folder;
    private final Map<String, OutputStream> files = new HashMap<>();
    private final Set<String> noted = new HashSet<>();

    private ResponseRecorder(Path folder) {
        this.folder = folder;
    }

    /** Throws away what an earlier run left there. */
    static ResponseRecorder fresh(Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> old = Files.list(folder)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
            return new ResponseRecorder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client sends form data, in a body or a query; null for none. */
    public void sent(String form) {
        SignedMessage message = SignedMessage.parse(form == null ? "" : form);
        if (!message.isOfTheProtocol()) {
            return;
        }
        if (KnownKeys.MERCHANTS.stream().noneMatch(message::isSignedWith)) {
            KnownKeys.MERCHANTS.forEach(key -> note(WITHHELD, message.signature(key)));
        }
        message.carried().ifPresent(signature -> note(SENT, signature));
    }

    /** A client sends form data. */
    public void sent(byte[] form) {
        sent(new String(form, StandardCharsets.ISO_8859_1));
    }

    /** A client opens an address. */
    public void sent(URI address) {
        sent(address.getRawQuery());
    }

    /** An answer with its head. */
    public <T> HttpResponse<T> received(HttpResponse<T> answer) {
        StringBuilder head = new StringBuilder(answer.statusCode() + "\n");
        answer.headers()
                .map()
                .forEach((name, values) ->
                        head.append(name).append(": ").append(values).append('\n'));
        byte[] body = answer.body() instanceof byte[] octets
                ? octets
                : String.valueOf(answer.body()).getBytes(StandardCharsets.UTF_8);
        received("http", answer.uri().getPath(), head.toString().getBytes(StandardCharsets.UTF_8), body);
        return answer;
    }

    /**
     * Something that was answered.
     *
     * @param kind by what client; a file of its own
     * @param from where it came from
     */
    public void received(String kind, String from, String answer) {
        received(kind, from, answer.getBytes(StandardCharsets.UTF_8));
    }

    /** The same, in pieces, octet by octet as it came. */
    public void received(String kind, String from, byte[]... pieces) {
        write(kind + ".answers", ("\n==== " + from + "\n").getBytes(StandardCharsets.UTF_8), pieces);
    }

    private synchronized void note(String file, String signature) {
        if (noted.add(file + signature)) {
            write(file, (signature + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private synchronized void write(String name, byte[] head, byte[]... pieces) {
        try {
            OutputStream file = files.get(name);
            if (file == null) {
                file = Files.newOutputStream(
                        folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                files.put(name, file);
            }
            file.write(head);
            for (byte[] piece : pieces) {
                file.write(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
