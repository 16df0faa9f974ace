package com.alipay.services;

import com.alipay.config.Violation;
import com.alipay.protocol.Money;
import com.alipay.protocol.PayService;
import com.alipay.protocol.ShippingOption;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    public PaymentRequest {
        logistics = List.copyOf(logistics);
        parameters = parameters instanceof CheckedParameters
                ? parameters
                : Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Returns what is wrong with these parameters; empty when they are valid.
     *
     * @param service one of the two payment services: their limits differ
     * @param charset the charset that has to encode every value
     */
    public static List<Violation> check(PayService service, Map<String, String> parameters, Charset charset) {
        return new PaymentRequestValidator(service, parameters, charset).findings();
    }

    /**
     * Builds the request from these parameters.
     *
     * @throws InvalidPaymentException with all problems
     */
    public static PaymentRequest of(PayService service, Map<String, String> parameters, Charset charset) {
        PaymentRequestValidator check = new PaymentRequestValidator(service, parameters, charset);
        List<Violation> findings = check.findings();
        if (!findings.isEmpty()) {
            throw new InvalidPaymentException(findings);
        }
        Map<String, String> sent = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (value != null && !value.isEmpty()) {
                sent.put(name, value);
            }
        });
        sent.putIfAbsent("payment_type", "1");
        sent.putIfAbsent("quantity", "1");
        return new PaymentRequest(
                sent.get("out_trade_no"),
                sent.get("subject"),
                sent.getOrDefault("body", ""),
                Money.parse(sent.get("price")).orElseThrow(),
                Integer.parseInt(sent.get("quantity")),
                Money.parseSigned(sent.getOrDefault("discount", "0")).orElseThrow(),
                check.logistics(),
                new CheckedParameters(service, sent, charset));
    }
}
