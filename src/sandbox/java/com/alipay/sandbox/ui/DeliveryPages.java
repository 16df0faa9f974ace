package com.alipay.sandbox.ui;

import com.alipay.i18n.Text;
import com.alipay.sandbox.diagnosis.NotifyVerifyText;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.Paging;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.notification.NotifyVerifyLog;
import com.alipay.sandbox.text.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Serves {@code /deliveries}: delivery attempts, the newest 100 first ({@code older} leads to earlier ones), whether sending is
 * paused (buttons {@code pause-all}, {@code resume-all}), and which notify_verify calls were not answered with true.
 *
 * <p>{@code /deliveries/{id}}: one attempt, byte by byte, and the other attempts of its notification. Each has a button
 * {@code resend-{id}}; its page also has {@code pause} or {@code resume}.
 */
public final class DeliveryPages implements RequestHandler {
    private static final int LISTED = 10;

    private final Templates templates;
    private final NotificationService notifier;
    private final NotifyVerifyLog verified;

    public DeliveryPages(Templates templates, NotificationService notifier, NotifyVerifyLog verified) {
        this.templates = templates;
        this.notifier = notifier;
        this.verified = verified;
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        String[] path = call.segments();
        if (path[0].isEmpty()) {
            return list(call);
        }
        if (path[0].matches("\\d{1,15}")) {
            long id = Long.parseLong(path[0]);
            return call.isPost() && path.length == 2 ? act(id, path[1]) : show(id);
        }
        return call.isPost() ? actOnAll(path[0]) : unknown(path[0]);
    }

    private HttpResponse list(HttpRequest call) {
        try {
            Paging paging = Paging.of(call.parameters(StandardCharsets.UTF_8).asMap());
            Paging.Page<DeliveryAttempt> page = paging.of(notifier.deliveriesBefore(paging.before()));
            List<DeliveryRow> rows = page.entries().stream().map(this::row).toList();
            return templates.page(
                    "deliveries",
                    Map.of(
                            "deliveries",
                            rows,
                            "older",
                            page.more()
                                    ? paging.after(String.valueOf(
                                            rows.get(rows.size() - 1).id()))
                                    : "",
                            "paused",
                            notifier.isPaused(),
                            "waiting",
                            notifier.waiting(),
                            "questions",
                            verified.refused(LISTED).stream()
                                    .map(NotifyVerifyText::of)
                                    .toList()));
        } catch (IllegalArgumentException e) {
            return notFound(Texts.of("notfound.page"));
        }
    }

    private HttpResponse show(long id) {
        return notifier.find(id)
                .map(delivery -> templates.page(
                        "delivery",
                        Map.of(
                                "each", row(delivery),
                                "parameters", delivery.parameters(),
                                "attempts", attempts(delivery),
                                "questions",
                                        verified.about(delivery.notifyId()).stream()
                                                .map(NotifyVerifyText::of)
                                                .toList(),
                                "allPaused", notifier.isPaused())))
                .orElseGet(() -> unknown(String.valueOf(id)));
    }

    private HttpResponse act(long id, String verb) {
        LongFunction<Optional<DeliveryAttempt>> step = switch (verb) {
            case "resend" -> notifier::resend;
            case "pause" -> notifier::pause;
            case "resume" -> notifier::resume;
            default -> none -> Optional.empty();
        };
        return step.apply(id)
                .map(delivery -> HttpResponse.redirect("/deliveries/" + delivery.id()))
                .orElseGet(() -> unknown(String.valueOf(id)));
    }

    private HttpResponse actOnAll(String verb) {
        switch (verb) {
            case "pause" -> notifier.pauseAll();
            case "resume" -> notifier.resumeAll();
            default -> {
                return unknown(verb);
            }
        }
        return HttpResponse.redirect("/deliveries");
    }

    /** Returns the attempts of the same notification, oldest first. */
    private List<DeliveryRow> attempts(DeliveryAttempt delivery) {
        return notifier.deliveriesAbout(delivery.message().subject()).stream()
                .filter(each -> each.notifyId().equals(delivery.notifyId()))
                .sorted(Comparator.comparingLong(DeliveryAttempt::id))
                .map(this::row)
                .toList();
    }

    private DeliveryRow row(DeliveryAttempt delivery) {
        return DeliveryRow.of(delivery, notifier);
    }

    private HttpResponse unknown(String what) {
        return notFound(Texts.of("notfound.delivery", what));
    }

    private HttpResponse notFound(Text what) {
        return templates.page(404, "notfound", Map.of("what", what));
    }
}
