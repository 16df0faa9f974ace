package com.alipay.sandbox.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * Answers requests that the container rejects before a handler is called. Shows neither a stack trace nor a version. An address
 * with raw bytes, as old browsers and programs send UTF-8 or GBK without encoding it, gets a page that says so.
 */
final class BadRequestValve extends ErrorReportValve {
    private final Supplier<String> badAddress;

    BadRequestValve(Supplier<String> badAddress) {
        this.badAddress = badAddress;
        setShowReport(false);
        setShowServerInfo(false);
    }

    @Override
    protected void report(Request request, Response response, Throwable problem) {
        String reason = problem == null ? "" : String.valueOf(problem.getMessage());
        if (response.getStatus() != 400 || !reason.contains("request target") || !response.setErrorReported()) {
            super.report(request, response, problem);
            return;
        }
        try {
            byte[] page = badAddress.get().getBytes(StandardCharsets.UTF_8);
            response.setContentType("text/html;charset=UTF-8");
            response.setContentLength(page.length);
            response.getOutputStream().write(page);
            response.finishResponse();
        } catch (IOException gone) {
            // The client has disconnected.
        }
    }
}
