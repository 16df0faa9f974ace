package com.alipay.services;

import com.alipay.protocol.Money;
import com.alipay.protocol.PayService;
import com.alipay.protocol.ShippingOption;
import com.alipay.protocol.Violation;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a shop asks a buyer to pay, checked against the protocol's table before anything is signed: the gateway would only answer
 * 调试错误 with a code. An instance is always valid.
 *
 * @param out_trade_no the shop's own number, unique, at most 64 bytes
 * @param price yuan for one piece, 0.01 to 1000000.00
 * @param quantity pieces, at least 1
 * @param discount yuan, added to the amount, so a reduction is negative
 * @param logistics the groups of delivery offered, one to three, of different types
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
     * What is wrong with these parameters; empty when nothing is.
     *
     * @param service one of the two pay services: their limits differ
     * @param charset the charset that has to carry every value
     */
    public static List<Violation> check(PayService service, Map<String, String> parameters, Charset charset) {
        return new PaymentRequestValidator(service, parameters, charset).findings();
    }

    /**
     * The request these parameters make.
     *
     * @throws InvalidPaymentException with everything that is wrong
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
