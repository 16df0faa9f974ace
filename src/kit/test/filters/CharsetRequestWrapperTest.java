package filters;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.protocol.FormData;
import com.alipay.protocol.FormData.Limits;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** How much of a body is read, and that it can be read in any order. */
class CharsetRequestWrapperTest {
    private final ByteArrayInputStream sent;
    private final int length;

    CharsetRequestWrapperTest() {
        this.length = 2_000_000;
        this.sent = new ByteArrayInputStream(form(length));
    }

    private static byte[] form(int length) {
        return ("a=1&b=" + "x".repeat(length - 6)).getBytes(US_ASCII);
    }

    private static final class Body extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Body(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("read at once");
        }
    }

    /** A form that the container hands over. */
    private static CharsetRequestWrapper request(ByteArrayInputStream bytes, long declared) {
        ServletInputStream body = new Body(bytes);
        HttpServletRequest container = (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getMethod" -> "POST";
                    case "getContentType" -> "application/x-www-form-urlencoded";
                    case "getContentLengthLong" -> declared;
                    case "getInputStream" -> body;
                    case "getQueryString" -> null;
                    case "getRemoteAddr" -> "203.0.113.7";
                    // The wrapper needs nothing else of the container.
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return new CharsetRequestWrapper(container, UTF_8);
    }

    private int read() {
        return length - sent.available();
    }

    @Test
    void ofABodyInChunksNoMoreIsReadThanAMessageMayHave() {
        FormData message = FormData.read(request(sent, -1), UTF_8);
        assertThat(message.problem()).isPresent();
        assertThat(read()).isEqualTo(Limits.REFUND_BATCH.bytes() + 1);
    }

    @Test
    void ofABodyThatDeclaresMoreNoMoreIsReadThanIsKept() {
        FormData message = FormData.read(request(sent, length), UTF_8);
        assertThat(message.problem()).hasValue("2000000 bytes, more than 65536");
        assertThat(read()).isEqualTo(Limits.MESSAGE.bytes() + 1);
    }

    @Test
    void aParameterIsFoundAfterTheBeginningWasReadAsAStream() throws IOException {
        CharsetRequestWrapper request = request(sent, -1);
        assertThat(request.getInputStream().readNBytes(3)).isEqualTo("a=1".getBytes(US_ASCII));
        assertThat(request.getParameter("b")).hasSize(length - 6);
        assertThat(request.getInputStream().readAllBytes()).hasSize(length);
    }

    @Test
    void aSmallFormIsReadAsOftenAsItIsAskedFor() throws IOException {
        byte[] form = form(100);
        for (long declared : new long[] {-1, form.length}) {
            CharsetRequestWrapper request = request(new ByteArrayInputStream(form), declared);
            assertThat(FormData.read(request, UTF_8).text("a")).isEqualTo("1");
            assertThat(request.getParameter("a")).isEqualTo("1");
            assertThat(request.getInputStream().readAllBytes()).isEqualTo(form);
            assertThat(FormData.read(request, UTF_8).text("b")).hasSize(94);
        }
    }
}
