package com.alipay.sandbox.cashier;

import com.alipay.sandbox.account.Account;
import com.alipay.sandbox.account.Accounts;
import com.alipay.sandbox.desk.Desk;
import com.alipay.sandbox.error.ErrorCode;
import com.alipay.sandbox.error.Refusal;
import com.alipay.sandbox.trade.IllegalStep;
import com.alipay.sandbox.trade.LogisticsGroup;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.PayService;
import com.alipay.sandbox.trade.PaymentMode;
import com.alipay.sandbox.trade.Receiver;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeBook;
import com.alipay.sandbox.trade.TradeStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What a buyer does at the cashier, for the page and for the JSON API alike. */
public final class Cashier {
    private final Accounts accounts;
    private final Desk desk;
    private final Balances balances;

    /**
     * What the buyer filled in; texts as received.
     *
     * @param buyer login name
     * @param mode {@code escrow}, {@code instant}, or empty for escrow
     * @param logistics number of the group offered: {@code 0}, {@code 1}, {@code 2}, or empty for the first
     */
    public record Choice(String buyer, String mode, String logistics, Receiver receiver) {}

    /** How it went. */
    public sealed interface Outcome {}

    public record Done(Desk.Taken taken) implements Outcome {}

    public record Refused(Refusal refusal) implements Outcome {}

    public Cashier(Accounts accounts, Desk desk, TradeBook book) {
        this.accounts = accounts;
        this.desk = desk;
        this.balances = new Balances(accounts, book);
    }

    /** Login names to choose from. */
    List<String> buyers() {
        return accounts.buyers().stream().map(buyer -> buyer.account().email()).toList();
    }

    /** Where goods go unless the page or the merchant says otherwise. */
    Receiver addressOf(String buyerName) {
        return accounts.addressOf(buyerName);
    }

    /** The buyer logs in: the trade comes into being, or the same buyer's unpaid trade goes on. */
    public Outcome login(PayRequest request, String buyerName) {
        if (buyerName.isBlank()) {
            return refused(ErrorCode.ILLEGAL_ARGUMENT, "buyer", "请填写账户名");
        }
        Account buyer = accounts.login(buyerName.strip());
        if (buyer.isSameAs(request.seller())) {
            return refused(ErrorCode.BUYER_SELLER_EQUAL, "buyer", buyer.email() + " 就是卖家");
        }
        Desk.Taken taken = desk.identify(request, buyer);
        return obstacle(taken.trade(), request, buyer)
                .<Outcome>map(Refused::new)
                .orElseGet(() -> new Done(taken));
    }

    /** Logs in and pays. */
    public Outcome pay(PayRequest request, Choice choice) {
        Optional<PaymentMode> mode = mode(request, choice.mode());
        if (mode.isEmpty()) {
            return new Refused(Refusal.tampered());
        }
        Optional<LogisticsGroup> group = group(request, choice.logistics());
        if (group.isEmpty()) {
            return refused(ErrorCode.LOGISTICS_CHOOSE_ERROR, "logistics", "没有第 " + choice.logistics() + " 组物流");
        }
        if (mode.get() == PaymentMode.ESCROW && request.isTooMuchForEscrow(group.get())) {
            return refused(ErrorCode.TOTAL_FEE_GREATER_THAN_MAX, "mode", "这个金额只能即时到账");
        }
        Receiver receiver = request.receiver().isComplete() ? request.receiver() : choice.receiver();
        if (!receiver.isComplete()) {
            return refused(ErrorCode.ILLEGAL_ARGUMENT, "receive_name", "请填写收货人姓名和收货地址");
        }
        Outcome login = login(request, choice.buyer());
        return login instanceof Done done ? pay(done.taken().trade(), mode.get(), group.get(), receiver) : login;
    }

    /** One after the other, so that nobody spends the same money twice. */
    private synchronized Outcome pay(Trade trade, PaymentMode mode, LogisticsGroup group, Receiver receiver) {
        if (mode == PaymentMode.ESCROW && trade.total(group).compareTo(Money.MAX) > 0) {
            return refused(ErrorCode.TOTAL_FEE_GREATER_THAN_MAX, "mode", "卖家改价之后，这个金额只能即时到账");
        }
        Optional<BigDecimal> left = balances.of(trade.buyer());
        if (left.isPresent() && left.get().compareTo(trade.total(group)) < 0) {
            return new Refused(Refusal.withoutCode(
                    "buyer",
                    "余额不足：" + trade.buyer().email() + " 还有 " + left.get() + " 元，要付 " + trade.total(group)
                            + " 元。请换一个买家，或者在沙箱的配置里给他更多余额。"));
        }
        try {
            return new Done(desk.pay(trade.tradeNo(), mode, group, receiver));
        } catch (IllegalStep paidMeanwhile) {
            return new Refused(notAllowed(paidMeanwhile.trade()));
        }
    }

    /** Two cashier pages may be open for one order number; the first to log in settles what the trade is. */
    private static Optional<Refusal> obstacle(Trade trade, PayRequest request, Account buyer) {
        if (trade.status() != TradeStatus.WAIT_BUYER_PAY) {
            return Optional.of(notAllowed(trade));
        }
        if (!trade.buyer().isSameAs(buyer)) {
            return Optional.of(Refusal.of(ErrorCode.TRADE_BUYER_NOT_MATCH, "buyer", "交易属于另一个买家"));
        }
        return trade.request().offersTheSameAs(request)
                ? Optional.empty()
                : Optional.of(Refusal.of(ErrorCode.TRADE_DATA_MATCH_ERROR, "out_trade_no", "订单内容与交易不同"));
    }

    private static Refusal notAllowed(Trade trade) {
        return Refusal.of(
                ErrorCode.TRADE_NOT_ALLOWED_PAY, "out_trade_no", "交易 " + trade.tradeNo() + " 现在的状态是 " + trade.status());
    }

    private static Optional<PaymentMode> mode(PayRequest request, String name) {
        Optional<PaymentMode> mode = name.isEmpty() ? Optional.of(PaymentMode.ESCROW) : PaymentMode.named(name);
        return mode.filter(chosen -> chosen == PaymentMode.ESCROW || request.service() == PayService.DUAL);
    }

    private static Optional<LogisticsGroup> group(PayRequest request, String number) {
        String text = number.isEmpty() ? "0" : number;
        boolean offered = text.matches("[0-2]")
                && Integer.parseInt(text) < request.groups().size();
        return offered ? Optional.of(request.groups().get(Integer.parseInt(text))) : Optional.empty();
    }

    private static Outcome refused(ErrorCode code, String parameter, String detail) {
        return new Refused(Refusal.of(code, parameter, detail));
    }
}
