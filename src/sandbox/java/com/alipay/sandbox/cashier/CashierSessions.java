package com.alipay.sandbox.cashier;

import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import com.alipay.sandbox.trade.PayRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Accepted pay requests, each under an opaque id that is part of the cashier's addresses; no cookie is needed. The last 10,000
 * are kept. Thread-safe.
 */
public final class CashierSessions {
    private static final int LIMIT = 10_000;

    private final String secret;
    private final StoredMap<PayRequest> byId;
    private final Map<String, String> latestIds = new HashMap<>();

    public CashierSessions(StateStore vault) {
        byId = vault.map("cashier_pages", PayRequest.class);
        byId.keys().forEach(id -> index(id, byId.find(id).orElseThrow()));
        StoredMap<String> seals = vault.map("cashier_seals", String.class);
        if (seals.size() == 0) {
            seals.put("secret", UUID.randomUUID().toString());
        }
        secret = seals.find("secret").orElseThrow();
    }

    /** Stores a request and returns its id. */
    public synchronized String open(PayRequest request) {
        String id = UUID.randomUUID().toString().replace("-", "");
        byId.put(id, request);
        index(id, request);
        byId.trim(LIMIT).ifPresent(this::forget);
        return id;
    }

    public synchronized Optional<PayRequest> find(String id) {
        return byId.find(id);
    }

    /**
     * Returns the last request that the gateway accepted for that order number.
     *
     * @param partner the partner of the order number; empty for any partner
     */
    public synchronized Optional<PayRequest> latest(String partner, String outTradeNo) {
        return Optional.ofNullable(latestIds.get(key(partner, outTradeNo))).flatMap(byId::find);
    }

    public synchronized void clear() {
        byId.clear();
        latestIds.clear();
    }

    private void index(String id, PayRequest request) {
        keys(request).forEach(key -> latestIds.put(key, id));
    }

    /** Removes the index entries of a removed request: if it was the latest of its number, the number has no other. */
    private void forget(PayRequest oldest) {
        keys(oldest).filter(key -> byId.find(latestIds.get(key)).isEmpty()).forEach(latestIds::remove);
    }

    private static Stream<String> keys(PayRequest request) {
        return Stream.of(request.partner(), "").map(partner -> key(partner, request.outTradeNo()));
    }

    private static String key(String partner, String outTradeNo) {
        return partner + " " + outTradeNo;
    }

    /** Returns a seal over id and request that only this sandbox can create: a form with a different seal was edited. */
    public String seal(String id, PayRequest request) {
        byte[] text = (secret + id + request).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, this one has not: use another JDK", e);
        }
    }
}
