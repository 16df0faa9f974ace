package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers that keep a browser from guessing, framing and running what is not the sandbox's own, on every answer. */
class SecurityHeadersTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "HEAD / HTTP/1.1",
                "GET /trades HTTP/1.1",
                "GET /trades/0 HTTP/1.1",
                "GET /deliveries HTTP/1.1",
                "GET /clock HTTP/1.1",
                "GET /faults HTTP/1.1",
                "GET /explain HTTP/1.1",
                "GET /cashier/0 HTTP/1.1",
                "GET /refunds/0 HTTP/1.1",
                "GET /gateway.do HTTP/1.1",
                "GET /gateway.do?service=single_trade_query HTTP/1.1",
                "GET /trade/notify_query.do?service=notify_verify HTTP/1.1",
                "GET /sandbox.css HTTP/1.1",
                "GET /sandbox.js HTTP/1.1",
                "GET /alipay_public_key.pem HTTP/1.1",
                "GET /sandbox/api/trades HTTP/1.1",
                "GET /sandbox/api/nothing HTTP/1.1",
                "POST /sandbox/api/clock HTTP/1.1",
                "POST /clock HTTP/1.1",
                "GET /nowhere HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "GET /.. HTTP/1.1",
                "TRACE / HTTP/1.1",
                "PUT / HTTP/1.1",
                "NONSENSE / HTTP/1.1",
                "CONNECT localhost:80 HTTP/1.1",
                "GET / HTTP/9.9",
                "GET /<> HTTP/1.1"
            })
    void everyAnswerHasThem(String line) {
        areOn(RawRequest.send(
                sandbox.port(), line + "\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
                "POST /clock HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: nothing\r\nConnection: close\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\nConnection: close\r\n\r\n"
            })
    void soHasWhatIsRefusedBeforeAnybodyIsAsked(String request) {
        areOn(RawRequest.send(sandbox.port(), request));
    }

    @Test
    void soHasABodyThatIsTooLarge() {
        RawRequest.Answer answer = RawRequest.send(
                sandbox.port(),
                "POST /explain HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\nConnection: close\r\n\r\n"
                        + "x".repeat(300_000));
        assertThat(answer.status()).isEqualTo(413);
        areOn(answer);
    }

    /** The policy allows the sandbox's own script and style only: a page that brings them inline would lose them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/trades",
                "/trades/1",
                "/deliveries",
                "/faults",
                "/explain",
                "/cashier/1",
                "/gateway.do",
                "/nowhere"
            })
    void noPageBringsWhatThePolicyForbids(String path) {
        assertThat(Client.text(client.get(path)))
                .contains("<script src=\"/sandbox.js\"")
                .doesNotContain("<style", " style=", "<script>")
                .doesNotContainPattern("\\son[a-z]+=\"");
    }

    private static void areOn(RawRequest.Answer answer) {
        assertThat(answer.header("X-Content-Type-Options")).as(answer.head()).contains("nosniff");
        assertThat(answer.header("X-Frame-Options")).as(answer.head()).contains("DENY");
        assertThat(answer.header("Content-Security-Policy").orElse(""))
                .as(answer.head())
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe-inline", "unsafe-eval", "*");
    }
}
