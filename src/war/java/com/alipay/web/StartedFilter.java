package com.alipay.web;

import com.alipay.i18n.Text;
import com.alipay.web.admin.AdminActionServlet;
import com.alipay.web.admin.AdminApiServlet;
import com.alipay.web.admin.OrderJson;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Answers 503 with reason and remedy, as page or JSON, instead of the admin pages if the application has not started. */
public final class StartedFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Text> problem = ApplicationInitializer.problem();
        if (problem.isEmpty()) {
            chain.doFilter(request, response);
        } else if (request.getServletPath().startsWith("/admin/api")) {
            AdminApiServlet.answer(
                    response, 503, OrderJson.error(Labels.of(request).show(problem.get())));
        } else {
            AdminActionServlet.refuse(request, response, 503, problem.get());
        }
    }
}
