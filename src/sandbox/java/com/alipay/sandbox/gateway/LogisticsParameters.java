package com.alipay.sandbox.gateway;

import com.alipay.sandbox.trade.LogisticsGroup;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.wire.Parameters;
import java.util.List;

/** The up to three groups of logistics parameters. */
final class LogisticsParameters {
    static final List<String> SUFFIXES = List.of("", "_1", "_2");

    private LogisticsParameters() {}

    /** Reads groups that {@link FormatChecks} has let pass. */
    static List<LogisticsGroup> read(Parameters params) {
        return SUFFIXES.stream()
                .filter(suffix -> params.has("logistics_type" + suffix))
                .map(suffix -> new LogisticsGroup(
                        params.get("logistics_type" + suffix),
                        Money.of(params.get("logistics_fee" + suffix)),
                        params.get("logistics_payment" + suffix)))
                .toList();
    }
}
