package com.alipay.services;

import com.alipay.config.Violation;
import com.alipay.services.ParameterValidator.Shape;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * 确认发货: the report that the goods of an escrow trade were shipped, validated before anything is signed. An instance is always
 * valid.
 *
 * <pre>{@code
 * trade_no=2011031500000001  logistics_name=顺丰速运  invoice_no=SF0001  transport_type=EXPRESS
 * }</pre>
 *
 * @param parameters by their protocol names, as they are sent
 * @tutorial 双功能 4.4 / 担保 5.4
 */
public record ShipmentRequest(Map<String, String> parameters) {
    /** The transport types. The first four are offered to buyers as well; the others are from the service's first document. */
    private static final Set<String> TYPES = Set.of(
            "POST",
            "EXPRESS",
            "EMS",
            "DIRECT",
            "VIRTUAL",
            "LOGISTICS",
            "PACKAGED",
            "INSURANCE",
            "VIRTUAL_10",
            "VIRTUAL_30");

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

    private static final Map<String, Shape> SHAPES = Map.of(
            "trade_no",
            ParameterValidator.TRADE_NO,
            "seller_ip",
            Shape.of(OCTET + "(\\." + OCTET + "){3}", "应是 IPv4 地址", "改成卖家本地电脑的公网 IP 地址，或不填"));

    private static final Map<String, Integer> LENGTHS = Map.of("logistics_name", 64, "invoice_no", 32);

    public ShipmentRequest {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Returns what is wrong with these parameters; empty when they are valid.
     *
     * @param parameters {@code trade_no}, Alipay's number and not the shop's; {@code transport_type} or, as the buyer chose it,
     *     {@code create_transport_type}; {@code logistics_name} unless the type is DIRECT; optionally {@code invoice_no} and
     *     {@code seller_ip}
     * @param charset the charset that has to encode every value
     */
    public static List<Violation> check(Map<String, String> parameters, Charset charset) {
        return checked(parameters, charset).findings();
    }

    /**
     * Builds the request from these parameters.
     *
     * @throws InvalidRequestException with all problems
     */
    public static ShipmentRequest of(Map<String, String> parameters, Charset charset) {
        return new ShipmentRequest(checked(parameters, charset).checked());
    }

    private static ParameterValidator checked(Map<String, String> parameters, Charset charset) {
        ParameterValidator check = new ParameterValidator(parameters);
        check.required("trade_no", "没有支付宝交易号", "填写收到通知时保存的 trade_no，不是商户订单号");
        String type = check.value("transport_type").isEmpty()
                ? check.value("create_transport_type")
                : check.value("transport_type");
        if (type.isEmpty()) {
            check.error("transport_type", "没有填写发货类型", "填写 POST（平邮）、EXPRESS（快递）、EMS 或 DIRECT（无需物流）");
        }
        if (!type.equals("DIRECT")) {
            check.required("logistics_name", "没有填写物流公司", "填写物流公司名称；无需物流时发货类型用 DIRECT");
        }
        for (String name : List.of("transport_type", "create_transport_type")) {
            if (!check.value(name).isEmpty() && !TYPES.contains(check.value(name))) {
                check.error(name, "不认识这个发货类型", "改成 POST（平邮）、EXPRESS（快递）、EMS 或 DIRECT（无需物流）");
            }
        }
        check.characters(charset);
        check.lengths(LENGTHS);
        check.shapes(SHAPES);
        return check;
    }
}
