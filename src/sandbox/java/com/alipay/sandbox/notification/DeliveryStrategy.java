package com.alipay.sandbox.notification;

import com.alipay.sandbox.fault.Fault;
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
     * @param remark what else happened, in Chinese; empty if nothing did
     * @param wire how the form was written
     */
    record Outcome(DeliveryResponse reception, String remark, WireForm wire) {
        Outcome(DeliveryResponse reception, String remark) {
            this(reception, remark, WireForm.USUAL);
        }
    }

    static DeliveryStrategy of(NotificationHttpClient courier, String url, WireForm wire, Charset charset) {
        return form -> new Outcome(courier.post(url, form, wire, charset), "", wire);
    }

    /** Sends it in another wire form than the merchant's profile has. */
    static DeliveryStrategy of(
            NotificationHttpClient courier, String url, WireForm wire, Charset charset, Fault fault) {
        return form -> new Outcome(courier.post(url, form, wire, charset), "故障 " + fault, wire);
    }

    /** Does not send it. */
    static DeliveryStrategy drop(Fault fault) {
        return form -> new Outcome(new DeliveryResponse.Failed("故障 " + fault + "：这次通知没有发出"), "");
    }

    /** Sends it throttled, so that the response comes after the deadline and no longer counts. */
    static DeliveryStrategy throttled(NotificationHttpClient courier, String url) {
        return form -> {
            DeliveryResponse late = courier.postThrottled(url, form);
            return late instanceof DeliveryResponse.Answered
                    ? new Outcome(
                            new DeliveryResponse.Failed("故障 " + Fault.SLOW_CONNECTION + "：通知用了 10 秒才传完，应答在期限之后才到"), "")
                    : new Outcome(late, "故障 " + Fault.SLOW_CONNECTION);
        };
    }

    /** Visits the return address, as a browser would, while sending it. */
    static DeliveryStrategy withConcurrentReturn(
            NotificationHttpClient courier, String url, String returnUrl, Executor executor) {
        return form -> {
            CompletableFuture<DeliveryResponse> visit =
                    CompletableFuture.supplyAsync(() -> courier.get(returnUrl), executor);
            DeliveryResponse answer = courier.post(url, form);
            return new Outcome(answer, "故障 " + Fault.RETURN_WITH_NOTICE + "：同一时刻访问了 return_url，" + told(visit.join()));
        };
    }

    private static String told(DeliveryResponse visit) {
        return visit instanceof DeliveryResponse.Answered answer
                ? "HTTP " + answer.status()
                : ((DeliveryResponse.Failed) visit).reason();
    }
}
