package com.alipay.sandbox.gateway;

import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.ActionParameters;
import com.alipay.sandbox.trade.IllegalTransitionException;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeAction;
import com.alipay.sandbox.trade.TradeService;
import java.util.Optional;

/**
 * Service {@code close_trade}: closes an unpaid trade, named by {@code trade_no} or by {@code out_order_no}, this service's name
 * for the merchant's order number.
 */
record CloseTradeService(TradeFinder trades, TradeService desk) {
    ServiceResponse answer(Parameters params) {
        String name = params.has("trade_no") ? "trade_no" : "out_order_no";
        String number = params.get(name);
        if (number.isEmpty() || number.length() > 64) {
            return ServiceResponse.refused(
                    GatewayErrorCode.ILLEGAL_ARGUMENT, name, Texts.of("refusal.no-out-order-no"));
        }
        if (params.has("trade_role") && !params.get("trade_role").matches("[BSD]")) {
            return ServiceResponse.refused(
                    GatewayErrorCode.ILLEGAL_ARGUMENT, "trade_role", Texts.of("refusal.trade-role"));
        }
        Optional<Trade> trade = trades.find(params, "out_order_no");
        return trade.isEmpty()
                ? ServiceResponse.refused(GatewayErrorCode.TRADE_NOT_EXIST, name, Texts.of("refusal.no-trade"))
                : close(trade.get());
    }

    /** Closes the trade; if the buyer pays at the same moment, the payment takes precedence. */
    private ServiceResponse close(Trade trade) {
        try {
            desk.act(trade.tradeNo(), TradeAction.CLOSE, ActionParameters.EMPTY);
            return new ServiceResponse.Done();
        } catch (IllegalTransitionException e) {
            return ServiceResponse.refused(
                    GatewayErrorCode.TRADE_STATUS_NOT_AVAILD,
                    "trade_no",
                    Texts.of("refusal.status", e.trade().status()));
        }
    }
}
