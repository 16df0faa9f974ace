package com.alipay.sandbox.gateway;

import com.alipay.sandbox.account.MerchantAccount;
import com.alipay.sandbox.account.Merchants;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The one address of every merchant: hands a call to the gateway of the partner it names. A partner nobody has goes to the
 * first merchant's, which refuses it in its turn, after what is checked before the partner.
 */
public final class Gateways implements Handler {
    private final Map<String, Gateway> byPartner = new LinkedHashMap<>();
    private final Gateway first;

    public Gateways(Merchants merchants, Function<MerchantAccount, Gateway> gateways) {
        merchants.withDemo().forEach(merchant -> byPartner.put(merchant.partner(), gateways.apply(merchant)));
        first = byPartner.values().iterator().next();
    }

    @Override
    public Reply handle(Call call) {
        // A partner is digits, whatever the charset.
        String partner = call.parameters(StandardCharsets.ISO_8859_1).get("partner");
        return byPartner.getOrDefault(partner, first).handle(call);
    }
}
