package com.alipay.orders.rules;

import com.alipay.protocol.EmailAddress;
import com.alipay.protocol.PayService;
import com.alipay.protocol.ShippingOption;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * An order as stored in the merchant's database: what was agreed when the buyer was sent to the cashier, and its current state.
 *
 * @param quantity pieces, at least 1
 * @param discount yuan, added to the amount, so a reduction is negative
 * @param logistics the shipping options offered, one to three
 * @param refund_status "" when no refund was ever requested
 * @param gmt_refund the time of the last refund as Alipay wrote it, "" for none; a second refund differs only in it
 * @param trade_no Alipay's number, up to 64 characters; null until a message contains it
 * @param seller_id the seller's number at Alipay, which need not be the partner; null until a message contains it
 * @param total_fee what the buyer paid, in yuan, as accepted by the rules or by a person: every later message must have the same
 *     value; null until paid
 * @param paid_at when the merchant learned that it may deliver; null until then, and likewise the other times
 * @param version increases by one with every change; an update requires the version it read
 */
public record Order(
        String out_trade_no,
        PayService service,
        String seller_email,
        String subject,
        String body,
        BigDecimal price,
        int quantity,
        BigDecimal discount,
        List<ShippingOption> logistics,
        TradeStatus trade_status,
        String refund_status,
        String gmt_refund,
        PaymentMode mode,
        String trade_no,
        String seller_id,
        String buyer_email,
        String buyer_id,
        BigDecimal total_fee,
        Instant created_at,
        Instant paid_at,
        Instant shipped_at,
        Instant finished_at,
        Instant closed_at,
        int version) {

    public Order {
        logistics = List.copyOf(logistics);
    }

    /** Creates a new, unpaid order. */
    public static Order placed(
            String out_trade_no,
            PayService service,
            String seller_email,
            String subject,
            String body,
            BigDecimal price,
            int quantity,
            BigDecimal discount,
            List<ShippingOption> logistics,
            Instant now) {
        return new Order(
                out_trade_no,
                service,
                seller_email,
                subject,
                body,
                price,
                quantity,
                discount,
                logistics,
                TradeStatus.WAIT_BUYER_PAY,
                "",
                "",
                PaymentMode.initialFor(service),
                null,
                null,
                null,
                null,
                null,
                now,
                null,
                null,
                null,
                null,
                0);
    }

    /** Returns the order after a refund at a time that is not known yet. */
    Order refunded() {
        return new Order(
                out_trade_no,
                service,
                seller_email,
                subject,
                body,
                price,
                quantity,
                discount,
                logistics,
                trade_status,
                RefundStatus.REFUND_SUCCESS.name(),
                gmt_refund,
                mode,
                trade_no,
                seller_id,
                buyer_email,
                buyer_id,
                total_fee,
                created_at,
                paid_at,
                shipped_at,
                finished_at,
                closed_at,
                version);
    }

    /** Returns price times quantity plus discount, without freight. */
    public BigDecimal goods() {
        return price.multiply(BigDecimal.valueOf(quantity)).add(discount);
    }

    /** Returns what the buyer pays with this shipping option. */
    public BigDecimal payable(ShippingOption group) {
        return goods().add(group.freight());
    }

    /** Returns whether another request under the same number is for the same thing: the gateway refuses a changed one. */
    public boolean agreesWith(Order other) {
        return service.equals(other.service)
                && EmailAddress.same(seller_email, other.seller_email)
                && subject.equals(other.subject)
                && price.compareTo(other.price) == 0
                && quantity == other.quantity
                && discount.compareTo(other.discount) == 0
                && logistics.equals(other.logistics);
    }
}
