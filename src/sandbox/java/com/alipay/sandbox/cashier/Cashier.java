package com.alipay.sandbox.cashier;

import com.alipay.i18n.Text;
import com.alipay.sandbox.gateway.DuplicateOrderValidator;
import com.alipay.sandbox.gateway.GatewayErrorCode;
import com.alipay.sandbox.gateway.GatewayRefusal;
import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.text.Texts;
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
            return refused(GatewayErrorCode.ILLEGAL_ARGUMENT, "buyer", Texts.of("refusal.buyer-name"));
        }
        Account buyer = accounts.login(buyerName.strip());
        if (!request.buyerId().isEmpty() && !request.buyerId().equals(buyer.id())) {
            return refused(
                    GatewayErrorCode.TRADE_BUYER_NOT_MATCH,
                    "buyer",
                    Texts.of("refusal.named-buyer", request.buyerEmail()));
        }
        if (buyer.isSameAs(request.seller())) {
            return refused(GatewayErrorCode.BUYER_SELLER_EQUAL, "buyer", Texts.of("refusal.is-seller", buyer.email()));
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
            return refused(GatewayErrorCode.ILLEGAL_ARGUMENT, "contact", Texts.of("refusal.contact"));
        }
        return Banks.NAMES.contains(bank)
                ? pay(request, choice, bank)
                : refused(GatewayErrorCode.ILLEGAL_ARGUMENT, "bank", Texts.of("refusal.bank"));
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
            return refused(
                    GatewayErrorCode.LOGISTICS_CHOOSE_ERROR,
                    "logistics",
                    Texts.of("refusal.no-shipping-option", choice.logistics()));
        }
        if (mode.get() == PaymentMode.ESCROW && request.exceedsEscrowLimit(group.get())) {
            return refused(GatewayErrorCode.TOTAL_FEE_GREATER_THAN_MAX, "mode", Texts.of("refusal.only-instant"));
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
            return unusable("receive_name", Texts.of("refusal.recipient"));
        }
        if (to.address().isEmpty() || Charsets.gbkLength(to.address()) > 256) {
            return unusable("receive_address", Texts.of("refusal.address"));
        }
        if (!to.mobile().matches(MOBILE + "|")) {
            return unusable("receive_mobile", Texts.of("refusal.mobile"));
        }
        if (Charsets.gbkLength(to.phone()) > 30) {
            return unusable("receive_phone", Texts.of("refusal.phone"));
        }
        return to.zip().matches("[0-9]{0,20}")
                ? Optional.empty()
                : unusable("receive_zip", Texts.of("refusal.postcode"));
    }

    private static Optional<Outcome> unusable(String parameter, Text advice) {
        return Optional.of(refused(GatewayErrorCode.ILLEGAL_ARGUMENT, parameter, advice));
    }

    /** Pays; synchronized, so that concurrent payments cannot spend the same balance twice. */
    private synchronized Outcome pay(Trade trade, Payment payment) {
        BigDecimal total = trade.total(payment.group());
        if (payment.mode() == PaymentMode.ESCROW && total.compareTo(Money.MAX) > 0) {
            return refused(GatewayErrorCode.TOTAL_FEE_GREATER_THAN_MAX, "mode", Texts.of("refusal.only-instant-now"));
        }
        Optional<BigDecimal> left = payment.bank().isEmpty() ? balances.of(trade.buyer()) : Optional.empty();
        if (left.isPresent() && left.get().compareTo(total) < 0) {
            return new Refused(GatewayRefusal.withoutCode(
                    "buyer", Texts.of("refusal.balance", trade.buyer().email(), left.get(), total)));
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
                ? Optional.of(GatewayRefusal.of(
                        GatewayErrorCode.TRADE_BUYER_NOT_MATCH, "buyer", Texts.of("refusal.other-buyer")))
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

    private static Outcome refused(GatewayErrorCode code, String parameter, Text detail) {
        return new Refused(GatewayRefusal.of(code, parameter, detail));
    }
}
