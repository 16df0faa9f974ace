package com.alipay.sandbox.gateway;

import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeRepository;
import java.util.Optional;

/** Finds the trade a service names; one of another partner does not exist. */
record TradeFinder(TradeRepository book) {
    /** By Alipay's number, which wins, or else by the merchant's, under the name that service has for it. */
    Optional<Trade> find(Parameters params, String orderName) {
        String partner = params.get("partner");
        return params.has("trade_no")
                ? book.find(params.get("trade_no"))
                        .filter(trade -> trade.request().partner().equals(partner))
                : book.ofOrder(partner, params.get(orderName));
    }
}
