package com.alipay.sandbox.ui;

import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Templates;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers every unknown address. */
public final class NotFoundPage implements RequestHandler {
    private final Templates templates;

    public NotFoundPage(Templates templates) {
        this.templates = templates;
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        return HttpResponse.html(404, templates.render("notfound", Map.of("what", "这个地址")), StandardCharsets.UTF_8);
    }
}
