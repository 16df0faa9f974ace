package com.alipay.sandbox.gateway;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.Faults;
import com.alipay.sandbox.fault.Target;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.notifier.NotifyIds;
import com.alipay.sandbox.wire.Parameters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

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

    public NotifyVerify(NotifyIds ids, Faults faults) {
        this.ids = ids;
        this.faults = faults;
    }

    @Override
    public Reply handle(Call call) {
        Parameters params = call.parameters(StandardCharsets.UTF_8);
        Target target = target(params.get("notify_id"));
        if (faults.strikes(Fault.VERIFY_DOWN, target)) {
            return Reply.empty(503);
        }
        if (faults.strikes(Fault.VERIFY_ERROR, target)) {
            return Reply.html(500, "<html><body>500 Internal Server Error</body></html>", StandardCharsets.UTF_8);
        }
        faults.hang(Fault.VERIFY_SLOW, target, SLOWEST);
        if (faults.strikes(Fault.VERIFY_GARBAGE, target)) {
            return Reply.html("<html><body>502 Bad Gateway</body></html>");
        }
        return Reply.word(answer(params, target));
    }

    private String answer(Parameters params, Target target) {
        if (faults.strikes(Fault.VERIFY_FALSE, target)) {
            return "false";
        }
        if (faults.strikes(Fault.VERIFY_INVALID, target)) {
            return "invalid";
        }
        String partner = params.get("partner");
        String id = params.get("notify_id");
        if (partner.isEmpty() || id.isEmpty()) {
            return "invalid";
        }
        return String.valueOf(ids.confirm(id, partner) || ids.confirm(encodedAgain(id), partner));
    }

    private Target target(String id) {
        Target target = ids.targetOf(id);
        return target.equals(Target.ANY) ? ids.targetOf(encodedAgain(id)) : target;
    }

    /** The vendor's samples paste the id unencoded into the address, so what was {@code %2F} arrives as {@code /}. */
    private static String encodedAgain(String id) {
        return id.replace("/", "%2F").replace("+", "%2B").replace(" ", "%2B").replace("=", "%3D");
    }
}
