package com.alipay.services;

import com.alipay.config.MerchantConfig;
import com.alipay.protocol.PayService;
import java.nio.charset.Charset;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Validated parameters of a payment. Immutable, so that a page that displays, stores and sends them validates them once. Created
 * only by {@link PaymentRequest#of}.
 */
public final class CheckedParameters extends AbstractMap<String, String> {
    private final Map<String, String> parameters;
    private final PayService service;
    private final Charset charset;

    CheckedParameters(PayService service, Map<String, String> parameters, Charset charset) {
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        this.service = service;
        this.charset = charset;
    }

    /** Returns whether this merchant can send them unchanged to this service. */
    boolean areFor(PayService asked, MerchantConfig merchant) {
        return asked == service
                && charset.equals(merchant.charset())
                && merchant.seller_email().equals(get("seller_email"))
                && !containsKey("seller_id")
                && !containsKey("seller_account_name")
                && (containsKey("show_url") || merchant.show_url().isEmpty());
    }

    /** Returns an order's parameters with the values from the merchant's settings, which override the order's. */
    public static Map<String, String> asked(Map<String, String> order, MerchantConfig merchant) {
        Map<String, String> asked = new LinkedHashMap<>(order);
        // The gateway prefers these to seller_email: a browser's field in the shop's map could name another seller.
        asked.remove("seller_id");
        asked.remove("seller_account_name");
        asked.put("seller_email", merchant.seller_email());
        String show_url = asked.get("show_url");
        if (show_url == null || show_url.isEmpty()) {
            asked.put("show_url", merchant.show_url());
        }
        return asked;
    }

    @Override
    public String get(Object name) {
        return parameters.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return parameters.containsKey(name);
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return parameters.entrySet();
    }
}
