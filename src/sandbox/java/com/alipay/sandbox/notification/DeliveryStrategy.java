package com.alipay.sandbox.notification;

import com.alipay.i18n.Text;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.text.Texts;
import java.nio.charset.Charset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Sends a form to the merchant, or applies a delivery fault instead. */
@FunctionalInterface
interface DeliveryStrategy {
    Outcome deliver(String form);

    /**
     * Result of a delivery.
     *
     * @param remark what else happened; {@link Text#NONE} if nothing did
     * @param wire how the form was written
     */
    record Outcome(DeliveryResponse reception, Text remark, WireForm wire) {
        Outcome(DeliveryResponse reception, Text remark) {
            this(reception, remark, WireForm.USUAL);
        }
    }

    static DeliveryStrategy of(NotificationHttpClient courier, String url, WireForm wire, Charset charset) {
        return form -> new Outcome(courier.post(url, form, wire, charset), Text.NONE, wire);
    }

    /** Sends it in another wire form than the merchant's profile has. */
    static DeliveryStrategy of(
            NotificationHttpClient courier, String url, WireForm wire, Charset charset, Fault fault) {
        return form -> new Outcome(courier.post(url, form, wire, charset), Texts.of("refusal.fault", fault), wire);
    }

    /** Does not send it. */
    static DeliveryStrategy drop(Fault fault) {
        return form -> new Outcome(new DeliveryResponse.Failed(Texts.of("delivery.dropped", fault)), Text.NONE);
    }

    /** Sends it throttled, so that the response comes after the deadline and no longer counts. */
    static DeliveryStrategy throttled(NotificationHttpClient courier, String url) {
        return form -> {
            DeliveryResponse late = courier.postThrottled(url, form);
            return late instanceof DeliveryResponse.Answered
                    ? new Outcome(
                            new DeliveryResponse.Failed(Texts.of("delivery.slow", Fault.SLOW_CONNECTION)), Text.NONE)
                    : new Outcome(late, Texts.of("refusal.fault", Fault.SLOW_CONNECTION));
        };
    }

    /** Visits the return address, as a browser would, while sending it. */
    static DeliveryStrategy withConcurrentReturn(
            NotificationHttpClient courier, String url, String returnUrl, Executor executor) {
        return form -> {
            CompletableFuture<DeliveryResponse> visit =
                    CompletableFuture.supplyAsync(() -> courier.get(returnUrl), executor);
            DeliveryResponse answer = courier.post(url, form);
            return new Outcome(answer, Texts.of("delivery.with-return", Fault.RETURN_WITH_NOTICE, told(visit.join())));
        };
    }

    private static Text told(DeliveryResponse visit) {
        return visit instanceof DeliveryResponse.Answered answer
                ? Text.of("HTTP " + answer.status())
                : ((DeliveryResponse.Failed) visit).reason();
    }
}
