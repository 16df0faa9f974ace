package com.alipay.sandbox.ui;

import com.alipay.i18n.Text;
import com.alipay.sandbox.cashier.Banks;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.PaymentMode;
import com.alipay.sandbox.trade.Receiver;
import com.alipay.sandbox.trade.ShippingOption;
import com.alipay.sandbox.trade.Trade;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Model of the cashier's template for an order.
 *
 * @param seal detects a form that was edited
 * @param trade empty until somebody has logged in for this order
 * @param known login names of the configured buyers
 * @param addressOf returns the shipping address of a login name
 */
record CashierPageModel(
        String id,
        String seal,
        PayRequest request,
        Optional<Trade> trade,
        List<String> known,
        Function<String, Receiver> addressOf) {
    /** A shipping option on the page. */
    public record Offer(int number, Text title, String fee, Text payer, String freight, String total) {}

    /** A buyer who can log in, with the shipping address that is filled in. */
    public record Person(String name, Receiver address) {}

    Map<String, Object> model(CashierFormModel filled) {
        ShippingOption first = request.groups().get(0);
        boolean escrowPossible = total(first).compareTo(Money.MAX) <= 0;
        Map<String, Object> model = new HashMap<>();
        model.put("id", id);
        model.put("seal", seal);
        model.put("request", request);
        model.put("price", Money.format(request.price()));
        model.put("discount", Money.format(request.discount().add(adjustment())));
        model.put("adjusted", trade.filter(Trade::isAdjusted).isPresent());
        model.put("offers", request.service().ships() ? offers() : List.of());
        model.put("freight", Money.format(first.freight()));
        model.put("total", Money.format(total(first)));
        model.put("choosesMode", request.service().mode().isEmpty());
        model.put("escrow", request.service().mode().equals(Optional.of(PaymentMode.ESCROW)));
        model.put("escrowPossible", escrowPossible);
        model.put(
                "chosenLogistics",
                filled.values().get("logistics").isEmpty()
                        ? "0"
                        : filled.values().get("logistics"));
        model.put(
                "instantChosen", !escrowPossible || filled.values().get("mode").equals("instant"));
        model.put("ships", request.service().ships());
        model.put("asksAddress", request.requiresAddress());
        model.put("buyers", buyers().stream().map(this::person).toList());
        model.put("anybody", isForAnybody());
        model.put("banks", Banks.NAMES);
        model.put("tradeNo", trade.map(Trade::tradeNo).orElse(""));
        model.put("filled", filled.values());
        model.put("wrong", filled.wrong());
        model.put("advice", filled.advice());
        return model;
    }

    private Person person(String name) {
        return new Person(name, request.receiver().completedBy(addressOf.apply(name)));
    }

    private BigDecimal total(ShippingOption group) {
        return request.total(group).add(adjustment());
    }

    /** Returns what the seller has added to the price since the order was placed. */
    private BigDecimal adjustment() {
        return trade.map(Trade::adjustment).orElse(Money.ZERO);
    }

    private List<Offer> offers() {
        return IntStream.range(0, request.groups().size())
                .mapToObj(number -> {
                    ShippingOption group = request.groups().get(number);
                    return new Offer(
                            number,
                            group.typeMeaning(),
                            Money.format(group.fee()),
                            group.paymentMeaning(),
                            Money.format(group.freight()),
                            Money.format(total(group)));
                })
                .toList();
    }

    private boolean isForAnybody() {
        return trade.isEmpty() && request.buyerId().isEmpty();
    }

    /**
     * Returns who can log in: the buyer that trade or merchant determine, otherwise the one the merchant named and the known
     * ones.
     */
    List<String> buyers() {
        if (!isForAnybody()) {
            return List.of(trade.map(begun -> begun.buyer().email()).orElse(request.buyerEmail()));
        }
        LinkedHashSet<String> names = new LinkedHashSet<>();
        if (!request.buyerEmail().isEmpty()) {
            names.add(request.buyerEmail());
        }
        names.addAll(known);
        names.add(request.seller().email());
        return List.copyOf(names);
    }
}
