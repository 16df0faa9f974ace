package com.alipay.sandbox.gateway;

import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import com.alipay.sandbox.scheduling.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keys issued by query_timestamp, each valid for a minute. The last 10,000 are kept. Thread-safe. */
public final class AntiPhishingKeys {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final int LIMIT = 10_000;

    private final SandboxClock clock;
    private final StoredMap<Instant> goodUntil;

    public AntiPhishingKeys(SandboxClock clock, StateStore vault) {
        this.clock = clock;
        this.goodUntil = vault.map("anti_phishing_keys", Instant.class);
    }

    synchronized String issue() {
        String key = "KP" + UUID.randomUUID().toString().replace("-", "") + "==";
        goodUntil.put(key, clock.now().plus(LIFE));
        goodUntil.trim(LIMIT);
        return key;
    }

    /** Returns what is wrong with that key; empty if it is valid. */
    synchronized Optional<GatewayErrorCode> faultOf(String key) {
        Optional<Instant> end = goodUntil.find(key);
        if (end.isEmpty()) {
            return Optional.of(GatewayErrorCode.ILLEGAL_ANTI_PHISHING_KEY);
        }
        return clock.now().isAfter(end.get())
                ? Optional.of(GatewayErrorCode.ANTI_PHISHING_KEY_TIMEOUT)
                : Optional.empty();
    }

    public synchronized void clear() {
        goodUntil.clear();
    }
}
