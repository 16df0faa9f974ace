package com.alipay.sandbox.gateway;

import static com.alipay.sandbox.gateway.RequestChecks.first;
import static com.alipay.sandbox.gateway.RequestChecks.refuse;

import com.alipay.sandbox.account.Account;
import com.alipay.sandbox.account.Accounts;
import com.alipay.sandbox.account.MerchantAccount;
import com.alipay.sandbox.desk.Resubmission;
import com.alipay.sandbox.error.ErrorCode;
import com.alipay.sandbox.error.Refusal;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.trade.LogisticsGroup;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.PayService;
import com.alipay.sandbox.trade.TradeBook;
import com.alipay.sandbox.wire.Parameters;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The checks of a pay request, in their order: charset, service, partner, sign_type, signature, contract, anti-phishing,
 * format, business, what is known of the order number. The first that fails is reported, and nothing after it is looked at.
 *
 * @tutorial 双功能 4.1 / 担保 5.1
 */
final class PayRequestChecks {
    private static final List<String> OWN_TIMEOUTS = List.of("it_b_pay", "t_s_send_1", "t_s_send_2", "t_b_rec_post");
    static final String IPV4 = "((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}";

    private final MerchantAccount merchant;
    private final RequestChecks common;
    private final AntiPhishingKeys keys;
    private final Sellers sellers;
    private final Buyers buyers;
    private final TradeBook book;

    PayRequestChecks(MerchantAccount merchant, Accounts accounts, TradeBook book, AntiPhishingKeys keys) {
        this.merchant = merchant;
        this.common = new RequestChecks(merchant);
        this.keys = keys;
        this.sellers = new Sellers(accounts, this::isBound);
        this.buyers = new Buyers(accounts);
        this.book = book;
    }

    Examination examine(Call call) {
        Charset charset = common.charsetOf(call);
        Parameters params = call.parameters(charset);
        Optional<PayService> service = PayService.named(params.get("service"));
        Optional<Refusal> early = first(
                () -> common.charset(call, params),
                () -> service.isPresent() ? Optional.empty() : unknownService(params),
                () -> common.partner(params),
                () -> common.signature(call, params),
                () -> contract(service.orElseThrow()),
                () -> antiPhishing(call, params),
                () -> FormatChecks.first(service.orElseThrow(), params),
                () -> ownTimeouts(params),
                () -> sellers.check(params));
        if (early.isPresent()) {
            return new Examination.Refused(early.get());
        }
        Account seller = sellers.find(params).orElseThrow();
        PayRequest request = PayRequestReader.read(service.orElseThrow(), params, charset, seller, buyers.find(params));
        return first(() -> buyers.check(params, seller), () -> total(params, request), () -> resubmission(request))
                .<Examination>map(Examination.Refused::new)
                .orElseGet(() -> new Examination.Accepted(request));
    }

    private static Optional<Refusal> unknownService(Parameters params) {
        String name = params.get("service");
        if (name.isEmpty()) {
            return refuse(ErrorCode.ILLEGAL_SERVICE, "service", "没有收到 service");
        }
        return refuse(
                ErrorCode.ILLEGAL_SERVICE,
                "service",
                "收到的是 " + name
                        + OtherServices.meaningOf(name)
                                .map(meaning -> "，拼写没有错：这是支付宝的“" + meaning + "”接口，沙箱没有模拟它")
                                .orElse(""));
    }

    private Optional<Refusal> contract(PayService service) {
        return merchant.contract().services().contains(service)
                ? Optional.empty()
                : refuse(merchant.contract().terms().refusal(), "service", "没有签约 " + service.wireName());
    }

    private boolean isBound(Account account) {
        return merchant.seller().equals(account)
                || merchant.contract().terms().otherSellers().contains(account);
    }

    /** A key that arrives must be one that query_timestamp gave out a minute ago at most, contract or not. */
    private Optional<Refusal> antiPhishing(Call call, Parameters params) {
        boolean contracted = merchant.contract().terms().antiPhishing();
        if (contracted && !comesFromTheShop(call.referer())) {
            return refuse(ErrorCode.ILLEGAL_REQUEST_REFERER, "", "Referer 是“" + call.referer() + "”");
        }
        if (contracted && !params.has("anti_phishing_key")) {
            return refuse(ErrorCode.ILLEGAL_ANTI_PHISHING_KEY, "anti_phishing_key", "签约了防钓鱼，必须传");
        }
        Optional<ErrorCode> wrong = params.find("anti_phishing_key").flatMap(keys::faultOf);
        if (wrong.isPresent()) {
            return refuse(wrong.get(), "anti_phishing_key", "请先调用 query_timestamp，并在一分钟内使用");
        }
        boolean ip = params.get("exter_invoke_ip").matches(contracted ? IPV4 : IPV4 + "|");
        return ip ? Optional.empty() : refuse(ErrorCode.ILLEGAL_EXTER_INVOKE_IP, "exter_invoke_ip", "不是 IPv4 地址");
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

    private Optional<Refusal> ownTimeouts(Parameters params) {
        return merchant.contract().ownTimeouts()
                ? Optional.empty()
                : OWN_TIMEOUTS.stream()
                        .filter(params::has)
                        .findFirst()
                        .map(name -> Refusal.of(ErrorCode.SELF_TIMEOUT_NOT_SUPPORT, name, "没有签约自定义超时"));
    }

    private static Optional<Refusal> total(Parameters params, PayRequest request) {
        LogisticsGroup group = request.groups().get(0);
        if (anyGroup(request, each -> request.total(each).signum() <= 0)) {
            return refuse(ErrorCode.TOTAL_FEE_LESSEQUAL_ZERO, "discount", "应付金额不大于零");
        }
        if (request.service() == PayService.ESCROW && anyGroup(request, request::isTooMuchForEscrow)) {
            return refuse(ErrorCode.TOTAL_FEE_GREATER_THAN_MAX, "price", "应付金额大于 1000000.00");
        }
        Optional<BigDecimal> stated = params.find("total_fee").map(Money::of);
        boolean contradicts = stated.isPresent()
                && !stated.get().equals(request.goodsTotal())
                && !stated.get().equals(request.total(group));
        return contradicts
                ? refuse(ErrorCode.ILLEGAL_FEE_PARAM, "total_fee", "与 price × quantity + discount（加运费）不相等")
                : Optional.empty();
    }

    private static boolean anyGroup(PayRequest request, Predicate<LogisticsGroup> condition) {
        return request.groups().stream().anyMatch(condition);
    }

    /** The order number may have a trade already: the same unpaid order goes on, everything else is refused. */
    private Optional<Refusal> resubmission(PayRequest request) {
        return book.ofOrder(request.partner(), request.outTradeNo())
                .flatMap(trade -> Resubmission.refusal(trade, request));
    }
}
