package com.alipay.sandbox.cashier;

import com.alipay.sandbox.gateway.DuplicateOrderValidator;
import com.alipay.sandbox.gateway.GatewayErrorCode;
import com.alipay.sandbox.gateway.GatewayRefusal;
import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.trade.IllegalTransitionException;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.Payment;
import com.alipay.sandbox.trade.PaymentMode;
import com.alipay.sandbox.trade.Receiver;
import com.alipay.sandbox.trade.ShippingOption;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeRepository;
import com.alipay.sandbox.trade.TradeService;
import com.alipay.sandbox.trade.TradeStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The buyer's actions at the cashier, for the page and for the JSON API. */
public final class Cashier {
    private static final String EMAIL = "[^\\s@]+@[^\\s@]+\\.[^\\s@]+";
    private static final String MOBILE = "[0-9]{11}";
    private static final int LONGEST_NAME = 100;

    private final Accounts accounts;
    private final TradeService desk;
    private final BalanceCalculator balances;

    /**
     * The buyer's input; texts as received.
     *
     * @param buyer login name
     * @param mode {@code escrow}, {@code instant}, or empty for escrow
     * @param logistics number of the shipping option: {@code 0}, {@code 1}, {@code 2}, or empty for the first
     */
    public record Choice(String buyer, String mode, String logistics, Receiver receiver) {}

    /** Result of an action. */
    public sealed interface Outcome {}

    public record Done(TradeService.TransitionResult taken) implements Outcome {}

    public record Refused(GatewayRefusal refusal) implements Outcome {}

    public Cashier(Accounts accounts, TradeService desk, TradeRepository book) {
        this.accounts = accounts;
        this.desk = desk;
        this.balances = new BalanceCalculator(accounts, book);
    }

    /** Returns the login names to choose from. */
    public List<String> buyers() {
        return accounts.buyers().stream().map(buyer -> buyer.account().email()).toList();
    }

    /** Returns the buyer's shipping address, used unless the page or the merchant gives another. */
    public Receiver addressOf(String buyerName) {
        return accounts.addressOf(buyerName);
    }

    /** Logs the buyer in: creates the trade, or resumes the same buyer's unpaid trade. */
    public Outcome login(PayRequest request, String buyerName) {
        if (buyerName.isBlank() || Charsets.gbkLength(buyerName.strip()) > LONGEST_NAME) {
            return refused(GatewayErrorCode.ILLEGAL_ARGUMENT, "buyer", "请填写账户名，最长 100 个字节");
        }
        Account buyer = accounts.login(buyerName.strip());
        if (!request.buyerId().isEmpty() && !request.buyerId().equals(buyer.id())) {
            return refused(GatewayErrorCode.TRADE_BUYER_NOT_MATCH, "buyer", "商户指定由 " + request.buyerEmail() + " 付款");
        }
        if (buyer.isSameAs(request.seller())) {
            return refused(GatewayErrorCode.BUYER_SELLER_EQUAL, "buyer", buyer.email() + " 就是卖家");
        }
        TradeService.TransitionResult taken = desk.identify(request, buyer);
        return validate(taken.trade(), request, buyer)
                .<Outcome>map(Refused::new)
                .orElseGet(() -> new Done(taken));
    }

    /**
     * Pays without an account: {@code choice.buyer()} is an e-mail address or a mobile number, {@code bank} one of {@link Banks}.
     */
    public Outcome payAsGuest(PayRequest request, Choice choice, String bank) {
        if (!choice.buyer().strip().matches(EMAIL + "|" + MOBILE)) {
            return refused(GatewayErrorCode.ILLEGAL_ARGUMENT, "contact", "请填写 Email 地址或 11 位手机号码");
        }
        return Banks.NAMES.contains(bank)
                ? pay(request, choice, bank)
                : refused(GatewayErrorCode.ILLEGAL_ARGUMENT, "bank", "请选择一家银行");
    }

    /** Logs in and pays. */
    public Outcome pay(PayRequest request, Choice choice) {
        return pay(request, choice, "");
    }

    private Outcome pay(PayRequest request, Choice choice, String bank) {
        Optional<PaymentMode> mode = mode(request, choice.mode());
        if (mode.isEmpty()) {
            return new Refused(GatewayRefusal.tampered());
        }
        Optional<ShippingOption> group = group(request, choice.logistics());
        if (group.isEmpty()) {
            return refused(GatewayErrorCode.LOGISTICS_CHOOSE_ERROR, "logistics", "没有第 " + choice.logistics() + " 组物流");
        }
        if (mode.get() == PaymentMode.ESCROW && request.exceedsEscrowLimit(group.get())) {
            return refused(GatewayErrorCode.TOTAL_FEE_GREATER_THAN_MAX, "mode", "这个金额只能即时到账");
        }
        Receiver receiver = request.requiresAddress() ? choice.receiver() : request.receiver();
        Optional<Outcome> unusable = request.requiresAddress() ? unusable(receiver) : Optional.empty();
        if (unusable.isPresent()) {
            return unusable.get();
        }
        Outcome login = login(request, choice.buyer());
        return login instanceof Done done
                ? pay(done.taken().trade(), new Payment(mode.get(), group.get(), receiver, bank))
                : login;
    }

    /** Returns the error of the first invalid part of the address; empty if it is valid. */
    private static Optional<Outcome> unusable(Receiver to) {
        if (to.name().isEmpty() || Charsets.gbkLength(to.name()) > 128) {
            return unusable("receive_name", "请填写收货人姓名，最长 64 个汉字");
        }
        if (to.address().isEmpty() || Charsets.gbkLength(to.address()) > 256) {
            return unusable("receive_address", "请填写收货地址，最长 128 个汉字");
        }
        if (!to.mobile().matches(MOBILE + "|")) {
            return unusable("receive_mobile", "请填写 11 位手机号码，或者不填");
        }
        if (Charsets.gbkLength(to.phone()) > 30) {
            return unusable("receive_phone", "电话最长 30 个字节");
        }
        return to.zip().matches("[0-9]{0,20}") ? Optional.empty() : unusable("receive_zip", "邮政编码请写半角数字，或者不填");
    }

    private static Optional<Outcome> unusable(String parameter, String advice) {
        return Optional.of(refused(GatewayErrorCode.ILLEGAL_ARGUMENT, parameter, advice));
    }

    /** Pays; synchronized, so that concurrent payments cannot spend the same balance twice. */
    private synchronized Outcome pay(Trade trade, Payment payment) {
        BigDecimal total = trade.total(payment.group());
        if (payment.mode() == PaymentMode.ESCROW && total.compareTo(Money.MAX) > 0) {
            return refused(GatewayErrorCode.TOTAL_FEE_GREATER_THAN_MAX, "mode", "卖家改价之后，这个金额只能即时到账");
        }
        Optional<BigDecimal> left = payment.bank().isEmpty() ? balances.of(trade.buyer()) : Optional.empty();
        if (left.isPresent() && left.get().compareTo(total) < 0) {
            return new Refused(GatewayRefusal.withoutCode(
                    "buyer",
                    "余额不足：" + trade.buyer().email() + " 还有 " + left.get() + " 元，要付 " + total
                            + " 元。请在沙箱的配置里给他更多余额，或者重新下单，换一个买家付款。"));
        }
        try {
            return new Done(desk.pay(trade.tradeNo(), payment));
        } catch (IllegalTransitionException paidMeanwhile) {
            return new Refused(DuplicateOrderValidator.notAllowed(paidMeanwhile.trade()));
        }
    }

    /**
     * Validates an existing trade: with two cashier pages open for one order number, the first to log in determines the trade.
     */
    private static Optional<GatewayRefusal> validate(Trade trade, PayRequest request, Account buyer) {
        boolean open = trade.status() == TradeStatus.WAIT_BUYER_PAY;
        return open && !trade.buyer().isSameAs(buyer)
                ? Optional.of(GatewayRefusal.of(GatewayErrorCode.TRADE_BUYER_NOT_MATCH, "buyer", "交易属于另一个买家"))
                : DuplicateOrderValidator.refusal(trade, request);
    }

    /** Returns the payment mode: by default escrow; empty if it contradicts the service's fixed mode. */
    private static Optional<PaymentMode> mode(PayRequest request, String name) {
        Optional<PaymentMode> settled = request.service().mode();
        return name.isEmpty()
                ? Optional.of(settled.orElse(PaymentMode.ESCROW))
                : PaymentMode.named(name).filter(chosen -> settled.isEmpty() || settled.get() == chosen);
    }

    private static Optional<ShippingOption> group(PayRequest request, String number) {
        String text = number.isEmpty() ? "0" : number;
        boolean offered = text.matches("[0-2]")
                && Integer.parseInt(text) < request.groups().size();
        return offered ? Optional.of(request.groups().get(Integer.parseInt(text))) : Optional.empty();
    }

    private static Outcome refused(GatewayErrorCode code, String parameter, String detail) {
        return new Refused(GatewayRefusal.of(code, parameter, detail));
    }
}
