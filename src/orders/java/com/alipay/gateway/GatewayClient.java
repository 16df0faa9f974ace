package com.alipay.gateway;

import com.alipay.config.MerchantConfig;
import com.alipay.gateway.GatewayResponse.SignatureCheck;
import com.alipay.gateway.GatewayResponse.Success;
import com.alipay.gateway.GatewayResponse.Unreadable;
import com.alipay.orders.rules.ShipmentResult;
import com.alipay.orders.rules.TradeQueryResult;
import com.alipay.protocol.GatewayRequest;
import com.alipay.protocol.PayService;
import com.alipay.protocol.ServiceNames;
import com.alipay.services.AlipayService;
import com.alipay.services.RefundBatchRequest;
import com.alipay.util.AlipayCore;
import java.util.List;
import java.util.Map;

/**
 * The gateway's services as one merchant calls them. The pay services make a request for the buyer's browser; the others call the
 * gateway from this server, wait for its answer, 15 seconds at the most, and return it as a value: never call them with a
 * transaction open.
 *
 * <p>Thread-safe.
 *
 * @tutorial 双功能 2.2, 4.1, 4.4 / 担保 3.3, 5.1, 5.4
 */
public final class GatewayClient {
    private final AlipayService requests;
    private final GatewayResponseParser answers;

    public GatewayClient(MerchantConfig merchant) {
        this.requests = new AlipayService(merchant);
        this.answers = new GatewayResponseParser(merchant);
    }

    /**
     * The signed request of the dual interface.
     *
     * @param order the shop's part of the parameters
     * @throws com.alipay.services.InvalidPaymentException with everything that is wrong
     */
    public GatewayRequest trade_create_by_buyer(Map<String, String> order) {
        return requests.payment(PayService.DUAL, order);
    }

    /**
     * The signed request of pure escrow.
     *
     * @param order the shop's part of the parameters
     * @throws com.alipay.services.InvalidPaymentException with everything that is wrong
     */
    public GatewayRequest create_partner_trade_by_buyer(Map<String, String> order) {
        return requests.payment(PayService.ESCROW, order);
    }

    /**
     * 确认发货: tells Alipay that the goods of a paid escrow trade are on their way. Said twice, it succeeds and changes nothing. The
     * gateway refuses with TRADE_STATUS_NOT_AVAILD a trade that is not paid or already over, and instant trades always.
     *
     * @param shipment as {@code ShipmentRequest.check} takes it
     * @return the trade as it stands now
     * @throws com.alipay.services.InvalidRequestException with everything that is wrong; nothing was sent
     */
    public GatewayResponse<ShipmentResult> send_goods_confirm_by_platform(Map<String, String> shipment) {
        return ask(requests.shipment(shipment), ServiceNames.SHIP)
                .flatMap(answer -> about(shipment, answer, new ShipmentResult(answer.value())));
    }

    /**
     * 单笔交易查询: asks how a trade stands in Alipay's books. TRADE_NOT_EXIST also while the buyer has not yet logged in at the
     * cashier: the trade comes into being only then.
     *
     * @param which {@code trade_no}, which is faster and wins, or {@code out_trade_no}
     * @throws com.alipay.services.InvalidRequestException with everything that is wrong; nothing was sent
     */
    public GatewayResponse<TradeQueryResult> single_trade_query(Map<String, String> which) {
        return ask(requests.query(which), ServiceNames.QUERY)
                .flatMap(answer -> TradeQueryResult.read(answer.value())
                        .map(trade -> about(which, answer, trade))
                        .orElse(new Unreadable<>("a trade without trade_no or trade_status")));
    }

    /**
     * 关闭交易: ends a trade that has not been paid. Refused with TRADE_NOT_EXIST, there is nothing to close: the buyer never logged
     * in at the cashier. Refused with TRADE_STATUS_NOT_AVAILD, it is closed or the payment was faster: {@link #single_trade_query}.
     *
     * @param which {@code trade_no}, which is faster, or {@code out_order_no}, this service's name for {@code out_trade_no}; where
     *     wanted {@code trade_role}: S, the seller closes, or B, the buyer
     * @return no fields
     * @throws com.alipay.services.InvalidRequestException with everything that is wrong; nothing was sent
     */
    public GatewayResponse<Map<String, String>> close_trade(Map<String, String> which) {
        return ask(requests.closing(which), ServiceNames.CLOSE);
    }

    /**
     * 防钓鱼时间戳: a fresh value for {@code anti_phishing_key} of a payment, for contracts that demand it. Use it at once: it lives
     * about a minute.
     */
    public GatewayResponse<String> query_timestamp() {
        return ask(requests.timestamp(), ServiceNames.TIMESTAMP).flatMap(answer -> {
            String encrypt_key = answer.value().getOrDefault("encrypt_key", "");
            return encrypt_key.isEmpty()
                    ? new Unreadable<>("a timestamp without encrypt_key")
                    : new Success<>(encrypt_key, answer.sign());
        });
    }

    /**
     * 即时到账批量退款无密接口: hands in a batch of refunds from this server. A success means that the batch was accepted; what became
     * of each refund comes to the batch's {@code notify_url} as a {@link com.alipay.orders.rules.BatchRefundResult}. After an unreadable or
     * missing answer send the very same batch again: if the first one had arrived, the second is refused with DUPLICATE_BATCH_NO.
     * A new {@code batch_no} could refund twice.
     *
     * @return no fields
     */
    public GatewayResponse<Map<String, String>> refund_fastpay_by_platform_nopwd(RefundBatchRequest batch) {
        return ask(requests.refund(ServiceNames.REFUND, batch), ServiceNames.REFUND);
    }

    /**
     * 即时到账批量退款有密接口: the request that takes the seller's browser to Alipay's page, where the payment password is typed. What
     * became of each refund comes to the batch's {@code notify_url} as a {@link com.alipay.orders.rules.BatchRefundResult}.
     */
    public GatewayRequest refund_fastpay_by_platform_pwd(RefundBatchRequest batch) {
        return requests.refund(ServiceNames.REFUND_WITH_PASSWORD, batch);
    }

    private GatewayResponse<Map<String, String>> ask(GatewayRequest request, String service) {
        GatewayResponse<Map<String, String>> answer = answers.ask(request);
        if (answer instanceof Success<Map<String, String>> success && success.sign() == SignatureCheck.DIFFERS) {
            AlipayCore.logResult(service + ": " + answer.reason() + "; compare key and charset");
        }
        return answer;
    }

    /** The answer has to be about the trade that was asked about: a cache or a mixed-up connection may not pass another one off. */
    private static <T> GatewayResponse<T> about(
            Map<String, String> asked, Success<Map<String, String>> answer, T trade) {
        for (String name : List.of("trade_no", "out_trade_no")) {
            String number = asked.get(name);
            if (number != null && !number.isEmpty()) {
                return number.equals(answer.value().get(name))
                        ? new Success<>(trade, answer.sign())
                        : new Unreadable<>("it is about another trade: " + name + " is not " + number);
            }
        }
        return new Unreadable<>("it is about no trade");
    }
}
