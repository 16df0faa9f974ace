package com.alipay.sandbox.ui;

import com.alipay.sandbox.diagnosis.DiagnosisService;
import com.alipay.sandbox.gateway.GatewayErrorCode;
import com.alipay.sandbox.gateway.GatewayRefusal;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.Templates;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The page titled 调试错误: HTTP 200, in the request's charset, with the code also in the header {@code X-Sandbox-Error}. The
 * merchant's server is not informed. A rejected signature is diagnosed on the page.
 */
public final class ErrorPage {
    private final Templates templates;
    private final DiagnosisService explainer;

    public ErrorPage(Templates templates, DiagnosisService explainer) {
        this.templates = templates;
        this.explainer = explainer;
    }

    public HttpResponse reply(GatewayRefusal refusal, Charset charset) {
        OptionalInt help_id = refusal.code().map(GatewayErrorCode::help_id).orElse(OptionalInt.empty());
        Map<String, Object> model = Map.of(
                "code", refusal.code().map(GatewayErrorCode::code).orElse(""),
                "refused", refusal.code(),
                "section", refusal.code().map(GatewayErrorCode::section).orElse(""),
                "help_id", help_id.isPresent() ? Integer.toString(help_id.getAsInt()) : "",
                "parameter", refusal.parameter(),
                "detail", refusal.detail(),
                "help", refusal.signature().map(explainer::help),
                "charset", charset.name());
        return templates.page(200, "error", model, charset).refusing(refusal);
    }
}
