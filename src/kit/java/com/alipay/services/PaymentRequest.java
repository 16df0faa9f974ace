package com.alipay.services;

import com.alipay.config.MerchantConfig;
import com.alipay.config.Violation;
import com.alipay.i18n.Message;
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

    private static final Shape ID = Shape.of("2088[0-9]{12}", ParameterValidator.message("id.form"));
    private static final Shape DAYS = Shape.of("[1-9][0-9]?d", ParameterValidator.message("days.form"));
    private static final Shape WEB = Shape.of("https?://\\S+", ParameterValidator.message("url.form"));

    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            Map.entry("buyer_id", ID),
            Map.entry("seller_id", ID),
            Map.entry("payment_type", Shape.of("1", ParameterValidator.message("payment_type.form"))),
            Map.entry("quantity", Shape.of("[1-9][0-9]{0,8}", ParameterValidator.message("quantity.form"))),
            Map.entry("show_url", WEB),
            Map.entry(
                    "it_b_pay",
                    Shape.of(
                            "([1-9][0-9]{0,4}m|[1-9][0-9]{0,2}h|([1-9]|1[0-5])d|1c)",
                            ParameterValidator.message("it_b_pay.form"))),
            Map.entry("t_s_send_1", DAYS),
            Map.entry("t_s_send_2", DAYS),
            Map.entry("t_b_rec_post", DAYS),
            Map.entry(
                    "exter_invoke_ip",
                    Shape.of("[0-9]{1,3}(\\.[0-9]{1,3}){3}", ParameterValidator.message("exter_invoke_ip.form"))));

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
            required("out_trade_no", message("out_trade_no.absent"));
            required("subject", message("subject.absent"));
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
                error("buyer_email", message("buyer_email.seller"));
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
                    error("logistics_type_2", message("logistics.gap"));
                }
                int before = findings().size();
                oneOf("logistics_type" + suffix, TYPES, message("logistics.types"));
                oneOf("logistics_payment" + suffix, PAYERS, message("logistics.payers"));
                Optional<BigDecimal> freight = Money.parse(fee);
                if (freight.isEmpty()) {
                    error("logistics_fee" + suffix, message("logistics_fee.form"));
                }
                if (TYPES.contains(type) && !types.add(type)) {
                    error("logistics_type" + suffix, message("logistics_type.twice"));
                }
                if (findings().size() == before) {
                    logistics.add(new ShippingOption(type, freight.orElseThrow(), payment));
                }
            }
        }

        private void oneOf(String name, Set<String> allowed, Message choices) {
            if (!allowed.contains(value(name))) {
                error(name, message(value(name).isEmpty() ? "logistics.absent" : "logistics.unknown", choices));
            }
        }

        private void amounts() {
            Optional<BigDecimal> price = Money.parse(value("price"));
            if (value("price").isBlank()) {
                error("price", message("price.absent"));
            } else if (price.isEmpty()) {
                error("price", message("price.form"));
            } else if (price.get().compareTo(Money.MIN) < 0 || price.get().compareTo(Money.MAX) > 0) {
                error("price", message("price.range"));
            }
            Optional<BigDecimal> discount = Money.parseSigned(value("discount").isEmpty() ? "0" : value("discount"));
            if (discount.isEmpty() || discount.get().abs().compareTo(LARGEST_DISCOUNT) > 0) {
                error("discount", message("discount.form"));
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
                    error("discount", message("total.zero", Money.format(payable)));
                    return;
                }
                if (service == PayService.ESCROW && payable.compareTo(Money.MAX) > 0) {
                    error("price", message("total.escrow", Money.format(payable)));
                    return;
                }
            }
            if (goods.compareTo(Money.MAX_TOTAL) > 0) {
                error("price", message("total.large", Money.format(goods)));
                return;
            }
            if (!value("total_fee").isEmpty() && !totalAgrees(goods)) {
                error("total_fee", message("total_fee.differs"));
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
