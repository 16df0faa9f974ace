package com.alipay.services;

import com.alipay.config.Merchant;
import com.alipay.trade.Services;
import com.alipay.util.GatewayRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The gateway's services as one merchant calls them. */
public final class AlipayGateway {
    private final Merchant merchant;

    public AlipayGateway(Merchant merchant) {
        this.merchant = merchant;
    }

    /**
     * The signed request of the dual interface.
     *
     * @param order the shop's part of the parameters
     * @throws InvalidPaymentRequest with everything that is wrong
     */
    public GatewayRequest trade_create_by_buyer(Map<String, String> order) {
        return pay(Services.DUAL, order);
    }

    /**
     * The signed request of pure escrow.
     *
     * @param order the shop's part of the parameters
     * @throws InvalidPaymentRequest with everything that is wrong
     */
    public GatewayRequest create_partner_trade_by_buyer(Map<String, String> order) {
        return pay(Services.ESCROW, order);
    }

    /** The signed request of either pay service, by its name. */
    public GatewayRequest pay(String service, Map<String, String> order) {
        if (!Services.ALL.contains(service)) {
            throw new IllegalArgumentException("service (" + service + ") must be one of " + Services.ALL);
        }
        Map<String, String> parameters = new LinkedHashMap<>(order);
        // The gateway would prefer these to seller_email: a browser's field in the shop's map could name another
        // seller.
        parameters.keySet().removeAll(List.of("seller_id", "seller_account_name"));
        parameters.put("seller_email", merchant.seller_email());
        if (parameters.getOrDefault("show_url", "").isEmpty()) {
            parameters.put("show_url", merchant.show_url());
        }
        Map<String, String> sent = new LinkedHashMap<>(
                PaymentRequest.of(service, parameters, merchant.charset()).parameters());
        sent.put("service", service);
        sent.put("partner", merchant.partner());
        sent.put("_input_charset", merchant.input_charset());
        sent.put("notify_url", merchant.notify_url());
        sent.put("return_url", merchant.return_url());
        return GatewayRequest.sign(sent, merchant.gateway(), merchant);
    }
}
