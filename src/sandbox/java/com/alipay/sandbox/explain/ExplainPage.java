package com.alipay.sandbox.explain;

import com.alipay.sandbox.account.MerchantAccount;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.notifier.Delivery;
import com.alipay.sandbox.notifier.Notifier;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /explain}: GET shows an empty form, or with {@code delivery} the notification of that delivery; POST says what is wrong with the
 * signature of what was pasted. The key that was typed is never shown again, nor anything it stands in.
 */
public final class ExplainPage implements Handler {
    private final Templates templates;
    private final Explainer explainer;
    private final Notifier notifier;

    public ExplainPage(Templates templates, Explainer explainer, Notifier notifier) {
        this.templates = templates;
        this.explainer = explainer;
        this.notifier = notifier;
    }

    @Override
    public Reply handle(Call call) {
        Map<String, String> fields = call.parameters(StandardCharsets.UTF_8).asMap();
        if (call.isPost()) {
            return answer(new InquiryForm(fields));
        }
        return delivery(fields.getOrDefault("delivery", ""))
                .map(delivery -> answer(form(delivery)))
                .orElseGet(() -> page(new InquiryForm(Map.of()), false, "", Optional.empty()));
    }

    private Optional<Delivery> delivery(String id) {
        return id.matches("\\d{1,15}") ? notifier.find(Long.parseLong(id)) : Optional.empty();
    }

    /** What was sent, as the merchant should have read it. */
    private static InquiryForm form(Delivery delivery) {
        return new InquiryForm(Map.of(
                "message", delivery.form(),
                "kind", "notification",
                "partner", delivery.message().partner(),
                "charset", delivery.message().charset().name().toLowerCase(java.util.Locale.ROOT),
                "sign_type", delivery.message().signType().name()));
    }

    private Reply answer(InquiryForm form) {
        try {
            Inquiry inquiry = form.inquiry(explainer.shops());
            Optional<Explanation> explanation = explainer.explain(inquiry);
            String busy = explanation.isPresent() ? "" : "同时检查的人太多，这次没有检查，请再提交一次";
            return page(form, form.isShowable(explainer.shops()), busy, explanation);
        } catch (BadInquiry e) {
            return page(form, false, e.chinese(), Optional.empty());
        }
    }

    private Reply page(InquiryForm form, boolean showable, String problem, Optional<Explanation> explanation) {
        Map<String, Object> model = new HashMap<>();
        model.put(
                "merchants",
                explainer.shops().merchants().all().stream()
                        .map(MerchantAccount::partner)
                        .toList());
        model.put("problem", problem);
        model.put("explanation", explanation);
        model.put("message", showable ? form.get("message") : "");
        model.put("query", showable ? form.get("query") : "");
        model.put("partner", form.get("key").isEmpty() ? form.get("partner") : "");
        model.put(
                "signedText",
                explainer.shops().secrets(form.get("key"), form.get("partner")).hide(form.get("signed_text")));
        for (String name : new String[] {"format", "kind", "charset", "sign_type"}) {
            model.put(name, form.get(name));
        }
        return Reply.html(problem.isEmpty() ? 200 : 400, templates.render("explain", model), StandardCharsets.UTF_8);
    }
}
