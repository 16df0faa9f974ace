package com.alipay.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.apache.commons.lang3.StringUtils;

/** Measures how long a page takes, by its name. Map it to few pages: each has a series of its own in admin/metrics. */
public final class MetricsFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long begin = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            String page = StringUtils.substringBetween(request.getServletPath(), "/", ".jsp");
            Metrics.current().ifPresent(metrics -> metrics.answered(page, time));
        }
    }
}
