package filters;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.nio.charset.Charset;
import java.util.Locale;

/** Sends every HTML page in the site's charset, overriding the page: the same JSP sources serve a GBK and a UTF-8 site. */
final class CharsetResponseWrapper extends HttpServletResponseWrapper {
    private final Charset charset;

    CharsetResponseWrapper(HttpServletResponse response, Charset charset) {
        super(response);
        this.charset = charset;
    }

    @Override
    public void setContentType(String type) {
        boolean html = type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html");
        super.setContentType(html ? "text/html;charset=" + charset.name() : type);
    }
}
