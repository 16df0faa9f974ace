package com.alipay.sandbox.notifier;

import com.alipay.sandbox.fault.Fault;
import java.nio.charset.Charset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Takes a form to the merchant, or does with it what a fault wants. */
@FunctionalInterface
interface Carrier {
    Outcome carry(String form);

    /**
     * How it went.
     *
     * @param remark what happened beside it, in Chinese; empty if nothing did
     * @param wire how the form was written
     */
    record Outcome(Reception reception, String remark, WireForm wire) {
        Outcome(Reception reception, String remark) {
            this(reception, remark, WireForm.USUAL);
        }
    }

    static Carrier of(Courier courier, String url, WireForm wire, Charset charset) {
        return form -> new Outcome(courier.post(url, form, wire, charset), "", wire);
    }

    /** Sends it in another form than the merchant's profile says. */
    static Carrier of(Courier courier, String url, WireForm wire, Charset charset, Fault fault) {
        return form -> new Outcome(courier.post(url, form, wire, charset), "故障 " + fault, wire);
    }

    /** Does not send it. */
    static Carrier withholding(Fault fault) {
        return form -> new Outcome(new Reception.Failed("故障 " + fault + "：这次通知没有发出"), "");
    }

    /** Sends it drop by drop, so that the answer comes when the deadline is over and no longer counts. */
    static Carrier impatient(Courier courier, String url) {
        return form -> {
            Reception late = courier.postSlowly(url, form);
            return late instanceof Reception.Answered
                    ? new Outcome(new Reception.Failed("故障 " + Fault.SLOW_CONNECTION + "：通知用了 10 秒才传完，应答在期限之后才到"), "")
                    : new Outcome(late, "故障 " + Fault.SLOW_CONNECTION);
        };
    }

    /** Visits the return address, as a browser would, while it sends it. */
    static Carrier beside(Courier courier, String url, String returnUrl, Executor executor) {
        return form -> {
            CompletableFuture<Reception> visit =
                    CompletableFuture.supplyAsync(() -> courier.visit(returnUrl), executor);
            Reception answer = courier.post(url, form);
            return new Outcome(answer, "故障 " + Fault.RETURN_WITH_NOTICE + "：同一时刻访问了 return_url，" + told(visit.join()));
        };
    }

    private static String told(Reception visit) {
        return visit instanceof Reception.Answered answer
                ? "HTTP " + answer.status()
                : ((Reception.Failed) visit).reason();
    }
}
