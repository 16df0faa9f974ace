package filters;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;

/**
 * Sends each of its init parameters as a response header. The policies about content types, frames and scripts are set in
 * {@code web.xml}, where a shop with its own pages can change them. Map it behind {@link SetCharacterEncodingFilter}, for
 * {@code REQUEST} and {@code ERROR}.
 */
public final class ResponseHeadersFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        for (String header : Collections.list(getInitParameterNames())) {
            response.setHeader(header, getInitParameter(header));
        }
        chain.doFilter(request, response);
    }
}
