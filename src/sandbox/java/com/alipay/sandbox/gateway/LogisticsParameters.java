package com.alipay.sandbox.gateway;

import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.ShippingOption;
import java.util.List;

/** The logistics parameters: up to three groups. */
final class LogisticsParameters {
    static final List<String> SUFFIXES = List.of("", "_1", "_2");

    private LogisticsParameters() {}

    /** Parses groups that {@link FormatValidator} has accepted. */
    static List<ShippingOption> read(Parameters params) {
        return SUFFIXES.stream()
                .filter(suffix -> params.has("logistics_type" + suffix))
                .map(suffix -> new ShippingOption(
                        params.get("logistics_type" + suffix),
                        Money.of(params.get("logistics_fee" + suffix)),
                        params.get("logistics_payment" + suffix)))
                .toList();
    }
}
