package com.alipay.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Says in place of the admin pages that the application has not started, and what to do: 503, as a page or as JSON. */
public final class StartedFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<StartUp.Problem> problem = StartUp.problem();
        if (problem.isEmpty()) {
            chain.doFilter(request, response);
        } else if (request.getServletPath().startsWith("/admin/api")) {
            AdminApi.answer(response, 503, OrderJson.error(problem.get().english()));
        } else {
            AdminActions.refuse(request, response, 503, problem.get().chinese());
        }
    }
}
