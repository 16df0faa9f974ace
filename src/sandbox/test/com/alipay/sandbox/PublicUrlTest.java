package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.client.AlipaySandbox;
import com.alipay.sandbox.client.SandboxOrder;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox behind a proxy: what it prints and signs names the address that others use. */
class PublicUrlTest {
    private static final String PUBLIC = "https://alipay.test:8443";

    @Test
    void everythingPrintedAndSignedNamesIt(@TempDir Path work) throws IOException, InterruptedException {
        SandboxOptions options = SandboxOptions.forMerchant(
                        "2088000000000777", "0123456789abcdef0123456789abcdef", "tea@example.com")
                .withWork(work)
                .withTls(0)
                .withPublicUrl(PUBLIC + "/");
        try (Sandbox sandbox = Sandbox.start(options)) {
            String own = "http://localhost:" + sandbox.port();
            HttpClient client = HttpClient.newHttpClient();

            assertThat(sandbox.url()).isEqualTo(PUBLIC);
            assertThat(sandbox.tlsUrl())
                    .hasValueSatisfying(url -> assertThat(url).startsWith("https://alipay.test:"));
            for (String page : new String[] {"/", "/demo/pay.sh"}) {
                String text = client.send(
                                HttpRequest.newBuilder(URI.create(own + page)).build(), BodyHandlers.ofString())
                        .body();
                assertThat(text).contains(PUBLIC).doesNotContain("localhost:" + sandbox.port());
            }
            String order = client.send(
                            HttpRequest.newBuilder(URI.create(own + "/demo"))
                                    .header("Origin", PUBLIC)
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            assertThat(URLDecoder.decode(order, StandardCharsets.UTF_8))
                    .contains("notify_url=" + PUBLIC + "/demo/notify", "return_url=" + PUBLIC + "/demo/return");
        }
    }

    @Test
    void aProgramReachesItsOwnAllTheSame() {
        try (AlipaySandbox sandbox = AlipaySandbox.builder().publicUrl(PUBLIC).start()) {
            assertThat(sandbox.addresses().gateway()).isEqualTo(PUBLIC + "/gateway.do");
            assertThat(sandbox.pay(SandboxOrder.of("T1", "0.01")).status()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        }
    }
}
