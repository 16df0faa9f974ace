package com.alipay.sandbox.gateway;

import com.alipay.i18n.Text;
import com.alipay.sandbox.text.Texts;
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
            return refuse(GatewayErrorCode.TRADE_SELLER_NOT_MATCH, "seller_email", Texts.of("refusal.other-seller"));
        }
        if (trade.request().hasSameShippingOptions(again)) {
            return Optional.empty();
        }
        return again.service() == PayService.DIRECT
                ? differenceOfDirectPayment(trade.request(), again)
                : changed(Texts.of("refusal.other-order"));
    }

    /** Returns the refusal for a trade that is closed or paid. */
    public static GatewayRefusal notAllowed(Trade trade) {
        return GatewayRefusal.of(
                GatewayErrorCode.TRADE_NOT_ALLOWED_PAY,
                "out_trade_no",
                Texts.of("refusal.trade-status", trade.tradeNo(), trade.status()));
    }

    /** Returns the difference; the direct service names the differing parameter. */
    private static Optional<GatewayRefusal> differenceOfDirectPayment(PayRequest first, PayRequest again) {
        if (again.byTotal() && !again.goodsTotal().equals(first.goodsTotal())) {
            return refuse(GatewayErrorCode.TRADE_TOTALFEE_NOT_MATCH, "total_fee", Texts.of("refusal.other-total"));
        }
        if (!again.price().equals(first.price())) {
            return refuse(GatewayErrorCode.TRADE_PRICE_NOT_MATCH, "price", Texts.of("refusal.other-price"));
        }
        return again.quantity().equals(first.quantity())
                ? changed(Texts.of("refusal.other-goods"))
                : refuse(GatewayErrorCode.TRADE_QUANTITY_NOT_MATCH, "quantity", Texts.of("refusal.other-quantity"));
    }

    private static Optional<GatewayRefusal> changed(Text detail) {
        return refuse(GatewayErrorCode.TRADE_DATA_MATCH_ERROR, "out_trade_no", detail);
    }

    private static Optional<GatewayRefusal> refuse(GatewayErrorCode code, String parameter, Text detail) {
        return Optional.of(GatewayRefusal.of(code, parameter, detail));
    }
}
