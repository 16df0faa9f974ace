package com.alipay.sandbox.api;

import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.Paging;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** Resources {@code deliveries} and {@code notifier}. A call that sends something answers when the attempt is over. */
final class DeliveryResource {
    private final NotificationService notifier;

    DeliveryResource(NotificationService notifier) {
        this.notifier = notifier;
    }

    HttpResponse list(ApiRequest call) {
        Paging paging = Paging.of(call.form());
        List<DeliveryAttempt> page = paging.of(notifier.deliveriesBefore(paging.before())
                        .filter(each -> asked(call, each, "trade_no") && asked(call, each, "out_trade_no")))
                .entries();
        return HttpResponse.json(200, Json.of(page.stream().map(this::json).toList()));
    }

    HttpResponse show(ApiRequest call) {
        return one(call, notifier::find);
    }

    HttpResponse resend(ApiRequest call) {
        return one(call, notifier::resend);
    }

    HttpResponse pause(ApiRequest call) {
        return one(call, notifier::pause);
    }

    HttpResponse resume(ApiRequest call) {
        return one(call, notifier::resume);
    }

    HttpResponse state() {
        return HttpResponse.json(200, Json.of(Map.of("paused", notifier.isPaused(), "waiting", notifier.waiting())));
    }

    HttpResponse pauseAll() {
        notifier.pauseAll();
        return state();
    }

    HttpResponse resumeAll() {
        notifier.resumeAll();
        return state();
    }

    private HttpResponse one(ApiRequest call, LongFunction<Optional<DeliveryAttempt>> step) {
        String id = call.path().get("id");
        return (id.matches("\\d{1,15}") ? step.apply(Long.parseLong(id)) : Optional.<DeliveryAttempt>empty())
                .map(delivery -> HttpResponse.json(200, Json.of(json(delivery))))
                .orElseGet(() -> ProblemDetail.notFound(Texts.of("problem.no-delivery", id)));
    }

    private Map<String, Object> json(DeliveryAttempt delivery) {
        return Json.delivery(delivery, notifier.isPaused(delivery));
    }

    private static boolean asked(ApiRequest call, DeliveryAttempt delivery, String name) {
        return call.get(name).isEmpty()
                || call.get(name).equals(delivery.message().get(name));
    }
}
