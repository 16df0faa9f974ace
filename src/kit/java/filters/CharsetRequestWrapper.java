package filters;

import com.alipay.protocol.FormData;
import com.alipay.protocol.FormData.Field;
import com.alipay.protocol.FormData.Limits;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.lang3.ArrayUtils;

/**
 * Decodes the request parameters from the bytes instead of in the container: Tomcat 10.1 turns a GBK query string into U+FFFD,
 * and 11 responds 400. The body of a form is kept, so that a page can read it after a parameter was requested.
 */
final class CharsetRequestWrapper extends HttpServletRequestWrapper {
    private final Charset charset;
    /** The part of the body kept so far. */
    private byte[] body = new byte[0];

    /** Whether that is the whole body. */
    private boolean isWhole;

    private Map<String, String[]> parameters;

    CharsetRequestWrapper(HttpServletRequest request, Charset charset) {
        super(request);
        this.charset = charset;
    }

    @Override
    public String getCharacterEncoding() {
        String declared = super.getCharacterEncoding();
        return declared == null ? charset.name() : declared;
    }

    @Override
    public String getParameter(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String[] getParameterValues(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    /** Returns the query string's parameters, then the body's; those of an upload are decoded by the container. */
    @Override
    public Map<String, String[]> getParameterMap() {
        if (isMultipart()) {
            return super.getParameterMap();
        }
        if (parameters == null) {
            Map<String, String[]> decoded = new LinkedHashMap<>();
            String query = getQueryString();
            if (query != null) {
                add(decoded, query.getBytes(StandardCharsets.ISO_8859_1));
            }
            if (isForm()) {
                try {
                    add(decoded, body(Limits.PAGE));
                } catch (IOException e) {
                    throw new UncheckedIOException("the body broke off", e);
                }
            }
            parameters = Collections.unmodifiableMap(decoded);
        }
        return parameters;
    }

    private void add(Map<String, String[]> decoded, byte[] raw) {
        for (Field field : FormData.parse(raw, charset, Limits.PAGE).fields()) {
            decoded.merge(field.name(), new String[] {field.value()}, ArrayUtils::addAll);
        }
    }

    /** Returns the body as received, even after a parameter was requested. */
    @Override
    public ServletInputStream getInputStream() throws IOException {
        // A chunked body declares no length: no more of it is kept than a message may have.
        boolean small = getContentLengthLong() <= Limits.REFUND_BATCH.bytes();
        return isForm() && (small || body.length > 0)
                ? new Replay(body(Limits.REFUND_BATCH), super.getInputStream())
                : super.getInputStream();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return isForm() ? new BufferedReader(new InputStreamReader(getInputStream(), charset)) : super.getReader();
    }

    private boolean isForm() {
        String type = getContentType();
        return getMethod().equals("POST")
                && (type == null || type.toLowerCase(Locale.ROOT).contains("application/x-www-form-urlencoded"));
    }

    /** Returns whether it is an upload; the filter has set its charset. */
    private boolean isMultipart() {
        String type = getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /**
     * Returns the body, read once, as far as needed, and one byte beyond the limit, by which the parser detects a body too large.
     */
    private byte[] body(Limits limits) throws IOException {
        if (!isWhole && body.length <= limits.bytes()) {
            byte[] more = super.getInputStream().readNBytes(limits.bytes() + 1 - body.length);
            body = ArrayUtils.addAll(body, more);
            isWhole = body.length <= limits.bytes();
        }
        return body;
    }

    /** Streams the kept body, any number of times, then the rest that was not kept. */
    private static final class Replay extends ServletInputStream {
        private final ByteArrayInputStream kept;
        private final ServletInputStream rest;

        Replay(byte[] body, ServletInputStream rest) {
            this.kept = new ByteArrayInputStream(body);
            this.rest = rest;
        }

        @Override
        public int read() throws IOException {
            return kept.available() > 0 ? kept.read() : rest.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return kept.available() > 0 ? kept.read(buffer, offset, length) : rest.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
            return kept.available() == 0 && rest.isFinished();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("a form is read at once, not asynchronously");
        }
    }
}
