package com.alipay.sandbox.check;

import com.alipay.sandbox.merchant.MerchantAccount;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * The shop to examine.
 *
 * @param merchant its account at the sandbox
 * @param charset the charset of its requests if they name none
 * @param orderUrl the page that places an order; empty if the requests are made here
 * @param orderFields values for fields of that page, in place of its own
 * @param orderNumbers numbers of unpaid orders that the shop has, for requests made here; empty to invent some
 * @param books empty if they cannot be asked
 */
public record CheckTarget(
        MerchantAccount merchant,
        Charset charset,
        String notifyUrl,
        String returnUrl,
        Optional<String> orderUrl,
        Map<String, String> orderFields,
        List<String> orderNumbers,
        String price,
        Optional<OrderBooks> books) {
    public CheckTarget {
        orderFields = Map.copyOf(orderFields);
        orderNumbers = List.copyOf(orderNumbers);
    }

    /** Returns what places its orders, at the gateway of that sandbox. */
    OrderPlacer placer(String gateway) {
        Queue<String> numbers = new ArrayDeque<>(orderNumbers);
        return orderUrl.<OrderPlacer>map(
                        url -> new ShopBrowser(URI.create(url), URI.create(gateway), orderFields, charset))
                .orElseGet(() -> new RequestMaker(this, gateway, numbers));
    }
}
