package com.alipay.sandbox.cashier;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.FaultRegistry;
import com.alipay.sandbox.fault.FaultTarget;
import com.alipay.sandbox.merchant.SignerFactory;
import com.alipay.sandbox.notification.NotificationFields;
import com.alipay.sandbox.notification.NotifyIdRegistry;
import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.trade.Trade;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Builds the address that the browser is redirected to after payment: the merchant's return_url with the trade's current state,
 * signed, with a notify_id valid for 60 seconds.
 *
 * @tutorial 双功能 3.3 / 担保 4.3
 */
public final class ReturnUrlBuilder {
    private final SignerFactory signers;
    private final NotifyIdRegistry ids;
    private final SandboxClock clock;
    private final FaultRegistry faults;

    public ReturnUrlBuilder(SignerFactory signers, NotifyIdRegistry ids, SandboxClock clock, FaultRegistry faults) {
        this.signers = signers;
        this.ids = ids;
        this.clock = clock;
        this.faults = faults;
    }

    /**
     * Returns the full address, percent-encoded in the trade's charset, the parameters in alphabetical order, then sign and
     * sign_type; empty if the pay request had no return_url. The merchant's own query string stays in front, unsigned.
     */
    public Optional<String> of(Trade trade) {
        return of(trade, this::made);
    }

    /** Returns the address as if no fault were set, for display. */
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
        Map<String, String> params = new TreeMap<>(NotificationFields.ofReturn(trade));
        params.put("notify_id", ids.forReturn(trade, made));
        params.put("notify_time", ChinaTime.format(made));
        SignType type = trade.request().signType();
        Map<String, String> signature = new TreeMap<>();
        signature.put("sign", signers.of(trade.request().partner(), type).sign(params, charset));
        signature.put("sign_type", type.name());
        return FormCodec.encode(params.entrySet(), charset) + "&" + FormCodec.encode(signature.entrySet(), charset);
    }

    /** Returns now; with the fault RETURN_LATE a time more than a minute ago. */
    private Instant made(Trade trade) {
        boolean late = faults.consume(Fault.RETURN_LATE, FaultTarget.of(trade));
        return late ? clock.now().minus(NotifyIdRegistry.MINUTE).minusSeconds(1) : clock.now();
    }
}
