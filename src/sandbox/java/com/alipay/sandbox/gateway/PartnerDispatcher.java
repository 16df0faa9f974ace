package com.alipay.sandbox.gateway;

import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.Merchants;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Dispatches calls of the shared gateway address to the gateway of the partner they name. An unknown partner goes to the first
 * merchant's gateway, which refuses it after the checks that come before the partner.
 */
public final class PartnerDispatcher implements RequestHandler {
    private final Map<String, Gateway> byPartner = new LinkedHashMap<>();
    private final Gateway first;

    public PartnerDispatcher(Merchants merchants, Function<MerchantAccount, Gateway> gateways) {
        merchants.withDemo().forEach(merchant -> byPartner.put(merchant.partner(), gateways.apply(merchant)));
        first = byPartner.values().iterator().next();
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        // A partner id consists of digits, whatever the charset.
        String partner = call.parameters(StandardCharsets.ISO_8859_1).get("partner");
        return byPartner.getOrDefault(partner, first).handle(call);
    }
}
