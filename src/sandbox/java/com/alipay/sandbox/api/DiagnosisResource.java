package com.alipay.sandbox.api;

import com.alipay.sandbox.diagnosis.DiagnosisReportJson;
import com.alipay.sandbox.diagnosis.DiagnosisRequestParser;
import com.alipay.sandbox.diagnosis.DiagnosisService;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.text.InvalidValueException;
import com.alipay.sandbox.text.Texts;

/** Resource {@code explain}: diagnoses a signature. */
final class DiagnosisResource {
    private final DiagnosisService explainer;

    DiagnosisResource(DiagnosisService explainer) {
        this.explainer = explainer;
    }

    /** @throws InvalidValueException a field is invalid */
    HttpResponse explain(ApiRequest call) {
        return explainer
                .explain(new DiagnosisRequestParser(call.form()))
                .map(explanation -> HttpResponse.json(200, Json.of(DiagnosisReportJson.of(explanation))))
                .orElseGet(() -> ProblemDetail.busy(Texts.of("explain.busy")));
    }
}
