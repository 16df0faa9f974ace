package com.alipay.sandbox.http;

/** Answers the requests of one address. Called by many threads at once. */
@FunctionalInterface
public interface RequestHandler {
    HttpResponse handle(HttpRequest call);
}
