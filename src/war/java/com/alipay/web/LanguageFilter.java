package com.alipay.web;

import com.alipay.i18n.Reader;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Gives the admin pages {@link Labels} in their reader's language, and remembers a choice in a cookie. */
public final class LanguageFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Reader reader = Reader.of(request);
        reader.cookie().ifPresent(cookie -> response.addHeader("Set-Cookie", cookie));
        request.setAttribute("labels", Labels.of(reader.language()));
        request.setAttribute("otherLanguage", reader.otherLanguage());
        chain.doFilter(request, response);
    }
}
