package com.alipay.services;

import com.alipay.config.Configuration;
import com.alipay.config.MerchantConfig;
import com.alipay.protocol.PayService;
import com.alipay.services.ParameterValidator.Shape;
import com.alipay.util.GatewayRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 请求处理, the tutorials' alipay_service: one method per Alipay service. Each takes the shop's parameters by their protocol names
 * and sets service, partner, charset and, for payments, addresses and seller itself, overriding the map.
 *
 * <p>The static methods use the configured merchant; an instance makes requests for any merchant. Thread-safe.
 *
 * @tutorial 双功能 2.2 / 担保 3.3
 */
public final class AlipayService {
    private static final String SHIP = "send_goods_confirm_by_platform";
    private static final String QUERY_TIMESTAMP = "query_timestamp";

    private static final Pattern TIMESTAMP = Pattern.compile("<encrypt_key>([^<&]+)</encrypt_key>");
    private static final Pattern ERROR = Pattern.compile("<error>([A-Z0-9_]{1,64})</error>");

    /** The transport types. The first four are offered to buyers as well; the others are from the service's first document. */
    private static final Set<String> TRANSPORT_TYPES =
            Set.of("POST EXPRESS EMS DIRECT VIRTUAL LOGISTICS PACKAGED INSURANCE VIRTUAL_10 VIRTUAL_30".split(" "));

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

    private static final Map<String, Shape> SHIPMENT_SHAPES = Map.of(
            "trade_no",
            ParameterValidator.TRADE_NO,
            "seller_ip",
            Shape.of(OCTET + "(\\." + OCTET + "){3}", ParameterValidator.message("seller_ip.form")));

    private static final Map<String, Integer> SHIPMENT_LENGTHS = Map.of("logistics_name", 64, "invoice_no", 32);

    private final MerchantConfig merchant;

    /** Creates requests for this merchant. */
    public AlipayService(MerchantConfig merchant) {
        this.merchant = merchant;
    }

    /**
     * 功能：构造标准双接口. The dual interface: the buyer chooses between escrow and instant payment at the cashier.
     *
     * @param sParaTemp {@code out_trade_no subject price logistics_type logistics_fee logistics_payment}, and optional parameters
     *     of the protocol; {@code quantity} and {@code payment_type} default to 1
     * @return 表单提交 HTML: a form that submits itself to the gateway
     * @throws IllegalArgumentException listing all problems of the parameters and the configuration
     */
    public static String trade_create_by_buyer(Map<String, String> sParaTemp) {
        return form(PayService.DUAL, sParaTemp);
    }

    /**
     * 功能：构造纯担保交易接口. Pure escrow.
     *
     * @param sParaTemp as for {@link #trade_create_by_buyer}
     * @return 表单提交 HTML: a form that submits itself to the gateway
     * @throws IllegalArgumentException listing all problems of the parameters and the configuration
     */
    public static String create_partner_trade_by_buyer(Map<String, String> sParaTemp) {
        return form(PayService.ESCROW, sParaTemp);
    }

    /**
     * 功能：构造确认发货接口. Reports to Alipay that the goods of an escrow trade were shipped.
     *
     * @param sParaTemp {@code trade_no}, Alipay's number; {@code logistics_name}, {@code invoice_no} and {@code transport_type}
     * @return the gateway's XML as text, in which {@code is_success} is T or F; {@code GatewayClient} parses it defensively
     * @throws IllegalArgumentException listing all problems of the parameters and the configuration
     * @throws IOException if the gateway did not respond; the shipment may have been accepted, and reporting it again is harmless
     */
    public static String send_goods_confirm_by_platform(Map<String, String> sParaTemp) throws IOException {
        return configured().shipment(sParaTemp).post();
    }

    /**
     * 功能：用于防钓鱼，调用接口 query_timestamp 来获取时间戳的处理函数.
     *
     * @return the value of {@code encrypt_key}, to be sent as {@code anti_phishing_key}
     * @throws IllegalArgumentException listing all problems of the configuration
     * @throws IOException if the gateway did not respond, refused, or sent something else; the message says which
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

    /** Returns the signed request of either payment service for the shop's parameters. */
    public GatewayRequest payment(PayService service, Map<String, String> order) {
        Map<String, String> asked = PaymentRequest.asked(order, merchant);
        PaymentRequest request = PaymentRequest.of(service, asked, merchant.charset());
        Map<String, String> sent = common(service.code(), request.parameters());
        sent.put("notify_url", merchant.notify_url());
        sent.put("return_url", merchant.return_url());
        return GatewayRequest.sign(sent, merchant.gateway(), merchant);
    }

    /**
     * Returns the signed request of 确认发货, the report that the goods of an escrow trade were shipped.
     *
     * <pre>{@code
     * trade_no=2011031500000001  logistics_name=顺丰速运  invoice_no=SF0001  transport_type=EXPRESS
     * }</pre>
     *
     * @param shipment {@code trade_no}, Alipay's number and not the shop's; {@code transport_type} or, as the buyer chose it,
     *     {@code create_transport_type}; {@code logistics_name} unless the type is DIRECT; optionally {@code invoice_no} and
     *     {@code seller_ip}
     * @throws InvalidRequestException with all problems
     */
    public GatewayRequest shipment(Map<String, String> shipment) {
        ParameterValidator check = new ParameterValidator(shipment);
        check.required("trade_no", ParameterValidator.message("trade_no.absent"));
        String type = check.value("transport_type").isEmpty()
                ? check.value("create_transport_type")
                : check.value("transport_type");
        if (type.isEmpty()) {
            check.error("transport_type", ParameterValidator.message("transport_type.absent"));
        }
        if (!type.equals("DIRECT")) {
            check.required("logistics_name", ParameterValidator.message("logistics_name.absent"));
        }
        for (String name : List.of("transport_type", "create_transport_type")) {
            if (!check.value(name).isEmpty() && !TRANSPORT_TYPES.contains(check.value(name))) {
                check.error(name, ParameterValidator.message("transport_type.unknown"));
            }
        }
        check.characters(merchant.charset());
        check.lengths(SHIPMENT_LENGTHS);
        check.shapes(SHIPMENT_SHAPES);
        return request(SHIP, check.checked());
    }

    /** Returns the request of 防钓鱼时间戳, which is not signed. */
    public GatewayRequest timestamp() {
        return GatewayRequest.unsigned(common(QUERY_TIMESTAMP, Map.of()), merchant.gateway(), merchant);
    }

    /**
     * Returns the signed request of any service.
     *
     * @param parameters validated; service, partner and charset are set here
     */
    public GatewayRequest request(String service, Map<String, String> parameters) {
        return GatewayRequest.sign(common(service, parameters), merchant.gateway(), merchant);
    }

    private Map<String, String> common(String service, Map<String, String> parameters) {
        Map<String, String> sent = new LinkedHashMap<>(parameters);
        sent.put("service", service);
        sent.put("partner", merchant.partner());
        sent.put("_input_charset", merchant.input_charset());
        return sent;
    }

    private static AlipayService configured() {
        Configuration configuration = Configuration.current();
        if (!configuration.isUsable()) {
            throw new InvalidRequestException(configuration.errors());
        }
        return new AlipayService(configuration.merchant());
    }

    private static String form(PayService service, Map<String, String> sParaTemp) {
        AlipayService configured = configured();
        String button = ParameterValidator.message("pay").in(Locale.CHINESE);
        return configured.payment(service, sParaTemp).form(configured.merchant.form_method(), button);
    }
}
