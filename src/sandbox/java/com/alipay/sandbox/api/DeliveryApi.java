package com.alipay.sandbox.api;

import com.alipay.sandbox.http.Paging;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.notifier.Delivery;
import com.alipay.sandbox.notifier.Notifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** {@code deliveries} and {@code notifier}. What sends something answers when that is over. */
final class DeliveryApi {
    private final Notifier notifier;

    DeliveryApi(Notifier notifier) {
        this.notifier = notifier;
    }

    Reply list(ApiCall call) {
        Paging paging = Paging.of(call.form());
        List<Delivery> page = paging.of(notifier.deliveriesBefore(paging.before())
                        .filter(each -> asked(call, each, "trade_no") && asked(call, each, "out_trade_no")))
                .entries();
        return Reply.json(200, Json.of(page.stream().map(this::json).toList()));
    }

    Reply show(ApiCall call) {
        return one(call, notifier::find);
    }

    Reply resend(ApiCall call) {
        return one(call, notifier::resend);
    }

    Reply pause(ApiCall call) {
        return one(call, notifier::pause);
    }

    Reply resume(ApiCall call) {
        return one(call, notifier::resume);
    }

    Reply state() {
        return Reply.json(200, Json.of(Map.of("paused", notifier.isPaused(), "waiting", notifier.waiting())));
    }

    Reply pauseAll() {
        notifier.pauseAll();
        return state();
    }

    Reply resumeAll() {
        notifier.resumeAll();
        return state();
    }

    private Reply one(ApiCall call, LongFunction<Optional<Delivery>> step) {
        String id = call.path().get("id");
        return (id.matches("\\d{1,15}") ? step.apply(Long.parseLong(id)) : Optional.<Delivery>empty())
                .map(delivery -> Reply.json(200, Json.of(json(delivery))))
                .orElseGet(() -> Problem.notFound("no delivery " + id + ": GET /sandbox/api/deliveries lists them"));
    }

    private Map<String, Object> json(Delivery delivery) {
        return Json.delivery(delivery, notifier.isPaused(delivery));
    }

    private static boolean asked(ApiCall call, Delivery delivery, String name) {
        return call.get(name).isEmpty()
                || call.get(name).equals(delivery.message().get(name));
    }
}
