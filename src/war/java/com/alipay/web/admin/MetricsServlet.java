package com.alipay.web.admin;

import com.alipay.web.Metrics;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Answers {@code admin/metrics} in Prometheus' text format. */
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Metrics.current().orElseThrow().write(text);
        response.setContentType(Metrics.contentType());
        response.setContentLength(text.size());
        text.writeTo(response.getOutputStream());
    }
}
