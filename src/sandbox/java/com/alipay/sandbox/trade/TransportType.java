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
    POST(30),
    EXPRESS(10),
    EMS(10),
    DIRECT(10),
    VIRTUAL(3),
    VIRTUAL_10(10),
    VIRTUAL_30(30),
    LOGISTICS(10),
    PACKAGED(10),
    INSURANCE(10);

    private final Duration receipt;

    TransportType(int days) {
        this.receipt = Duration.ofDays(days);
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
