package com.alipay.sandbox.trade;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How goods are shipped: the {@code transport_type} of a shipment. A pay request offers the first four.
 *
 * <p>They differ in when goods count as received: virtual goods after 3 days, surface post after 30, everything else after 10. No
 * document explains the numbers of {@link #VIRTUAL_10} and {@link #VIRTUAL_30}; they are taken for days.
 */
public enum TransportType {
    POST("平邮", 30),
    EXPRESS("快递", 10),
    EMS("EMS", 10),
    DIRECT("无需物流", 10),
    VIRTUAL("虚拟商品", 3),
    VIRTUAL_10("虚拟商品（10 天）", 10),
    VIRTUAL_30("虚拟商品（30 天）", 30),
    LOGISTICS("物流配送", 10),
    PACKAGED("包裹", 10),
    INSURANCE("保价", 10);

    private final String meaning;
    private final Duration receipt;

    TransportType(String meaning, int days) {
        this.meaning = meaning;
        this.receipt = Duration.ofDays(days);
    }

    public String meaning() {
        return meaning;
    }

    /** Returns the time from shipping until the receipt counts as confirmed. */
    Duration receipt() {
        return receipt;
    }

    /** Returns whether a pay request may offer it. */
    public boolean isOffered() {
        return List.of(POST, EXPRESS, EMS, DIRECT).contains(this);
    }

    public static Optional<TransportType> named(String wireName) {
        return Arrays.stream(values())
                .filter(transport -> transport.name().equals(wireName))
                .findFirst();
    }
}
