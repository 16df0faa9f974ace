package com.alipay.sandbox.fault;

import com.alipay.sandbox.text.InvalidValueException;
import com.alipay.sandbox.trade.TradeStatus;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A fault as a page or a program requests it: {@code fault}, one of {@link Fault}; {@code count}, at least 1, or absent for no
 * limit; {@code trade_no} or {@code out_trade_no} of one trade, or absent for all; {@code trade_status} of the affected
 * notifications, {@code any}, or absent for all from the payment on.
 *
 * @param times empty for no limit
 */
public record FaultRequest(Fault fault, FaultTarget target, OptionalInt times, String tradeStatus) {
    /** @throws IllegalArgumentException a value is invalid; the message names it, the sender corrects it */
    public static FaultRequest read(Map<String, String> values) {
        return new FaultRequest(
                fault(value(values, "fault")),
                target(values),
                times(value(values, "count")),
                status(value(values, "trade_status")));
    }

    public static FaultTarget target(Map<String, String> values) {
        return new FaultTarget(value(values, "trade_no"), value(values, "out_trade_no"));
    }

    private static Fault fault(String name) {
        return Fault.named(name)
                .orElseThrow(() -> new InvalidValueException("value.fault", name, Arrays.toString(Fault.values())));
    }

    private static String status(String name) {
        boolean isOne = Arrays.stream(TradeStatus.values())
                .anyMatch(status -> status.name().equals(name));
        if (!isOne && !name.isEmpty() && !name.equals(FaultRegistry.ANY_STATUS)) {
            throw new InvalidValueException("value.trade_status", name, Arrays.toString(TradeStatus.values()));
        }
        return name;
    }

    private static OptionalInt times(String count) {
        if (!count.matches("|[1-9]\\d{0,5}")) {
            throw new InvalidValueException("value.count", count);
        }
        return count.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(count));
    }

    private static String value(Map<String, String> values, String name) {
        return values.getOrDefault(name, "").strip();
    }
}
