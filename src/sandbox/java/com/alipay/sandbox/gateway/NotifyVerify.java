package com.alipay.sandbox.gateway;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.Faults;
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
        if (faults.strikes(Fault.VERIFY_DOWN)) {
            return Reply.empty(503);
        }
        faults.awaitRemoval(Fault.VERIFY_SLOW, SLOWEST);
        if (faults.strikes(Fault.VERIFY_GARBAGE)) {
            return Reply.html("<html><body>502 Bad Gateway</body></html>");
        }
        return Reply.word(answer(call.parameters(StandardCharsets.UTF_8)));
    }

    private String answer(Parameters params) {
        if (faults.strikes(Fault.VERIFY_FALSE)) {
            return "false";
        }
        if (faults.strikes(Fault.VERIFY_INVALID)) {
            return "invalid";
        }
        String partner = params.get("partner");
        String id = params.get("notify_id");
        if (partner.isEmpty() || id.isEmpty()) {
            return "invalid";
        }
        return String.valueOf(ids.isGood(id, partner) || ids.isGood(encodedAgain(id), partner));
    }

    /** The vendor's samples paste the id unencoded into the address, so what was {@code %2F} arrives as {@code /}. */
    private static String encodedAgain(String id) {
        return id.replace("/", "%2F").replace("+", "%2B").replace(" ", "%2B").replace("=", "%3D");
    }
}
