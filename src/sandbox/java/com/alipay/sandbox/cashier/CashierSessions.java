package com.alipay.sandbox.cashier;

import com.alipay.sandbox.data.Shelf;
import com.alipay.sandbox.data.Vault;
import com.alipay.sandbox.trade.PayRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Pay requests that the gateway accepted, each under an opaque id that the cashier's addresses carry; no cookie is needed.
 * The last 10,000 are kept. Thread-safe.
 */
public final class CashierSessions {
    private static final int LIMIT = 10_000;

    private final String secret;
    private final Shelf<PayRequest> byId;

    public CashierSessions(Vault vault) {
        byId = vault.shelf("cashier_pages", PayRequest.class);
        Shelf<String> seals = vault.shelf("cashier_seals", String.class);
        if (seals.size() == 0) {
            seals.put("secret", UUID.randomUUID().toString());
        }
        secret = seals.find("secret").orElseThrow();
    }

    /** Remembers a request and answers its id. */
    public synchronized String open(PayRequest request) {
        String id = UUID.randomUUID().toString().replace("-", "");
        byId.put(id, request);
        byId.trim(LIMIT);
        return id;
    }

    public synchronized Optional<PayRequest> find(String id) {
        return byId.find(id);
    }

    /**
     * The last request the gateway accepted for that order number.
     *
     * @param partner whose number it is; empty for whoever used it last
     */
    public synchronized Optional<PayRequest> latest(String partner, String outTradeNo) {
        return byId.values().stream()
                .filter(request -> request.outTradeNo().equals(outTradeNo))
                .filter(request -> partner.isEmpty() || request.partner().equals(partner))
                .reduce((earlier, later) -> later);
    }

    public synchronized void clear() {
        byId.clear();
    }

    /** A seal over id and request that only this sandbox can make: a form that carries another one has been edited. */
    String seal(String id, PayRequest request) {
        byte[] text = (secret + id + request).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, this one has not: use another JDK", e);
        }
    }
}
