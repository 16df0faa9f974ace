package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.SecretMasker;
import com.alipay.i18n.Text;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.journal.Journal;
import com.alipay.sandbox.journal.JournalEntry;
import com.alipay.sandbox.journal.LoggedRequest;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.text.InvalidValueException;
import com.alipay.sandbox.text.Texts;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Serves {@code /explain}: GET shows an empty form, or the notification of {@code delivery}, or the logged request of
 * {@code request}; POST diagnoses the signature of the pasted message. The form keeps the input, except the key and a message
 * that contains a key.
 */
public final class ExplainPage implements RequestHandler {
    private final Templates templates;
    private final DiagnosisService explainer;
    private final NotificationService notifier;
    private final Journal journal;

    public ExplainPage(Templates templates, DiagnosisService explainer, NotificationService notifier, Journal journal) {
        this.templates = templates;
        this.explainer = explainer;
        this.notifier = notifier;
        this.journal = journal;
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        Map<String, String> fields = call.parameters(StandardCharsets.UTF_8).asMap();
        if (call.isPost()) {
            return answer(new DiagnosisRequestParser(fields));
        }
        return delivery(fields.getOrDefault("delivery", ""))
                .map(delivery -> form(delivery))
                .or(() -> request(fields.getOrDefault("request", "")).map(request -> form(request)))
                .map(this::answer)
                .orElseGet(() -> page(new DiagnosisRequestParser(Map.of()), Optional.empty(), Optional.empty()));
    }

    private Optional<DeliveryAttempt> delivery(String id) {
        return id.matches("\\d{1,15}") ? notifier.find(Long.parseLong(id)) : Optional.empty();
    }

    private Optional<LoggedRequest> request(String id) {
        return id.matches("\\d{1,15}")
                ? journal.find(Long.parseLong(id))
                        .filter(JournalEntry.Incoming.class::isInstance)
                        .map(entry -> ((JournalEntry.Incoming) entry).request())
                : Optional.empty();
    }

    private static DiagnosisRequestParser form(LoggedRequest request) {
        PrefilledRequest given = PrefilledRequest.of(request.partner(), request.query(), request.body());
        return new DiagnosisRequestParser(Map.of(
                "kind", "request",
                "partner", given.partner(),
                "format", given.format(),
                "query", given.query(),
                "message", given.message()));
    }

    /** Returns the sent notification as the merchant should have parsed it. */
    private static DiagnosisRequestParser form(DeliveryAttempt delivery) {
        return new DiagnosisRequestParser(Map.of(
                "message", delivery.form(),
                "kind", "notification",
                "partner", delivery.message().partner(),
                "charset", delivery.message().charset().name().toLowerCase(Locale.ROOT),
                "sign_type", delivery.message().signType().name()));
    }

    private HttpResponse answer(DiagnosisRequestParser form) {
        try {
            Optional<DiagnosisReport> explanation = explainer.explain(form);
            return page(
                    form,
                    explanation.isPresent() ? Optional.empty() : Optional.of(Texts.of("explain.busy")),
                    explanation);
        } catch (InvalidValueException e) {
            return page(form, Optional.of(e.text()), Optional.empty());
        }
    }

    private HttpResponse page(
            DiagnosisRequestParser form, Optional<Text> problem, Optional<DiagnosisReport> explanation) {
        SecretMasker secrets = explainer.shops().secrets(form.get("key"), form.get("partner"));
        boolean showable = form.isShowable(secrets);
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
        model.put("partner", secrets.containsNoSecret(form.get("partner")) ? form.get("partner") : "");
        model.put("signedText", secrets.hide(form.get("signed_text")));
        model.put("known", secrets.hide(form.get("known")));
        for (String name : new String[] {"format", "kind", "charset", "sign_type"}) {
            model.put(name, form.get(name));
        }
        return templates.page(problem.isEmpty() ? 200 : 400, "explain", model);
    }
}
