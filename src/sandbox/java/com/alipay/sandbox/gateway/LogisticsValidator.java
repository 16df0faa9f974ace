package com.alipay.sandbox.gateway;

import static com.alipay.sandbox.gateway.GatewayErrorCode.ILLEGAL_LOGISTICS_FORMAT;

import com.alipay.i18n.Text;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.TransportType;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Validates the merchant's shipping options, up to three. */
final class LogisticsValidator {
    private static final Set<String> PAYMENTS = Set.of("BUYER_PAY", "SELLER_PAY", "BUYER_PAY_AFTER_RECEIVE");

    private LogisticsValidator() {}

    /**
     * Returns the first error: group 1 is mandatory, each group is complete or absent, group 3 requires group 2, and all types
     * differ.
     */
    static Optional<GatewayRefusal> first(Parameters params) {
        Set<String> types = new HashSet<>();
        for (String suffix : LogisticsParameters.SUFFIXES) {
            Optional<GatewayRefusal> broken = group(params, suffix);
            if (broken.isPresent()) {
                return broken;
            }
            if (params.has("logistics_type" + suffix) && !types.add(params.get("logistics_type" + suffix))) {
                return refuse("logistics_type" + suffix, Texts.of("refusal.same-shipping"));
            }
        }
        boolean gap = params.has("logistics_type_2") && !params.has("logistics_type_1");
        return gap ? refuse("logistics_type_1", Texts.of("refusal.shipping-gap")) : Optional.empty();
    }

    private static Optional<GatewayRefusal> group(Parameters params, String suffix) {
        String type = params.get("logistics_type" + suffix);
        String fee = params.get("logistics_fee" + suffix);
        String payment = params.get("logistics_payment" + suffix);
        if (!suffix.isEmpty() && type.isEmpty() && fee.isEmpty() && payment.isEmpty()) {
            return Optional.empty();
        }
        if (TransportType.named(type).filter(TransportType::isOffered).isEmpty()) {
            return refuse("logistics_type" + suffix, Texts.of("refusal.shipping-type"));
        }
        if (!Money.isAmount(fee)) {
            return refuse("logistics_fee" + suffix, Texts.of("refusal.shipping-fee"));
        }
        return PAYMENTS.contains(payment)
                ? Optional.empty()
                : refuse("logistics_payment" + suffix, Texts.of("refusal.shipping-payment"));
    }

    private static Optional<GatewayRefusal> refuse(String name, Text detail) {
        return Optional.of(GatewayRefusal.of(ILLEGAL_LOGISTICS_FORMAT, name, Texts.of("about", name, detail)));
    }
}
