package com.alipay.sandbox.api;

import com.alipay.sandbox.explain.BadInquiry;
import com.alipay.sandbox.explain.Explainer;
import com.alipay.sandbox.explain.ExplanationJson;
import com.alipay.sandbox.explain.InquiryForm;
import com.alipay.sandbox.http.Reply;

/** {@code explain}: what is wrong with a signature. */
final class ExplainApi {
    private final Explainer explainer;

    ExplainApi(Explainer explainer) {
        this.explainer = explainer;
    }

    /** @throws BadInquiry a field is of no use */
    Reply explain(ApiCall call) {
        return explainer
                .explain(new InquiryForm(call.form()))
                .map(explanation -> Reply.json(200, Json.of(ExplanationJson.of(explanation))))
                .orElseGet(() -> Problem.busy("too many signatures are examined just now: ask again"));
    }
}
