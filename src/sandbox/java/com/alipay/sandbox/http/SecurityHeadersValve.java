package com.alipay.sandbox.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Adds the headers that forbid browsers to guess content types, to show a page in a frame, and to run or load anything from
 * another origin. First in the pipeline, so that the container's own responses have them too.
 */
final class SecurityHeadersValve extends ValveBase {
    /** Allows data: for images, as the icon of every page is one. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;"
            + " connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    SecurityHeadersValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Content-Security-Policy", POLICY);
        getNext().invoke(request, response);
    }
}
