package com.alipay.sandbox.gateway;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.FaultRegistry;
import com.alipay.sandbox.fault.FaultTarget;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.ActionParameters;
import com.alipay.sandbox.trade.IllegalTransitionException;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeAction;
import com.alipay.sandbox.trade.TradeService;
import com.alipay.sandbox.trade.TradeStatus;
import com.alipay.sandbox.trade.TransportType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Service {@code send_goods_confirm_by_platform}: the seller ships an escrow trade. Repeating it after shipping succeeds, changes
 * nothing and sends no notification.
 */
final class SendGoodsService {
    private final TradeFinder trades;
    private final TradeService desk;
    private final FaultRegistry faults;

    SendGoodsService(TradeFinder trades, TradeService desk, FaultRegistry faults) {
        this.trades = trades;
        this.desk = desk;
        this.faults = faults;
    }

    ServiceResponse answer(Parameters params) {
        Optional<String> illegal = illegal(params);
        if (illegal.isPresent()) {
            return ServiceResponse.refused(
                    GatewayErrorCode.ILLEGAL_ARGUMENT, illegal.get(), Texts.of("refusal.missing-or-malformed"));
        }
        Optional<Trade> trade = trades.find(params, "");
        if (trade.isEmpty()) {
            return ServiceResponse.refused(GatewayErrorCode.TRADE_NOT_EXIST, "trade_no", Texts.of("refusal.no-trade"));
        }
        if (faults.consume(Fault.SHIPPING_FAILS, FaultTarget.of(trade.get()))) {
            return ServiceResponse.refused(
                    GatewayErrorCode.GENERIC_FAILURE, "", Texts.of("refusal.fault", Fault.SHIPPING_FAILS));
        }
        try {
            return ServiceResponse.told("tradeBase", children(ship(trade.get(), type(params))));
        } catch (IllegalTransitionException e) {
            return ServiceResponse.refused(
                    GatewayErrorCode.TRADE_STATUS_NOT_AVAILD,
                    "trade_no",
                    Texts.of("refusal.status", e.trade().status()));
        }
    }

    private Trade ship(Trade trade, String type) {
        return trade.status() == TradeStatus.WAIT_BUYER_CONFIRM_GOODS
                ? trade
                : desk.act(
                                trade.tradeNo(),
                                TradeAction.SEND_GOODS,
                                new ActionParameters(Map.of("transport_type", type)))
                        .trade();
    }

    /** Returns the error of the first invalid parameter. */
    private static Optional<String> illegal(Parameters params) {
        String number = params.get("trade_no");
        if (number.length() < 16 || number.length() > 64) {
            return Optional.of("trade_no");
        }
        if (!isType(params, "transport_type") || !isType(params, "create_transport_type")) {
            return Optional.of("transport_type");
        }
        String type = type(params);
        boolean carrier = params.has("logistics_name") || type.equals("DIRECT");
        if (type.isEmpty()) {
            return Optional.of("transport_type");
        }
        if (!carrier || Charsets.gbkLength(params.get("logistics_name")) > 64) {
            return Optional.of("logistics_name");
        }
        if (Charsets.gbkLength(params.get("invoice_no")) > 32) {
            return Optional.of("invoice_no");
        }
        return params.find("seller_ip")
                .filter(ip -> !ip.matches(PayRequestValidator.IPV4))
                .map(ip -> "seller_ip");
    }

    private static boolean isType(Parameters params, String name) {
        return !params.has(name) || TransportType.named(params.get(name)).isPresent();
    }

    /** Returns {@code transport_type}, or else {@code create_transport_type}. */
    private static String type(Parameters params) {
        return params.find("transport_type").orElse(params.get("create_transport_type"));
    }

    private static Map<String, String> children(Trade trade) {
        Map<String, String> children = new TreeMap<>();
        children.put("buyer_actions", "[REFUND, CONFIRM_GOODS]");
        children.put("buyer_login_email", trade.buyer().email());
        children.put("buyer_user_id", trade.buyer().id());
        children.put("last_modified_time", ChinaTime.format(trade.moments().modified()));
        children.put("out_trade_no", trade.request().outTradeNo());
        children.put("partner_id", trade.request().partner());
        children.put("seller_actions", "[EXTEND_TIMEOUT]");
        children.put("seller_login_email", trade.request().seller().email());
        children.put("seller_user_id", trade.request().seller().id());
        children.put("total_fee", Money.format(trade.total()));
        children.put("trade_no", trade.tradeNo());
        children.put("trade_status", trade.status().name());
        children.put("trade_type", "S");
        return children;
    }
}
