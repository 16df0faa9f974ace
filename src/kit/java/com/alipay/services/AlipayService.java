package com.alipay.services;

import com.alipay.config.Configuration;
import com.alipay.config.MerchantConfig;
import com.alipay.protocol.GatewayRequest;
import com.alipay.protocol.PayService;
import com.alipay.protocol.ServiceNames;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 请求处理, the tutorials' alipay_service: one method per Alipay service, for the configured merchant. Each takes the shop's part of
 * the parameters by their protocol names and fills in service, partner, charset and, for payments and refunds, addresses and seller
 * itself, whatever the map says about these. A refund's {@code notify_url} is the map's, because it takes another notification;
 * {@code notify_url.jsp} takes that one too.
 *
 * <p>The static methods call for the configured merchant; an instance makes the requests of any. Thread-safe.
 *
 * @tutorial 双功能 2.2 / 担保 3.3
 */
public final class AlipayService {
    private static final String BUTTON = "确认付款";
    private static final String REFUND_BUTTON = "确认退款";

    private static final Pattern TIMESTAMP = Pattern.compile("<encrypt_key>([^<&]+)</encrypt_key>");
    private static final Pattern ERROR = Pattern.compile("<error>([A-Z0-9_]{1,64})</error>");

    private final MerchantConfig merchant;

    /** Makes the requests of this merchant. */
    public AlipayService(MerchantConfig merchant) {
        this.merchant = merchant;
    }

    /**
     * 功能：构造标准双接口. The dual interface: the buyer chooses between escrow and instant payment at the cashier.
     *
     * @param sParaTemp {@code out_trade_no subject price logistics_type logistics_fee logistics_payment}, and what else the protocol
     *     allows; {@code quantity} and {@code payment_type} default to 1
     * @return 表单提交 HTML: a form that sends the browser to the gateway by itself
     * @throws IllegalArgumentException listing everything that is wrong with the parameters or the configuration
     */
    public static String trade_create_by_buyer(Map<String, String> sParaTemp) {
        return form(PayService.DUAL, sParaTemp);
    }

    /**
     * 功能：构造纯担保交易接口. Pure escrow.
     *
     * @param sParaTemp as for {@link #trade_create_by_buyer}
     * @return 表单提交 HTML: a form that sends the browser to the gateway by itself
     * @throws IllegalArgumentException listing everything that is wrong with the parameters or the configuration
     */
    public static String create_partner_trade_by_buyer(Map<String, String> sParaTemp) {
        return form(PayService.ESCROW, sParaTemp);
    }

    /**
     * 功能：构造确认发货接口. Tells Alipay that the goods of an escrow trade are on their way.
     *
     * @param sParaTemp {@code trade_no}, Alipay's number; {@code logistics_name}, {@code invoice_no} and {@code transport_type}
     * @return the gateway's XML as text, in which {@code is_success} is T or F; {@code GatewayClient} reads it with care
     * @throws IllegalArgumentException listing everything that is wrong with the parameters or the configuration
     * @throws IOException if the gateway did not answer; whether it shipped is then not known, and shipping again does no harm
     */
    public static String send_goods_confirm_by_platform(Map<String, String> sParaTemp) throws IOException {
        return configured().shipment(sParaTemp).post();
    }

    /**
     * 功能：构造单笔交易查询接口. Asks how a trade stands in Alipay's books.
     *
     * @param sParaTemp {@code trade_no} or {@code out_trade_no}
     * @return the gateway's XML as text
     * @throws IllegalArgumentException listing everything that is wrong with the parameters or the configuration
     * @throws IOException if the gateway did not answer
     */
    public static String single_trade_query(Map<String, String> sParaTemp) throws IOException {
        return configured().query(sParaTemp).post();
    }

    /**
     * 功能：构造关闭交易接口. Ends a trade that has not been paid.
     *
     * @param sParaTemp {@code trade_no} or {@code out_order_no}; where wanted {@code trade_role}, B or S
     * @return the gateway's XML as text
     * @throws IllegalArgumentException listing everything that is wrong with the parameters or the configuration
     * @throws IOException if the gateway did not answer; whether it closed the trade is then not known
     */
    public static String close_trade(Map<String, String> sParaTemp) throws IOException {
        return configured().closing(sParaTemp).post();
    }

    /**
     * 功能：用于防钓鱼，调用接口 query_timestamp 来获取时间戳的处理函数.
     *
     * @return the value of {@code encrypt_key}, to be sent as {@code anti_phishing_key}
     * @throws IllegalArgumentException listing everything that is wrong with the configuration
     * @throws IOException if the gateway did not answer, refused, or answered something else; the message says which
     */
    public static String query_timestamp() throws IOException {
        return configured().encrypt_key();
    }

    String encrypt_key() throws IOException {
        String answer = timestamp().post();
        Matcher encrypt_key = TIMESTAMP.matcher(answer);
        if (answer.contains("<is_success>T</is_success>") && encrypt_key.find()) {
            return encrypt_key.group(1);
        }
        Matcher error = ERROR.matcher(answer);
        throw new IOException(
                error.find() ? "the gateway refused: " + error.group(1) : "the gateway's answer has no encrypt_key");
    }

    /**
     * 功能：构造即时到账批量退款有密接口. Takes the seller's browser to Alipay's page, where the payment password is typed.
     *
     * @param sParaTemp {@code batch_no}, {@code detail_data} and where wanted {@code notify_url}; see {@link RefundBatchRequest}
     * @return 表单提交 HTML: a form that sends the browser to the gateway by itself
     * @throws IllegalArgumentException listing everything that is wrong with the parameters or the configuration
     */
    public static String refund_fastpay_by_platform_pwd(Map<String, String> sParaTemp) {
        return refund(ServiceNames.REFUND_WITH_PASSWORD, sParaTemp)
                .form(Configuration.current().merchant().form_method(), REFUND_BUTTON);
    }

    /**
     * 功能：构造即时到账批量退款无密接口. Hands in a batch of refunds from this server.
     *
     * @param sParaTemp as for {@link #refund_fastpay_by_platform_pwd}
     * @return the gateway's XML as text; T means accepted, not refunded
     * @throws IllegalArgumentException listing everything that is wrong with the parameters or the configuration
     * @throws IOException if the gateway did not answer: send the same batch again, under the same {@code batch_no}
     */
    public static String refund_fastpay_by_platform_nopwd(Map<String, String> sParaTemp) throws IOException {
        return refund(ServiceNames.REFUND, sParaTemp).post();
    }

    /** The signed request of either pay service, of the shop's part of the parameters. */
    public GatewayRequest payment(PayService service, Map<String, String> order) {
        Map<String, String> checked = order instanceof CheckedParameters known && known.areFor(service, merchant)
                ? known
                : PaymentRequest.of(service, CheckedParameters.asked(order, merchant), merchant.charset())
                        .parameters();
        Map<String, String> sent = common(service.code(), checked);
        sent.put("notify_url", merchant.notify_url());
        sent.put("return_url", merchant.return_url());
        return GatewayRequest.sign(sent, merchant.gateway(), merchant);
    }

    /** The signed request of 确认发货, of what {@link ShipmentRequest#check} takes. */
    public GatewayRequest shipment(Map<String, String> shipment) {
        return signed(
                ServiceNames.SHIP,
                ShipmentRequest.of(shipment, merchant.charset()).parameters());
    }

    /** The signed request of 单笔交易查询, of {@code trade_no} or {@code out_trade_no}. */
    public GatewayRequest query(Map<String, String> which) {
        return signed(ServiceNames.QUERY, TradeReferenceValidator.query(which, merchant.charset()));
    }

    /** The signed request of 关闭交易, of {@code trade_no} or {@code out_order_no}. */
    public GatewayRequest closing(Map<String, String> which) {
        return signed(ServiceNames.CLOSE, TradeReferenceValidator.close(which, merchant.charset()));
    }

    /** The request of 防钓鱼时间戳, which is not signed. */
    public GatewayRequest timestamp() {
        return GatewayRequest.unsigned(common(ServiceNames.TIMESTAMP, Map.of()), merchant.gateway(), merchant);
    }

    /** The signed request of either refund service. */
    public GatewayRequest refund(String service, RefundBatchRequest batch) {
        Map<String, String> parameters = new LinkedHashMap<>(batch.parameters());
        parameters.put("seller_email", merchant.seller_email());
        return signed(service, parameters);
    }

    private GatewayRequest signed(String service, Map<String, String> parameters) {
        return GatewayRequest.sign(common(service, parameters), merchant.gateway(), merchant);
    }

    private Map<String, String> common(String service, Map<String, String> parameters) {
        Map<String, String> sent = new LinkedHashMap<>(parameters);
        sent.put("service", service);
        sent.put("partner", merchant.partner());
        sent.put("_input_charset", merchant.input_charset());
        return sent;
    }

    private static GatewayRequest refund(String service, Map<String, String> sParaTemp) {
        AlipayService configured = configured();
        return configured.refund(
                service, RefundBatchRequest.of(sParaTemp, configured.merchant.charset(), Instant.now()));
    }

    private static AlipayService configured() {
        Configuration configuration = Configuration.current();
        if (!configuration.isUsable()) {
            throw new InvalidRequestException(configuration.errors());
        }
        return new AlipayService(configuration.merchant());
    }

    private static String form(PayService service, Map<String, String> sParaTemp) {
        Configuration configuration = Configuration.current();
        if (!configuration.isUsable()) {
            throw new InvalidPaymentException(configuration.errors());
        }
        MerchantConfig merchant = configuration.merchant();
        return new AlipayService(merchant).payment(service, sParaTemp).form(merchant.form_method(), BUTTON);
    }
}
