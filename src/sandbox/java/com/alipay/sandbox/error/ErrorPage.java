package com.alipay.sandbox.error;

import com.alipay.sandbox.explain.Explainer;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.http.Templates;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * The page titled 调试错误: HTTP 200, in the request's charset, the code in the header {@code X-Sandbox-Error} too. The merchant's server hears
 * nothing of it. A signature that was refused
 * is explained there.
 */
public final class ErrorPage {
    private final Templates templates;
    private final Explainer explainer;

    public ErrorPage(Templates templates, Explainer explainer) {
        this.templates = templates;
        this.explainer = explainer;
    }

    public Reply reply(Refusal refusal, Charset charset) {
        String page = templates.render(
                "error",
                Map.of(
                        "code", refusal.code().map(ErrorCode::code).orElse(""),
                        "cause", refusal.code().map(ErrorCode::cause).orElse(""),
                        "remedy", refusal.code().map(ErrorCode::remedy).orElse(""),
                        "section", refusal.code().map(ErrorCode::section).orElse(""),
                        "parameter", refusal.parameter(),
                        "detail", refusal.detail(),
                        "help", refusal.signature().map(explainer::help),
                        "charset", charset.name()));
        return Reply.html(200, page, charset).refusing(refusal);
    }
}
