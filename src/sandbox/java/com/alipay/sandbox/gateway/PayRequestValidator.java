package com.alipay.sandbox.gateway;

import static com.alipay.sandbox.gateway.RequestValidator.first;
import static com.alipay.sandbox.gateway.RequestValidator.refuse;

import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.PayService;
import com.alipay.sandbox.trade.ShippingOption;
import com.alipay.sandbox.trade.TradeRepository;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Validates a pay request in this order: charset, service, partner, sign_type, signature, contract, anti-phishing, format,
 * business rules, an existing trade of the order number. Stops at the first error.
 *
 * @tutorial 双功能 4.1 / 担保 5.1
 */
final class PayRequestValidator {
    private static final List<String> OWN_TIMEOUTS = List.of("it_b_pay", "t_s_send_1", "t_s_send_2", "t_b_rec_post");
    static final String IPV4 = "((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}";

    private final MerchantAccount merchant;
    private final RequestValidator common;
    private final AntiPhishingKeys keys;
    private final SellerResolver sellers;
    private final BuyerResolver buyers;
    private final TradeRepository book;

    PayRequestValidator(MerchantAccount merchant, Accounts accounts, TradeRepository book, AntiPhishingKeys keys) {
        this.merchant = merchant;
        this.common = new RequestValidator(merchant);
        this.keys = keys;
        this.sellers = new SellerResolver(accounts, this::isBound);
        this.buyers = new BuyerResolver(accounts);
        this.book = book;
    }

    PayRequestResult examine(HttpRequest call) {
        Charset charset = common.charsetOf(call);
        Parameters params = call.parameters(charset);
        Optional<PayService> service = PayService.named(params.get("service"));
        Optional<GatewayRefusal> early = first(
                () -> common.charset(call, params),
                () -> service.isPresent() ? Optional.empty() : unknownService(params),
                () -> common.partner(params),
                () -> common.signature(call, params),
                () -> contract(service.orElseThrow()),
                () -> antiPhishing(call, params),
                () -> FormatValidator.first(service.orElseThrow(), params),
                () -> ownTimeouts(params),
                () -> sellers.check(params));
        if (early.isPresent()) {
            return new PayRequestResult.Refused(early.get());
        }
        Account seller = sellers.find(params).orElseThrow();
        PayRequest request = PayRequestReader.read(service.orElseThrow(), params, charset, seller, buyers.find(params));
        return first(() -> buyers.check(params, seller), () -> total(params, request), () -> resubmission(request))
                .<PayRequestResult>map(PayRequestResult.Refused::new)
                .orElseGet(() -> new PayRequestResult.Accepted(request));
    }

    private static Optional<GatewayRefusal> unknownService(Parameters params) {
        String name = params.get("service");
        if (name.isEmpty()) {
            return refuse(GatewayErrorCode.ILLEGAL_SERVICE, "service", Texts.of("refusal.no-service"));
        }
        return refuse(
                GatewayErrorCode.ILLEGAL_SERVICE,
                "service",
                UnsupportedServices.isOne(name)
                        ? Texts.of("refusal.unsupported-service", name, Texts.of("service." + name))
                        : Texts.of("refusal.received", name));
    }

    private Optional<GatewayRefusal> contract(PayService service) {
        return merchant.contract().services().contains(service)
                ? Optional.empty()
                : refuse(
                        merchant.contract().terms().refusal(),
                        "service",
                        Texts.of("refusal.no-contract", service.wireName()));
    }

    private boolean isBound(Account account) {
        return merchant.seller().equals(account)
                || merchant.contract().terms().otherSellers().contains(account);
    }

    /**
     * Checks the anti-phishing key: if present, it must be one that query_timestamp issued within the last minute, with or
     * without that contract.
     */
    private Optional<GatewayRefusal> antiPhishing(HttpRequest call, Parameters params) {
        boolean contracted = merchant.contract().terms().antiPhishing();
        if (contracted && !comesFromTheShop(call.referer())) {
            return refuse(GatewayErrorCode.ILLEGAL_REQUEST_REFERER, "", Texts.of("refusal.referer", call.referer()));
        }
        if (contracted && !params.has("anti_phishing_key")) {
            return refuse(
                    GatewayErrorCode.ILLEGAL_ANTI_PHISHING_KEY,
                    "anti_phishing_key",
                    Texts.of("refusal.anti-phishing-needed"));
        }
        Optional<GatewayErrorCode> wrong = params.find("anti_phishing_key").flatMap(keys::faultOf);
        if (wrong.isPresent()) {
            return refuse(wrong.get(), "anti_phishing_key", Texts.of("refusal.anti-phishing-key"));
        }
        boolean ip = params.get("exter_invoke_ip").matches(contracted ? IPV4 : IPV4 + "|");
        return ip
                ? Optional.empty()
                : refuse(GatewayErrorCode.ILLEGAL_EXTER_INVOKE_IP, "exter_invoke_ip", Texts.of("refusal.no-ipv4"));
    }

    private boolean comesFromTheShop(String referer) {
        try {
            return merchant.contract()
                    .terms()
                    .shopHost()
                    .equalsIgnoreCase(URI.create(referer).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Optional<GatewayRefusal> ownTimeouts(Parameters params) {
        return merchant.contract().ownTimeouts()
                ? Optional.empty()
                : OWN_TIMEOUTS.stream()
                        .filter(params::has)
                        .findFirst()
                        .map(name -> GatewayRefusal.of(
                                GatewayErrorCode.SELF_TIMEOUT_NOT_SUPPORT, name, Texts.of("refusal.no-own-timeouts")));
    }

    private static Optional<GatewayRefusal> total(Parameters params, PayRequest request) {
        ShippingOption group = request.groups().get(0);
        if (anyGroup(request, each -> request.total(each).signum() <= 0)) {
            return refuse(GatewayErrorCode.TOTAL_FEE_LESSEQUAL_ZERO, "discount", Texts.of("refusal.nothing-to-pay"));
        }
        if (request.service() == PayService.ESCROW && anyGroup(request, request::exceedsEscrowLimit)) {
            return refuse(GatewayErrorCode.TOTAL_FEE_GREATER_THAN_MAX, "price", Texts.of("refusal.too-much"));
        }
        Optional<BigDecimal> stated = params.find("total_fee").map(Money::of);
        boolean contradicts = stated.isPresent()
                && !stated.get().equals(request.goodsTotal())
                && !stated.get().equals(request.total(group));
        return contradicts
                ? refuse(GatewayErrorCode.ILLEGAL_FEE_PARAM, "total_fee", Texts.of("refusal.total-differs"))
                : Optional.empty();
    }

    private static boolean anyGroup(PayRequest request, Predicate<ShippingOption> condition) {
        return request.groups().stream().anyMatch(condition);
    }

    /** Checks for an existing trade of the order number: the same unpaid order continues, everything else is refused. */
    private Optional<GatewayRefusal> resubmission(PayRequest request) {
        return book.ofOrder(request.partner(), request.outTradeNo())
                .flatMap(trade -> DuplicateOrderValidator.refusal(trade, request));
    }
}
