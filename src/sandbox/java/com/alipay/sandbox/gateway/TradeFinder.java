package com.alipay.sandbox.gateway;

import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeRepository;
import java.util.Optional;

/** Finds the trade that a service names; trades of other partners are not found. */
record TradeFinder(TradeRepository book) {
    /** Finds by Alipay's number if present, otherwise by the merchant's number, under that service's parameter name. */
    Optional<Trade> find(Parameters params, String orderName) {
        String partner = params.get("partner");
        return params.has("trade_no")
                ? book.find(params.get("trade_no"))
                        .filter(trade -> trade.request().partner().equals(partner))
                : book.ofOrder(partner, params.get(orderName));
    }
}
