package filters;

import com.alipay.config.Configuration;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;

/**
 * Makes one charset hold for the whole site, the configured {@code input_charset}: for the parameters of POST bodies and of GET
 * query strings, and for the pages that go out. Nothing in the container's {@code server.xml} has to change. Map it ahead of every
 * filter that reads parameters.
 *
 * @tutorial 双功能 1.1, 4.2 D / 担保 2.1, 5.2 D
 */
public final class SetCharacterEncodingFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    private transient Charset charset;

    /** Looks the configuration up, if nobody has yet: a webapp with the bare kit has no other start-up. */
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
        chain.doFilter(new CharsetRequestWrapper(request, charset), new CharsetResponseWrapper(response, charset));
    }
}
