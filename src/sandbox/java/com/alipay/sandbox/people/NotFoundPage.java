package com.alipay.sandbox.people;

import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.http.Templates;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Every address nobody else serves. */
public final class NotFoundPage implements Handler {
    private final Templates templates;

    public NotFoundPage(Templates templates) {
        this.templates = templates;
    }

    @Override
    public Reply handle(Call call) {
        return Reply.html(404, templates.render("notfound", Map.of("what", "这个地址")), StandardCharsets.UTF_8);
    }
}
