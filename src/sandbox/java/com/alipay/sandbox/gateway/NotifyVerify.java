package com.alipay.sandbox.gateway;

import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.Faults;
import com.alipay.sandbox.fault.Target;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.notifier.NotifyIds;
import com.alipay.sandbox.notifier.Standing;
import com.alipay.sandbox.notifier.VerifyLog;
import com.alipay.sandbox.wire.Parameters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells whether a notify_id was given to a partner and is still good: {@code true}, {@code false}, or {@code invalid} when
 * one of the two is missing. The answer is that word and no other byte.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public final class NotifyVerify implements Handler {
    private static final Duration SLOWEST = Duration.ofSeconds(30);

    private final NotifyIds ids;
    private final Faults faults;
    private final SandboxClock clock;
    private final VerifyLog log;

    public NotifyVerify(NotifyIds ids, Faults faults, SandboxClock clock, VerifyLog log) {
        this.ids = ids;
        this.faults = faults;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public Reply handle(Call call) {
        Parameters params = call.parameters(StandardCharsets.UTF_8);
        Target target = ids.targetOf(issued(params));
        if (strikes(Fault.VERIFY_DOWN, target, params)) {
            return Reply.empty(503);
        }
        if (strikes(Fault.VERIFY_ERROR, target, params)) {
            return Reply.html(500, "<html><body>500 Internal Server Error</body></html>", StandardCharsets.UTF_8);
        }
        faults.hang(Fault.VERIFY_SLOW, target, SLOWEST);
        if (strikes(Fault.VERIFY_GARBAGE, target, params)) {
            return Reply.html("<html><body>502 Bad Gateway</body></html>");
        }
        return Reply.word(answer(params, target));
    }

    private String answer(Parameters params, Target target) {
        if (strikes(Fault.VERIFY_FALSE, target, params)) {
            return "false";
        }
        if (strikes(Fault.VERIFY_INVALID, target, params)) {
            return "invalid";
        }
        if (!params.has("partner") || !params.has("notify_id")) {
            note(params, Standing.INCOMPLETE);
            return "invalid";
        }
        Standing standing = ids.confirm(issued(params), params.get("partner"));
        note(params, standing);
        return String.valueOf(standing == Standing.GOOD);
    }

    private boolean strikes(Fault fault, Target target, Parameters params) {
        boolean strikes = faults.strikes(fault, target);
        if (strikes) {
            note(params, Standing.FAULT);
        }
        return strikes;
    }

    private void note(Parameters params, Standing standing) {
        String id = issued(params);
        log.add(new VerifyLog.Entry(
                clock.now(),
                params.get("partner"),
                id,
                standing,
                standing == Standing.EXPIRED ? ids.ageOf(id) : Optional.empty()));
    }

    /** The id as it was issued, if it was. */
    private String issued(Parameters params) {
        String asked = params.get("notify_id");
        String again = encodedAgain(asked);
        return !ids.isKnown(asked) && ids.isKnown(again) ? again : asked;
    }

    /** The vendor's samples paste the id unencoded into the address, so what was {@code %2F} arrives as {@code /}. */
    private static String encodedAgain(String id) {
        return id.replace("/", "%2F").replace("+", "%2B").replace(" ", "%2B").replace("=", "%3D");
    }
}
