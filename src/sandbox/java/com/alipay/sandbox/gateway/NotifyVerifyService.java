package com.alipay.sandbox.gateway;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.FaultRegistry;
import com.alipay.sandbox.fault.FaultTarget;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.notification.NotifyIdRegistry;
import com.alipay.sandbox.notification.NotifyIdStatus;
import com.alipay.sandbox.notification.NotifyVerifyLog;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.scheduling.SandboxClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Verifies whether a notify_id was issued to a partner and is still valid: {@code true}, {@code false}, or {@code invalid} when
 * one of the two is missing. The response is that word and no other byte.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public final class NotifyVerifyService implements RequestHandler {
    private static final Duration SLOWEST = Duration.ofSeconds(30);

    private final NotifyIdRegistry ids;
    private final FaultRegistry faults;
    private final SandboxClock clock;
    private final NotifyVerifyLog log;

    public NotifyVerifyService(NotifyIdRegistry ids, FaultRegistry faults, SandboxClock clock, NotifyVerifyLog log) {
        this.ids = ids;
        this.faults = faults;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        Parameters params = call.parameters(StandardCharsets.UTF_8);
        FaultTarget target = ids.targetOf(issued(params));
        if (strikes(Fault.VERIFY_DOWN, target, params)) {
            return HttpResponse.empty(503);
        }
        if (strikes(Fault.VERIFY_ERROR, target, params)) {
            return HttpResponse.html(
                    500, "<html><body>500 Internal Server Error</body></html>", StandardCharsets.UTF_8);
        }
        faults.awaitEnd(Fault.VERIFY_SLOW, target, SLOWEST);
        if (strikes(Fault.VERIFY_GARBAGE, target, params)) {
            return HttpResponse.html("<html><body>502 Bad Gateway</body></html>");
        }
        return HttpResponse.word(answer(params, target));
    }

    private String answer(Parameters params, FaultTarget target) {
        if (strikes(Fault.VERIFY_FALSE, target, params)) {
            return "false";
        }
        if (strikes(Fault.VERIFY_INVALID, target, params)) {
            return "invalid";
        }
        if (!params.has("partner") || !params.has("notify_id")) {
            note(params, NotifyIdStatus.INCOMPLETE);
            return "invalid";
        }
        NotifyIdStatus standing = ids.confirm(issued(params), params.get("partner"));
        note(params, standing);
        return String.valueOf(standing == NotifyIdStatus.GOOD);
    }

    private boolean strikes(Fault fault, FaultTarget target, Parameters params) {
        boolean strikes = faults.consume(fault, target);
        if (strikes) {
            note(params, NotifyIdStatus.FAULT);
        }
        return strikes;
    }

    private void note(Parameters params, NotifyIdStatus standing) {
        String id = issued(params);
        log.add(new NotifyVerifyLog.Entry(
                clock.now(),
                params.get("partner"),
                id,
                standing,
                standing == NotifyIdStatus.EXPIRED ? ids.ageOf(id) : Optional.empty()));
    }

    /** Returns the id as it was issued, if it is known; otherwise as received. */
    private String issued(Parameters params) {
        String asked = params.get("notify_id");
        String again = encodedAgain(asked);
        return !ids.isKnown(asked) && ids.isKnown(again) ? again : asked;
    }

    /** Encodes the id again: the vendor's samples put it unencoded into the address, so {@code %2F} arrives as {@code /}. */
    private static String encodedAgain(String id) {
        return id.replace("/", "%2F").replace("+", "%2B").replace(" ", "%2B").replace("=", "%3D");
    }
}
