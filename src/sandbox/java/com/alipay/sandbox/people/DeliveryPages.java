package com.alipay.sandbox.people;

import com.alipay.sandbox.explain.VerifyWords;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Paging;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.notifier.Delivery;
import com.alipay.sandbox.notifier.Notifier;
import com.alipay.sandbox.notifier.VerifyLog;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * {@code /deliveries}: attempts to notify, the newest 100 first ({@code older} leads to those before them), whether the notifier is
 * paused (buttons {@code pause-all}, {@code resume-all}), and which questions about a notify_id were not answered with true.
 *
 * <p>{@code /deliveries/{id}}: one attempt, byte by byte, and the others of its notification. Each has a button
 * {@code resend-{id}}; its page also has {@code pause} or {@code resume}.
 */
public final class DeliveryPages implements Handler {
    private static final int LISTED = 10;

    private final Templates templates;
    private final Notifier notifier;
    private final VerifyLog verified;

    public DeliveryPages(Templates templates, Notifier notifier, VerifyLog verified) {
        this.templates = templates;
        this.notifier = notifier;
        this.verified = verified;
    }

    @Override
    public Reply handle(Call call) {
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

    private Reply list(Call call) {
        try {
            Paging paging = Paging.of(call.parameters(StandardCharsets.UTF_8).asMap());
            Paging.Page<Delivery> page = paging.of(notifier.deliveriesBefore(paging.before()));
            List<DeliveryRow> rows = page.entries().stream().map(this::row).toList();
            return Reply.html(templates.render(
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
                                    .map(VerifyWords::of)
                                    .toList())));
        } catch (IllegalArgumentException e) {
            return unknown("的这一页");
        }
    }

    private Reply show(long id) {
        return notifier.find(id)
                .map(delivery -> Reply.html(templates.render(
                        "delivery",
                        Map.of(
                                "each", row(delivery),
                                "parameters", delivery.parameters(),
                                "attempts", attempts(delivery),
                                "questions",
                                        verified.about(delivery.notifyId()).stream()
                                                .map(VerifyWords::of)
                                                .toList(),
                                "allPaused", notifier.isPaused()))))
                .orElseGet(() -> unknown(String.valueOf(id)));
    }

    private Reply act(long id, String verb) {
        LongFunction<Optional<Delivery>> step = switch (verb) {
            case "resend" -> notifier::resend;
            case "pause" -> notifier::pause;
            case "resume" -> notifier::resume;
            default -> none -> Optional.empty();
        };
        return step.apply(id)
                .map(delivery -> Reply.redirect("/deliveries/" + delivery.id()))
                .orElseGet(() -> unknown(String.valueOf(id)));
    }

    private Reply actOnAll(String verb) {
        switch (verb) {
            case "pause" -> notifier.pauseAll();
            case "resume" -> notifier.resumeAll();
            default -> {
                return unknown(verb);
            }
        }
        return Reply.redirect("/deliveries");
    }

    /** Of the same notification, oldest first. */
    private List<DeliveryRow> attempts(Delivery delivery) {
        return notifier.deliveriesAbout(delivery.message().subject()).stream()
                .filter(each -> each.notifyId().equals(delivery.notifyId()))
                .sorted(Comparator.comparingLong(Delivery::id))
                .map(this::row)
                .toList();
    }

    private DeliveryRow row(Delivery delivery) {
        return DeliveryRow.of(delivery, notifier);
    }

    private Reply unknown(String what) {
        return Reply.html(404, templates.render("notfound", Map.of("what", "通知记录 " + what)), StandardCharsets.UTF_8);
    }
}
