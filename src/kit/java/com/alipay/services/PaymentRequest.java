package com.alipay.services;

import com.alipay.config.MerchantConfig;
import com.alipay.config.Violation;
import com.alipay.protocol.EmailAddress;
import com.alipay.protocol.Money;
import com.alipay.protocol.PayService;
import com.alipay.protocol.ShippingOption;
import com.alipay.services.ParameterValidator.Shape;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A payment, validated against the protocol's table before anything is signed, because the gateway would only respond with a code
 * on the page 调试错误. An instance is always valid.
 *
 * @param out_trade_no the shop's own number, unique, at most 64 bytes
 * @param price yuan per piece, 0.01 to 1000000.00
 * @param quantity pieces, at least 1
 * @param discount yuan, added to the amount, so a reduction is negative
 * @param logistics the shipping options offered, one to three, of different types
 * @param parameters all parameters by their protocol names, as they are to be sent
 * @tutorial 双功能 2.2, 4.1 / 担保 3.3, 5.1
 */
public record PaymentRequest(
        String out_trade_no,
        String subject,
        String body,
        BigDecimal price,
        int quantity,
        BigDecimal discount,
        List<ShippingOption> logistics,
        Map<String, String> parameters) {

    private static final Set<String> TYPES = Set.of("POST", "EXPRESS", "EMS", "DIRECT");
    private static final Set<String> PAYERS = Set.of("BUYER_PAY", "SELLER_PAY", "BUYER_PAY_AFTER_RECEIVE");
    /**
     * Suffixes of the shipping options. The first option is required; each other one has all three parameters or none, and the
     * third requires the second.
     */
    private static final List<String> GROUPS = List.of("", "_1", "_2");

    private static final BigDecimal LARGEST_DISCOUNT = new BigDecimal("100000000.00");

    private static final Shape ID = Shape.of("2088[0-9]{12}", "应是 2088 开头的 16 位数字", "改成支付宝账户的 16 位数字编号");
    private static final Shape DAYS = Shape.of("[1-9][0-9]?d", "应是天数，例如 3d", "改成整数加 d");
    private static final Shape WEB = Shape.of("https?://\\S+", "应是 http:// 或 https:// 开头的完整网址", "改成完整网址");

    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            Map.entry("buyer_id", ID),
            Map.entry("seller_id", ID),
            Map.entry("payment_type", Shape.of("1", "只能是 1（商品购买）", "改成 1")),
            Map.entry("quantity", Shape.of("[1-9][0-9]{0,8}", "应是正整数", "改成 1 或更大的整数")),
            Map.entry("show_url", WEB),
            Map.entry(
                    "it_b_pay",
                    Shape.of(
                            "([1-9][0-9]{0,4}m|[1-9][0-9]{0,2}h|([1-9]|1[0-5])d|1c)",
                            "应是 1m 到 15d 之间的整数时间，例如 90m、2h、3d、1c",
                            "写成整数加 m、h、d，不能有小数（1.5h 写成 90m）")),
            Map.entry("t_s_send_1", DAYS),
            Map.entry("t_s_send_2", DAYS),
            Map.entry("t_b_rec_post", DAYS),
            Map.entry("exter_invoke_ip", Shape.of("[0-9]{1,3}(\\.[0-9]{1,3}){3}", "应是 IPv4 地址", "改成买家的 IP 地址")));

    /** The maximum length of each parameter, in bytes of GBK: a Chinese character counts two. */
    private static final Map<String, Integer> LENGTHS = Map.ofEntries(
            Map.entry("out_trade_no", 64),
            Map.entry("subject", 256),
            Map.entry("body", 400),
            Map.entry("show_url", 400),
            Map.entry("seller_email", 100),
            Map.entry("seller_account_name", 100),
            Map.entry("buyer_email", 100),
            Map.entry("buyer_account_name", 100),
            Map.entry("receive_name", 128),
            Map.entry("receive_address", 256),
            Map.entry("token", 40));

    public PaymentRequest {
        logistics = List.copyOf(logistics);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Returns what is wrong with these parameters; empty when they are valid.
     *
     * @param service one of the two payment services: their limits differ
     * @param charset the charset that has to encode every value
     */
    public static List<Violation> check(PayService service, Map<String, String> parameters, Charset charset) {
        return new Validator(service, parameters, charset).findings();
    }

    /**
     * Builds the request from these parameters.
     *
     * @throws InvalidRequestException with all problems
     */
    public static PaymentRequest of(PayService service, Map<String, String> parameters, Charset charset) {
        Validator validator = new Validator(service, parameters, charset);
        Map<String, String> sent = new LinkedHashMap<>(validator.checked());
        sent.putIfAbsent("payment_type", "1");
        sent.putIfAbsent("quantity", "1");
        return new PaymentRequest(
                sent.get("out_trade_no"),
                sent.get("subject"),
                sent.getOrDefault("body", ""),
                Money.parse(sent.get("price")).orElseThrow(),
                Integer.parseInt(sent.get("quantity")),
                Money.parseSigned(sent.getOrDefault("discount", "0")).orElseThrow(),
                validator.logistics,
                sent);
    }

    /** Returns an order's parameters with the values from the merchant's settings, which override the order's. */
    public static Map<String, String> asked(Map<String, String> order, MerchantConfig merchant) {
        Map<String, String> asked = new LinkedHashMap<>(order);
        // The gateway prefers these to seller_email: a browser's field in the shop's map could name another seller.
        asked.remove("seller_id");
        asked.remove("seller_account_name");
        asked.put("seller_email", merchant.seller_email());
        String show_url = asked.get("show_url");
        if (show_url == null || show_url.isEmpty()) {
            asked.put("show_url", merchant.show_url());
        }
        return asked;
    }

    /** Validates one set of parameters. */
    private static final class Validator extends ParameterValidator {
        private final PayService service;
        private final List<ShippingOption> logistics = new ArrayList<>();

        private Validator(PayService service, Map<String, String> parameters, Charset charset) {
            super(parameters);
            this.service = service;
            required("out_trade_no", "没有订单号", "填写商户网站的唯一订单号");
            required("subject", "没有填写商品名称", "填写商品名称或订单名称");
            characters(charset);
            lengths(LENGTHS);
            shapes(SHAPES);
            parties();
            groups();
            amounts();
        }

        private void parties() {
            String buyer = value("buyer_email");
            if (!buyer.isEmpty() && EmailAddress.same(buyer, value("seller_email"))) {
                error("buyer_email", "买家和卖家是同一个账号", "换一个买家账号，或不填，由买家自己登录（BUYER_SELLER_EQUAL）");
            }
        }

        private void groups() {
            Set<String> types = new HashSet<>();
            for (String suffix : GROUPS) {
                String type = value("logistics_type" + suffix);
                String fee = value("logistics_fee" + suffix);
                String payment = value("logistics_payment" + suffix);
                if (!suffix.isEmpty() && (type + fee + payment).isEmpty()) {
                    continue;
                }
                if (suffix.equals("_2") && logistics.size() < 2) {
                    error(
                            "logistics_type_2",
                            "有第三组物流却没有完整的第二组",
                            "先填写 logistics_type_1、logistics_fee_1、logistics_payment_1");
                }
                int before = findings().size();
                oneOf("logistics_type" + suffix, TYPES, "POST（平邮）、EXPRESS（快递）、EMS 或 DIRECT（无需物流）");
                oneOf(
                        "logistics_payment" + suffix,
                        PAYERS,
                        "SELLER_PAY（卖家承担）、BUYER_PAY（买家承担）或 BUYER_PAY_AFTER_RECEIVE（货到付运费）");
                Optional<BigDecimal> freight = Money.parse(fee);
                if (freight.isEmpty()) {
                    error("logistics_fee" + suffix, "物流费用应是最多两位小数的数字", "写成 0.00 这样的金额");
                }
                if (TYPES.contains(type) && !types.add(type)) {
                    error("logistics_type" + suffix, "与前面一组的物流类型相同", "几组物流的类型不能重复");
                }
                if (findings().size() == before) {
                    logistics.add(new ShippingOption(type, freight.orElseThrow(), payment));
                }
            }
        }

        private void oneOf(String name, Set<String> allowed, String remedy) {
            if (!allowed.contains(value(name))) {
                error(name, value(name).isEmpty() ? "没有填写，一组物流的三个参数要填全" : "不认识这个值", "改成 " + remedy);
            }
        }

        private void amounts() {
            Optional<BigDecimal> price = Money.parse(value("price"));
            if (value("price").isBlank()) {
                error("price", "没有填写金额", "填写 0.01 到 1000000.00 之间的金额，单位是元");
            } else if (price.isEmpty()) {
                error("price", "金额应是最多两位小数的数字", "写成 0.01、88.00 这样，不要带符号、逗号或字母");
            } else if (price.get().compareTo(Money.MIN) < 0 || price.get().compareTo(Money.MAX) > 0) {
                error("price", "金额超出范围", "填写 0.01 到 1000000.00 之间的金额，单位是元");
            }
            Optional<BigDecimal> discount = Money.parseSigned(value("discount").isEmpty() ? "0" : value("discount"));
            if (discount.isEmpty() || discount.get().abs().compareTo(LARGEST_DISCOUNT) > 0) {
                error("discount", "折扣应是最多两位小数的金额，减价为负数", "写成 -3.00 这样的金额，不是百分比");
            }
            if (findings().isEmpty()) {
                totals(price.orElseThrow(), discount.orElseThrow());
            }
        }

        /** Checks the totals, only when everything else is valid, so that a wrong price is not reported twice. */
        private void totals(BigDecimal price, BigDecimal discount) {
            String quantity = value("quantity").isEmpty() ? "1" : value("quantity");
            BigDecimal goods = price.multiply(new BigDecimal(quantity)).add(discount);
            for (ShippingOption group : logistics) {
                BigDecimal payable = goods.add(group.freight());
                if (payable.signum() <= 0) {
                    error("discount", "减价后应付 " + Money.format(payable) + " 元", "应付总额必须大于 0（TOTAL_FEE_LESSEQUAL_ZERO）");
                    return;
                }
                if (service == PayService.ESCROW && payable.compareTo(Money.MAX) > 0) {
                    error(
                            "price",
                            "应付总额 " + Money.format(payable) + " 元，担保交易最多 1000000.00 元",
                            "拆成几笔订单（TOTAL_FEE_GREATER_THAN_MAX）");
                    return;
                }
            }
            if (goods.compareTo(Money.MAX_TOTAL) > 0) {
                error("price", "应付总额 " + Money.format(goods) + " 元，太大", "拆成几笔订单");
                return;
            }
            if (!value("total_fee").isEmpty() && !totalAgrees(goods)) {
                error(
                        "total_fee",
                        "与 price × quantity + discount 不一致",
                        "不要传 total_fee，由 price 和 quantity 计算（ILLEGAL_FEE_PARAM）");
            }
        }

        private boolean totalAgrees(BigDecimal goods) {
            return Money.parse(value("total_fee"))
                    .filter(total -> total.compareTo(goods) == 0
                            || total.compareTo(goods.add(logistics.get(0).freight())) == 0)
                    .isPresent();
        }
    }
}
