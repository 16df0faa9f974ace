package com.alipay.sandbox.gateway;

import static com.alipay.sandbox.gateway.GatewayErrorCode.ILLEGAL_AGENT;
import static com.alipay.sandbox.gateway.GatewayErrorCode.ILLEGAL_ARGUMENT;
import static com.alipay.sandbox.gateway.GatewayErrorCode.ILLEGAL_FEE_PARAM;
import static com.alipay.sandbox.gateway.GatewayErrorCode.ILLEGAL_OUTTIME_ARGUMENT;
import static com.alipay.sandbox.gateway.GatewayErrorCode.ILLEGAL_PAYMENT_TYPE;

import com.alipay.i18n.Text;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayService;
import com.alipay.sandbox.trade.Timeouts;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Validates each parameter by itself: present, not too long (bytes in GBK), well formed. Reports the first failure. */
final class FormatValidator {
    private static final BigDecimal HIGHEST = new BigDecimal("100000000.00");
    private static final Text URL = Texts.of("format.url");
    private static final String ID = "2088\\d{12}";
    private static final Text CENTS = Texts.of("format.amount", "1000000.00");
    private static final Text PARTNER_ID = Texts.of("format.id");
    private static final Text DAYS = Texts.of("format.days");

    /** One condition on one parameter; an absent parameter is only checked for {@code required}. */
    private record Rule(GatewayErrorCode code, String name, boolean required, Predicate<String> holds, Text remedy) {
        Optional<GatewayRefusal> check(Parameters params) {
            if (!params.has(name)) {
                return required
                        ? Optional.of(GatewayRefusal.of(code, name, Texts.of("refusal.missing", name, remedy)))
                        : Optional.empty();
            }
            boolean fine = holds.test(params.get(name));
            return fine
                    ? Optional.empty()
                    : Optional.of(GatewayRefusal.of(code, name, Texts.of("refusal.malformed", name, remedy)));
        }
    }

    private static final List<Rule> ORDER = List.of(
            required("out_trade_no", atMost(64), Texts.of("format.out_trade_no")),
            required("subject", atMost(256), Texts.of("format.subject")),
            optional("body", atMost(400), Texts.of("format.body")),
            new Rule(ILLEGAL_PAYMENT_TYPE, "payment_type", true, "1"::equals, Texts.of("format.payment_type")));

    private static final List<Rule> REST = List.of(
            optional("notify_url", FormatValidator::isUrl, URL),
            optional("notify_url", atMost(190), Texts.of("format.at-most", 190)),
            optional("return_url", FormatValidator::isUrl, URL),
            optional("return_url", atMost(200), Texts.of("format.at-most", 200)),
            optional("show_url", FormatValidator::isUrl, URL),
            optional("show_url", atMost(400), Texts.of("format.at-most", 400)),
            optional("seller_email", atMost(100), Texts.of("format.at-most", 100)),
            optional("seller_id", text -> text.matches(ID), PARTNER_ID),
            optional("seller_account_name", atMost(100), Texts.of("format.at-most", 100)),
            optional("buyer_email", atMost(100), Texts.of("format.at-most", 100)),
            optional("buyer_id", text -> text.matches(ID), PARTNER_ID),
            optional("buyer_account_name", atMost(100), Texts.of("format.at-most", 100)),
            optional("receive_name", atMost(128), Texts.of("format.at-most", 128)),
            optional("receive_address", atMost(256), Texts.of("format.at-most", 256)),
            optional("token", atMost(40), Texts.of("format.at-most", 40)),
            optional("extra_common_param", atMost(100), Texts.of("format.at-most", 100)),
            new Rule(ILLEGAL_AGENT, "agent", false, text -> text.matches(ID), PARTNER_ID),
            new Rule(ILLEGAL_OUTTIME_ARGUMENT, "it_b_pay", false, Timeouts::isUnpaidLimit, Texts.of("format.it_b_pay")),
            new Rule(ILLEGAL_OUTTIME_ARGUMENT, "t_s_send_1", false, Timeouts::isDays, DAYS),
            new Rule(ILLEGAL_OUTTIME_ARGUMENT, "t_s_send_2", false, Timeouts::isDays, DAYS),
            new Rule(ILLEGAL_OUTTIME_ARGUMENT, "t_b_rec_post", false, Timeouts::isDays, DAYS));

    private FormatValidator() {}

    static Optional<GatewayRefusal> first(PayService service, Parameters params) {
        return RequestValidator.first(
                () -> broken(ORDER, params),
                () -> broken(amounts(service, params), params),
                () -> broken(REST, params),
                () -> service.ships() ? LogisticsValidator.first(params) : Optional.empty());
    }

    private static Optional<GatewayRefusal> broken(List<Rule> rules, Parameters params) {
        return rules.stream()
                .map(rule -> rule.check(params))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Returns the rules for price and quantity; a direct payment may send its total instead of both. */
    private static List<Rule> amounts(PayService service, Parameters params) {
        Text range = service == PayService.DIRECT ? Texts.of("format.amount", HIGHEST) : CENTS;
        Predicate<String> isPrice =
                service == PayService.DIRECT ? FormatValidator::isPriceOfDirectPayment : FormatValidator::isPrice;
        List<Rule> rules = new ArrayList<>();
        if (!isByTotal(service, params)) {
            rules.add(required("price", text -> true, Texts.of("format.price", range)));
            rules.add(required("quantity", text -> text.matches("[1-9]\\d{0,8}"), Texts.of("format.quantity")));
        }
        rules.add(fee("price", isPrice, range));
        rules.add(fee("discount", FormatValidator::isDiscount, Texts.of("format.discount")));
        rules.add(requestedTotal(service));
        return rules;
    }

    /** Returns whether the total replaces price and quantity, allowed in a direct payment only. */
    static boolean isByTotal(PayService service, Parameters params) {
        return service == PayService.DIRECT
                && params.has("total_fee")
                && !params.has("price")
                && !params.has("quantity");
    }

    private static Rule required(String name, Predicate<String> holds, Text remedy) {
        return new Rule(ILLEGAL_ARGUMENT, name, true, holds, remedy);
    }

    private static Rule optional(String name, Predicate<String> holds, Text remedy) {
        return new Rule(ILLEGAL_ARGUMENT, name, false, holds, remedy);
    }

    private static Rule fee(String name, Predicate<String> holds, Text remedy) {
        return new Rule(ILLEGAL_FEE_PARAM, name, false, holds, remedy);
    }

    /** Returns the rule for the total; the dual interface sets no upper limit of its own. */
    private static Rule requestedTotal(PayService service) {
        return service == PayService.ESCROW
                ? fee("total_fee", FormatValidator::isPrice, Texts.of("format.no-total"))
                : fee("total_fee", FormatValidator::isPriceOfDirectPayment, Texts.of("format.total"));
    }

    private static Predicate<String> atMost(int bytes) {
        return text -> Charsets.gbkLength(text) <= bytes;
    }

    private static boolean isPrice(String text) {
        return Money.isAmount(text)
                && Money.of(text).signum() > 0
                && Money.of(text).compareTo(Money.MAX) <= 0;
    }

    private static boolean isPriceOfDirectPayment(String text) {
        return isDiscount(text) && Money.of(text).signum() > 0;
    }

    private static boolean isDiscount(String text) {
        return Money.isSigned(text) && Money.of(text).abs().compareTo(HIGHEST) <= 0;
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = URI.create(text);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
