package com.alipay.sandbox.cashier;

import com.alipay.sandbox.account.Signers;
import com.alipay.sandbox.clock.ChinaTime;
import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.Faults;
import com.alipay.sandbox.fault.Target;
import com.alipay.sandbox.notifier.MessageFields;
import com.alipay.sandbox.notifier.NotifyIds;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.wire.FormCodec;
import com.alipay.sandbox.wire.SignType;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Where the browser goes after payment: the merchant's return_url with the state of the trade at this moment, signed, its
 * notify_id good for 60 seconds.
 *
 * @tutorial 双功能 3.3 / 担保 4.3
 */
public final class ReturnUrl {
    private final Signers signers;
    private final NotifyIds ids;
    private final SandboxClock clock;
    private final Faults faults;

    public ReturnUrl(Signers signers, NotifyIds ids, SandboxClock clock, Faults faults) {
        this.signers = signers;
        this.ids = ids;
        this.clock = clock;
        this.faults = faults;
    }

    /**
     * The full address, percent-encoded in the trade's charset, the parameters in alphabetical order, then sign and sign_type;
     * empty if the pay request had no return_url. A query string of the merchant's own stays in front, unsigned.
     */
    public Optional<String> of(Trade trade) {
        return of(trade, this::made);
    }

    /** The same, made now whatever faults are on: for somebody who only looks. */
    public Optional<String> withoutFault(Trade trade) {
        return of(trade, any -> clock.now());
    }

    private Optional<String> of(Trade trade, Function<Trade, Instant> time) {
        String address = trade.request().returnUrl();
        return address.isEmpty()
                ? Optional.empty()
                : Optional.of(address + (address.contains("?") ? "&" : "?") + query(trade, time.apply(trade)));
    }

    private String query(Trade trade, Instant made) {
        Charset charset = trade.request().charset();
        Map<String, String> params = new TreeMap<>(MessageFields.ofReturn(trade));
        params.put("notify_id", ids.forReturn(trade, made));
        params.put("notify_time", ChinaTime.format(made));
        SignType type = trade.request().signType();
        Map<String, String> signature = new TreeMap<>();
        signature.put("sign", signers.of(trade.request().partner(), type).sign(params, charset));
        signature.put("sign_type", type.name());
        return FormCodec.encode(params.entrySet(), charset) + "&" + FormCodec.encode(signature.entrySet(), charset);
    }

    /** Now; or so long ago that the minute is over. */
    private Instant made(Trade trade) {
        boolean late = faults.strikes(Fault.RETURN_LATE, Target.of(trade));
        return late ? clock.now().minus(NotifyIds.MINUTE).minusSeconds(1) : clock.now();
    }
}
