package com.alipay.web;

import com.alipay.config.Configuration;
import com.alipay.config.MerchantConfig;
import com.alipay.config.Violation;
import com.alipay.i18n.Messages;
import com.alipay.protocol.FormData;
import com.alipay.protocol.FormData.Field;
import com.alipay.protocol.PayService;
import com.alipay.services.InvalidRequestException;
import com.alipay.services.PaymentRequest;
import com.alipay.util.UtilDate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Input of alipayto.jsp: either the form of index.jsp filled in by the buyer, or an order of the shop's own program. Every error
 * is kept with its field, so that the form can be shown again.
 *
 * @tutorial 双功能 2.2, 3.2 / 担保 3.3, 4.2
 */
public final class PaymentForm {
    /** Maps the fields a buyer may fill in, also by their names in the vendor's 3.1 form, to parameters; others are ignored. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("subject", "subject"),
            Map.entry("aliorder", "subject"),
            Map.entry("price", "price"),
            Map.entry("alimoney", "price"),
            Map.entry("body", "body"),
            Map.entry("alibody", "body"),
            Map.entry("quantity", "quantity"),
            Map.entry("logistics_type", "logistics_type"),
            Map.entry("logistics_fee", "logistics_fee"),
            Map.entry("logistics_payment", "logistics_payment"),
            Map.entry("logistics_type_1", "logistics_type_1"),
            Map.entry("logistics_fee_1", "logistics_fee_1"),
            Map.entry("logistics_payment_1", "logistics_payment_1"),
            Map.entry("logistics_type_2", "logistics_type_2"),
            Map.entry("logistics_fee_2", "logistics_fee_2"),
            Map.entry("logistics_payment_2", "logistics_payment_2"),
            Map.entry("receive_name", "receive_name"),
            Map.entry("receive_address", "receive_address"),
            Map.entry("receive_zip", "receive_zip"),
            Map.entry("receive_phone", "receive_phone"),
            Map.entry("receive_mobile", "receive_mobile"));

    /** A numeric reference, which browsers send for a character that the page's charset lacks. */
    private static final Pattern REFERENCE = Pattern.compile("&#[0-9]{2,7};");

    /** In the kit: the bare kit has this class and no other of its package. */
    private static final Messages MESSAGES = Messages.of(PaymentRequest.class);

    private final PayService service;
    private final Map<String, String> parameters;
    private final List<Violation> findings;

    /** Null if there is any error. */
    private final PaymentRequest request;

    private PaymentForm(
            PayService service, Map<String, String> parameters, List<Violation> findings, PaymentRequest request) {
        this.service = service;
        this.request = request;
        this.parameters = parameters;
        this.findings = List.copyOf(findings);
    }

    /** Returns the empty form with a price of 0.01 yuan, which the tutorials use for tests. */
    public static PaymentForm empty() {
        return new PaymentForm(
                configured(Configuration.current().merchant()), Map.of("price", "0.01"), List.of(), null);
    }

    /** Returns the form as sent by a buyer. The order number is generated here; one sent by the browser is ignored. */
    public static PaymentForm fromPost(FormData posted) {
        Configuration configuration = Configuration.current();
        MerchantConfig merchant = configuration.merchant();
        List<Violation> findings = new ArrayList<>(configuration.errors());
        Map<String, String> parameters = new LinkedHashMap<>();
        if (posted.fields().isEmpty() && posted.problem().isPresent()) {
            findings.add(Violation.error("form", "", MESSAGES.message("form.large")));
        }
        for (Field field : posted.fields()) {
            String name = FIELDS.get(field.name());
            if (name != null) {
                characters(field, name, merchant, findings);
                // Discarded, because a damaged value shown again would look correct and be accepted the next time.
                if (parameters.put(name, field.wellFormed() ? field.value() : "") != null) {
                    findings.add(Violation.error(name, "", MESSAGES.message("form.twice")));
                }
            }
        }
        parameters.put("out_trade_no", UtilDate.getOrderNum());
        parameters.putIfAbsent("quantity", "1");
        if (parameters.keySet().stream().noneMatch(name -> name.startsWith("logistics_"))) {
            parameters.put("logistics_type", "EXPRESS");
            parameters.put("logistics_fee", "0.00");
            parameters.put("logistics_payment", "SELLER_PAY");
        }
        Optional<PayService> service = posted.text("service").isEmpty()
                ? Optional.of(configured(merchant))
                : PayService.of(posted.text("service"));
        if (service.isEmpty()) {
            findings.add(Violation.error("service", posted.text("service"), MESSAGES.message("form.service")));
        }
        return checked(service.orElse(configured(merchant)), parameters, merchant, findings);
    }

    /**
     * Creates the form for an order of the shop's own program, complete, by protocol parameter names. No value comes from the
     * browser.
     *
     * @param order at least {@code out_trade_no subject price} and one shipping option
     */
    public static PaymentForm of(Map<String, String> order) {
        Configuration configuration = Configuration.current();
        MerchantConfig merchant = configuration.merchant();
        return checked(configured(merchant), order, merchant, new ArrayList<>(configuration.errors()));
    }

    private static PaymentForm checked(
            PayService service, Map<String, String> parameters, MerchantConfig merchant, List<Violation> findings) {
        Map<String, String> asked = PaymentRequest.asked(parameters, merchant);
        try {
            PaymentRequest request = PaymentRequest.of(service, asked, merchant.charset());
            return new PaymentForm(service, asked, findings, request);
        } catch (InvalidRequestException e) {
            findings.addAll(e.findings());
            return new PaymentForm(service, asked, findings, null);
        }
    }

    /** Returns the configured service; the dual interface if the setting is invalid, which ConfigurationValidator reports. */
    private static PayService configured(MerchantConfig merchant) {
        return PayService.of(merchant.service()).orElse(PayService.DUAL);
    }

    private static void characters(Field field, String name, MerchantConfig merchant, List<Violation> findings) {
        String charset = merchant.charset().name();
        boolean unicode = merchant.charset().equals(StandardCharsets.UTF_8);
        Matcher reference = REFERENCE.matcher(field.value());
        if (!field.wellFormed()) {
            findings.add(Violation.error(
                    name, "", MESSAGES.message(unicode ? "form.malformed" : "form.malformed.gbk", charset)));
        } else if (field.value().indexOf('<') >= 0 || field.value().indexOf('>') >= 0) {
            findings.add(Violation.error(name, "", MESSAGES.message("form.tag")));
        } else if (!unicode && reference.find()) {
            findings.add(Violation.error(name, "", MESSAGES.message("form.reference", charset, reference.group())));
        }
    }

    /** Returns the payment service. */
    public PayService service() {
        return service;
    }

    /** Returns whether the order may be created and signed. */
    public boolean isValid() {
        return findings.isEmpty();
    }

    /** Returns all errors, of the configuration and of the fields. */
    public List<Violation> findings() {
        return findings;
    }

    /** Returns all errors of a field as one text; "" if there are none. */
    public String errorFor(String name) {
        return findings.stream()
                .filter(finding -> finding.key().equals(name))
                .findFirst()
                .map(Violation::advice)
                .orElse("");
    }

    /** Returns the errors that have no field on the page. */
    public List<Violation> globalErrors() {
        List<String> withField = List.of("subject", "price", "body");
        List<Violation> configuration = Configuration.current().errors();
        return findings.stream()
                .filter(finding -> !withField.contains(finding.key()) && !configuration.contains(finding))
                .toList();
    }

    /** Returns the entered value, to show it again; "" if there is none. */
    public String text(String name) {
        String value = parameters.get(name);
        return value == null ? "" : value;
    }

    /** Returns the parameters by protocol names, as {@link AlipayService} expects them. */
    public Map<String, String> parameters() {
        return isValid() ? request.parameters() : Collections.unmodifiableMap(parameters);
    }

    /**
     * Returns the validated request.
     *
     * @throws InvalidRequestException if {@link #isValid()} is false
     */
    public PaymentRequest request() {
        if (!isValid()) {
            throw new InvalidRequestException(findings);
        }
        return request;
    }
}
