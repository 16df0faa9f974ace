package com.alipay.sandbox.http;

/** Handles the requests of one address. Called by many threads concurrently. */
@FunctionalInterface
public interface RequestHandler {
    HttpResponse handle(HttpRequest call);
}
