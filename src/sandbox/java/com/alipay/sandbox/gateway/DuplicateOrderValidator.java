package com.alipay.sandbox.gateway;

import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.PayService;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeStatus;
import java.util.Optional;

/**
 * Validates a request whose order number already has a trade: refused if the trade is paid or closed, or if seller, goods or
 * amounts differ. The same unpaid order is accepted and continues its trade under the same number.
 *
 * @tutorial 双功能 4.1 / 担保 5.1
 */
public final class DuplicateOrderValidator {
    private DuplicateOrderValidator() {}

    public static Optional<GatewayRefusal> refusal(Trade trade, PayRequest again) {
        if (trade.status() != TradeStatus.WAIT_BUYER_PAY) {
            return Optional.of(notAllowed(trade));
        }
        if (!trade.request().seller().equals(again.seller())) {
            return refuse(GatewayErrorCode.TRADE_SELLER_NOT_MATCH, "seller_email", "与上次的卖家不同");
        }
        if (trade.request().hasSameShippingOptions(again)) {
            return Optional.empty();
        }
        return again.service() == PayService.DIRECT
                ? differenceOfDirectPayment(trade.request(), again)
                : changed("单价、数量、折扣、物流或商品名称与上次不同");
    }

    /** Returns the refusal for a trade that is closed or paid. */
    public static GatewayRefusal notAllowed(Trade trade) {
        return GatewayRefusal.of(
                GatewayErrorCode.TRADE_NOT_ALLOWED_PAY,
                "out_trade_no",
                "交易 " + trade.tradeNo() + " 现在的状态是 " + trade.status());
    }

    /** Returns the difference; the direct service names the differing parameter. */
    private static Optional<GatewayRefusal> differenceOfDirectPayment(PayRequest first, PayRequest again) {
        if (again.byTotal() && !again.goodsTotal().equals(first.goodsTotal())) {
            return refuse(GatewayErrorCode.TRADE_TOTALFEE_NOT_MATCH, "total_fee", "与上次的总额不同");
        }
        if (!again.price().equals(first.price())) {
            return refuse(GatewayErrorCode.TRADE_PRICE_NOT_MATCH, "price", "与上次的单价不同");
        }
        return again.quantity().equals(first.quantity())
                ? changed("折扣或商品名称与上次不同")
                : refuse(GatewayErrorCode.TRADE_QUANTITY_NOT_MATCH, "quantity", "与上次的数量不同");
    }

    private static Optional<GatewayRefusal> changed(String detail) {
        return refuse(GatewayErrorCode.TRADE_DATA_MATCH_ERROR, "out_trade_no", detail);
    }

    private static Optional<GatewayRefusal> refuse(GatewayErrorCode code, String parameter, String detail) {
        return Optional.of(GatewayRefusal.of(code, parameter, detail));
    }
}
