package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** Clients that are hard-wired to https. */
class TlsTest {
    @Test
    void aClientThatTrustsTheServedCertificateIsServedByHttpsToo() throws Exception {
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.forMerchant(PayForm.MERCHANT).withTls(0))) {
            byte[] pem = new Client(sandbox).get("/sandbox_certificate.pem").body();
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(trusting(pem)).build();
            String url = sandbox.tlsUrl().orElseThrow();

            HttpResponse<String> answer = trusting.send(
                    HttpRequest.newBuilder(URI.create(
                                    url + "/gateway.do" + PayForm.escrow("T1").query()))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    PayForm.escrow("T1").body()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/cashier/");
        }
    }

    @Test
    void withoutTheOptionThereIsNone() {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.forMerchant(PayForm.MERCHANT))) {
            assertThat(sandbox.tlsUrl()).isEmpty();
            assertThat(new Client(sandbox).get("/sandbox_certificate.pem").statusCode())
                    .isEqualTo(404);
        }
    }

    private static SSLContext trusting(byte[] pem) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "sandbox", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
