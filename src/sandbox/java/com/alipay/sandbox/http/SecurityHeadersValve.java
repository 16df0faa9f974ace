package com.alipay.sandbox.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Sends the headers that keep browsers from guessing types, from showing a page in a frame, and from running a script or loading
 * anything that is not the sandbox's own. In front of everything, so that the container's own answers have them too.
 */
final class SecurityHeadersValve extends ValveBase {
    /** The icon of every page is an empty data: address. */
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
