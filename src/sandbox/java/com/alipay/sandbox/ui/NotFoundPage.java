package com.alipay.sandbox.ui;

import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.text.Texts;
import java.util.Map;

/** Answers every unknown address. */
public final class NotFoundPage implements RequestHandler {
    private final Templates templates;

    public NotFoundPage(Templates templates) {
        this.templates = templates;
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        return templates.page(404, "notfound", Map.of("what", Texts.of("notfound.address")));
    }
}
