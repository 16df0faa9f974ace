package com.alipay.sandbox.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A key and a self-signed certificate for https, created with the JDK's {@code keytool}, as the JDK has no public class for it.
 * Its names are localhost and Alipay's hosts, for clients that are hard-wired to those and redirected here by a hosts file. New
 * at every start.
 *
 * @param pem the certificate, which clients have to trust
 * @param password of the key store
 */
public record OwnCertificate(KeyStore store, String password, String pem) {
    static final String ALIAS = "sandbox";
    private static final String NAMES =
            "san=dns:localhost,dns:mapi.alipay.com,dns:www.alipay.com,dns:notify.alipay.com,ip:127.0.0.1,ip:::1";

    /**
     * Creates one.
     *
     * @param folder temporary location of the key store
     * @throws IllegalStateException keytool is missing or failed; the message says so
     */
    public static OwnCertificate make(Path folder) {
        String password = UUID.randomUUID().toString();
        Path file = folder.resolve("tls-" + UUID.randomUUID() + ".p12");
        try {
            Files.createDirectories(folder);
            run(password, file);
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, password.toCharArray());
            }
            String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(store.getCertificate(ALIAS).getEncoded());
            return new OwnCertificate(
                    store, password, "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("--tls needs a certificate, and it cannot be made (" + e + ")", e);
        } finally {
            delete(file);
        }
    }

    private static void run(String password, Path file) throws IOException {
        ProcessBuilder keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "825",
                        "-dname",
                        "CN=localhost, O=Local payment sandbox",
                        "-ext",
                        NAMES,
                        "-storetype",
                        "PKCS12",
                        "-storepass:env",
                        "SANDBOX_TLS_PASSWORD",
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true);
        keytool.environment().put("SANDBOX_TLS_PASSWORD", password);
        Process process = keytool.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be deleted, and holds a private key: delete it", e);
        }
    }

    /** Omits the key. */
    @Override
    public String toString() {
        return "OwnCertificate[]";
    }
}
