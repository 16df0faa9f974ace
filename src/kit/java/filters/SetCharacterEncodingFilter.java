package filters;

import com.alipay.config.Configuration;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Locale;

/**
 * Applies the configured {@code input_charset} to the whole site: to the parameters of POST bodies and GET query strings, and to
 * the responses. The container's {@code server.xml} need not be changed. Map it before every filter that reads parameters.
 *
 * @tutorial 双功能 1.1, 4.2 D / 担保 2.1, 5.2 D
 */
public final class SetCharacterEncodingFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    private transient Charset charset;

    /** Looks up the configuration if that has not been done: a webapp with only the kit has no other start-up. */
    @Override
    public void init(FilterConfig config) {
        var context = config.getServletContext();
        charset = Configuration.start(() -> context.getInitParameter(Configuration.NAME), context.getContextPath())
                .merchant()
                .charset();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getCharacterEncoding() == null) {
            request.setCharacterEncoding(
                    charset.name()); // for what the container decodes itself: the fields of an upload
        }
        chain.doFilter(new CharsetRequestWrapper(request, charset), new CharsetResponse(response, charset));
    }

    /** Sends every HTML page in the site's charset, overriding the page: the same JSP sources serve a GBK and a UTF-8 site. */
    private static final class CharsetResponse extends HttpServletResponseWrapper {
        private final Charset charset;

        CharsetResponse(HttpServletResponse response, Charset charset) {
            super(response);
            this.charset = charset;
        }

        @Override
        public void setContentType(String type) {
            boolean html = type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html");
            super.setContentType(html ? "text/html;charset=" + charset.name() : type);
        }
    }
}
