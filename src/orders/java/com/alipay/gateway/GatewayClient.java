package com.alipay.gateway;

import com.alipay.config.MerchantConfig;
import com.alipay.gateway.GatewayResponse.SignatureCheck;
import com.alipay.gateway.GatewayResponse.Success;
import com.alipay.gateway.GatewayResponse.Unreadable;
import com.alipay.orders.rules.ShipmentResult;
import com.alipay.orders.rules.TradeQueryResult;
import com.alipay.protocol.PayService;
import com.alipay.services.AlipayService;
import com.alipay.util.AlipayCore;
import com.alipay.util.GatewayRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls the gateway's services for one merchant. The payment services create a request for the buyer's browser. The others call
 * the gateway from this server, wait at most 15 seconds for its response and return it as a value: never call them inside a
 * transaction.
 *
 * <p>Thread-safe.
 *
 * @tutorial 双功能 2.2, 4.1, 4.4 / 担保 3.3, 5.1, 5.4
 */
public final class GatewayClient {
    private final MerchantConfig merchant;
    private final AlipayService requests;
    private final GatewayResponseParser parser;

    public GatewayClient(MerchantConfig merchant) {
        this.merchant = merchant;
        this.requests = new AlipayService(merchant);
        this.parser = new GatewayResponseParser(merchant);
    }

    /**
     * Returns the signed request of the dual interface.
     *
     * @param order the shop's parameters
     * @throws com.alipay.services.InvalidRequestException with all problems
     */
    public GatewayRequest trade_create_by_buyer(Map<String, String> order) {
        return requests.payment(PayService.DUAL, order);
    }

    /**
     * Returns the signed request of pure escrow.
     *
     * @param order the shop's parameters
     * @throws com.alipay.services.InvalidRequestException with all problems
     */
    public GatewayRequest create_partner_trade_by_buyer(Map<String, String> order) {
        return requests.payment(PayService.ESCROW, order);
    }

    /**
     * 确认发货: reports to Alipay that the goods of a paid escrow trade were shipped. A second report succeeds and changes nothing.
     * The gateway refuses with TRADE_STATUS_NOT_AVAILD a trade that is not paid or already completed, and every instant trade.
     *
     * @param shipment see {@link AlipayService#shipment}
     * @return the trade as it is afterwards
     * @throws com.alipay.services.InvalidRequestException with all problems; nothing was sent
     */
    public GatewayResponse<ShipmentResult> send_goods_confirm_by_platform(Map<String, String> shipment) {
        return call(requests.shipment(shipment), ServiceNames.SHIP)
                .flatMap(answer -> about(shipment, answer, new ShipmentResult(answer.value())));
    }

    /**
     * 单笔交易查询: queries the state of a trade at Alipay. Refused with TRADE_NOT_EXIST also while the buyer has not yet logged in at
     * the cashier, because the trade is created only then.
     *
     * @param which {@code trade_no}, which is faster and takes precedence, or {@code out_trade_no}
     * @throws com.alipay.services.InvalidRequestException with all problems; nothing was sent
     */
    public GatewayResponse<TradeQueryResult> single_trade_query(Map<String, String> which) {
        return call(
                        requests.request(ServiceNames.QUERY, TradeReferenceValidator.query(which, merchant.charset())),
                        ServiceNames.QUERY)
                .flatMap(answer -> TradeQueryResult.read(answer.value())
                        .map(trade -> about(which, answer, trade))
                        .orElse(new Unreadable<>("a trade without trade_no or trade_status")));
    }

    /**
     * 关闭交易: closes a trade that has not been paid. TRADE_NOT_EXIST means that there is nothing to close: the buyer never logged
     * in at the cashier. TRADE_STATUS_NOT_AVAILD means that the trade is already closed or was paid first; ask
     * {@link #single_trade_query}.
     *
     * @param which {@code trade_no}, which is faster, or {@code out_order_no}, this service's name for {@code out_trade_no};
     *     optionally {@code trade_role}: S, the seller closes, or B, the buyer
     * @return no fields
     * @throws com.alipay.services.InvalidRequestException with all problems; nothing was sent
     */
    public GatewayResponse<Map<String, String>> close_trade(Map<String, String> which) {
        return call(
                requests.request(ServiceNames.CLOSE, TradeReferenceValidator.close(which, merchant.charset())),
                ServiceNames.CLOSE);
    }

    /**
     * 防钓鱼时间戳: returns a new value for {@code anti_phishing_key} of a payment, for contracts that require it. Use it at once: it
     * is valid for about a minute.
     */
    public GatewayResponse<String> query_timestamp() {
        return call(requests.timestamp(), ServiceNames.TIMESTAMP).flatMap(answer -> {
            String encrypt_key = answer.value().getOrDefault("encrypt_key", "");
            return encrypt_key.isEmpty()
                    ? new Unreadable<>("a timestamp without encrypt_key")
                    : new Success<>(encrypt_key, answer.sign());
        });
    }

    /**
     * 即时到账批量退款无密接口: submits a batch of refunds from this server. A success means that the batch was accepted; the result of each
     * refund is posted to the batch's {@code notify_url} as a {@link com.alipay.orders.rules.BatchRefundResult}. After an
     * unreadable or missing response send the very same batch again: if the first one had arrived, the second is refused with
     * DUPLICATE_BATCH_NO. A new {@code batch_no} could refund twice.
     *
     * @return no fields
     */
    public GatewayResponse<Map<String, String>> refund_fastpay_by_platform_nopwd(RefundBatchRequest batch) {
        return call(refund(ServiceNames.REFUND, batch), ServiceNames.REFUND);
    }

    /**
     * 即时到账批量退款有密接口: returns the request that sends the seller's browser to Alipay's page, where the payment password is typed.
     * The result of each refund is posted to the batch's {@code notify_url} as a
     * {@link com.alipay.orders.rules.BatchRefundResult}.
     */
    public GatewayRequest refund_fastpay_by_platform_pwd(RefundBatchRequest batch) {
        return refund(ServiceNames.REFUND_WITH_PASSWORD, batch);
    }

    private GatewayRequest refund(String service, RefundBatchRequest batch) {
        Map<String, String> parameters = new LinkedHashMap<>(batch.parameters());
        parameters.put("seller_email", merchant.seller_email());
        return requests.request(service, parameters);
    }

    private GatewayResponse<Map<String, String>> call(GatewayRequest request, String service) {
        GatewayResponse<Map<String, String>> answer = parser.send(request);
        if (answer instanceof Success<Map<String, String>> success && success.sign() == SignatureCheck.DIFFERS) {
            AlipayCore.logResult(service + ": " + answer.reason() + "; compare key and charset");
        }
        return answer;
    }

    /** Checks that the response is about the requested trade: a cache or a mixed-up connection may return another one. */
    private static <T> GatewayResponse<T> about(
            Map<String, String> parameters, Success<Map<String, String>> answer, T trade) {
        for (String name : List.of("trade_no", "out_trade_no")) {
            String number = parameters.get(name);
            if (number != null && !number.isEmpty()) {
                return number.equals(answer.value().get(name))
                        ? new Success<>(trade, answer.sign())
                        : new Unreadable<>("it is about another trade: " + name + " is not " + number);
            }
        }
        return new Unreadable<>("it is about no trade");
    }
}
