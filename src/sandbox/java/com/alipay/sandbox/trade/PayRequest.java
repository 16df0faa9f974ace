package com.alipay.sandbox.trade;

import com.alipay.i18n.Text;
import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.protocol.SignType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.List;

/**
 * A pay request that passed every check of the gateway. A text the merchant did not send is the empty string.
 *
 * @param signType how it was signed; returns and notifications are signed in the same way
 * @param charset the charset that {@code _input_charset} in the query named, or else the merchant's usual one; returns and
 *     notifications are encoded in it
 * @param charsetName the charset as the merchant spelled it
 * @param byTotal whether the merchant sent {@code total_fee} instead of price and quantity, which are then that total and 1
 * @param groups one to three shipping options, all of different types; {@link ShippingOption#NONE} alone if nothing is shipped
 * @param buyerEmail fills in the login box
 * @param buyerId the only buyer who may pay; empty for any buyer
 * @param extra {@code extra_common_param}, which is returned unchanged; direct payments only
 * @param warnings what the gateway accepted although it may fail elsewhere
 */
public record PayRequest(
        PayService service,
        String partner,
        SignType signType,
        Charset charset,
        String charsetName,
        String outTradeNo,
        String subject,
        String body,
        BigDecimal price,
        BigInteger quantity,
        BigDecimal discount,
        boolean byTotal,
        List<ShippingOption> groups,
        Account seller,
        String buyerEmail,
        String buyerId,
        Receiver receiver,
        String notifyUrl,
        String returnUrl,
        String showUrl,
        String extra,
        Timeouts timeouts,
        List<Text> warnings) {
    public PayRequest {
        groups = List.copyOf(groups);
        warnings = List.copyOf(warnings);
    }

    /** Returns {@code price × quantity + discount}, without freight. */
    public BigDecimal goodsTotal() {
        return price.multiply(new BigDecimal(quantity)).add(discount);
    }

    /** Returns what the buyer pays with that shipping option. */
    public BigDecimal total(ShippingOption group) {
        return goodsTotal().add(group.freight());
    }

    /** Returns whether the cashier has to ask for the shipping address. */
    public boolean requiresAddress() {
        return service.ships() && !receiver.isComplete();
    }

    public boolean exceedsEscrowLimit(ShippingOption group) {
        return total(group).compareTo(Money.MAX) > 0;
    }

    /** Returns whether both requests describe the same order: goods, amounts, logistics. The seller is compared separately. */
    public boolean hasSameShippingOptions(PayRequest other) {
        return service == other.service
                && subject.equals(other.subject)
                && price.equals(other.price)
                && quantity.equals(other.quantity)
                && discount.equals(other.discount)
                && groups.equals(other.groups);
    }
}
