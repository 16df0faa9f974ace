package com.alipay.web;

import com.alipay.diagnosis.site.RequestArrival;
import filters.SetCharacterEncodingFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.StackWalker.Option;
import java.lang.reflect.Modifier;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/**
 * Inspects how forms sent by the site diagnosis arrive: which filters processed them before, whether one of them consumed the
 * body, and in which charset the container decodes a query string. It answers such a form with {@code fail}; every other request
 * passes. Map it behind all other filters, so that a filter which rejects a form is noticed, too.
 *
 * @tutorial 双功能 4.2 D / 担保 5.2 D
 */
public final class ProbeFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    /** The body of the form. */
    static final String FORM = "text=%E6%B5%8B%E8%AF%95";

    /** Six bytes that are valid text in each of these charsets, a different one in each. */
    private static final byte[] TEXT = "测试".getBytes(StandardCharsets.UTF_8);

    private static final List<Charset> USUAL =
            List.of(StandardCharsets.UTF_8, Charset.forName("GBK"), StandardCharsets.ISO_8859_1);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> token = ProbeRequests.tokenOf(request.getQueryString());
        if (token.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        String host = StringUtils.defaultString(request.getHeader("Host"));
        ProbeRequests.complete(
                token.get(),
                new RequestArrival(precedingFilters(), isBodyComplete(request), uriEncoding(request), host));
        byte[] fail = "fail".getBytes(StandardCharsets.US_ASCII);
        response.setContentType("text/plain");
        response.setContentLength(fail.length);
        response.getOutputStream().write(fail);
    }

    private static boolean isBodyComplete(HttpServletRequest request) throws IOException {
        byte[] sent = FORM.getBytes(StandardCharsets.US_ASCII);
        try {
            return Arrays.equals(request.getInputStream().readNBytes(sent.length), sent);
        } catch (IllegalStateException e) {
            // An earlier filter has read the body as characters; a body can be read in one way only.
            return false;
        }
    }

    /** Asks the container's own request, below the encoding filter and all other wrappers. */
    private static Optional<String> uriEncoding(ServletRequest request) {
        ServletRequest containers = request;
        while (containers instanceof ServletRequestWrapper wrapper) {
            containers = wrapper.getRequest();
        }
        try {
            String text = containers.getParameter("text");
            return USUAL.stream()
                    .filter(charset -> new String(TEXT, charset).equals(text))
                    .map(Charset::name)
                    .findFirst();
        } catch (IllegalStateException | IllegalArgumentException e) {
            // Thrown by Tomcat 11 for bytes that are malformed in its charset.
            return Optional.empty();
        }
    }

    /** Returns the filters before the encoding filter, read from the call stack. */
    private static List<String> precedingFilters() {
        List<String> called = new ArrayList<>(StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type ->
                                Filter.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
                        .distinct()
                        .map(Class::getName)
                        .toList()));
        Collections.reverse(called);
        int encoding = called.indexOf(SetCharacterEncodingFilter.class.getName());
        return encoding < 0 ? called.subList(0, called.size() - 1) : called.subList(0, encoding);
    }
}
