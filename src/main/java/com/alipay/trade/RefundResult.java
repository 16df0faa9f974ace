package com.alipay.trade;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of a batch of refunds of instant trades: the notification {@code batch_refund_notify}, which is posted to the batch's
 * {@code notify_url} and acknowledged with {@code success} like any other. {@code notify_url.jsp} takes it; a page of your own
 * checks it with {@code AlipayNotify.check} first.
 *
 * <pre>{@code
 * result_details=2011031500000002^0.01^SUCCESS#2011031500000003^5.00^TRADE_HAS_CLOSED
 * }</pre>
 *
 * @param batch_no the batch, "" when the notification does not say
 * @param success_num how many were refunded, as the gateway counts; empty when it does not say
 * @param items one for each trade, in the gateway's order
 */
public record RefundResult(String batch_no, OptionalInt success_num, List<Item> items) {

    /** What became of one trade's refund. */
    public sealed interface Item {
        /** The money went back to the buyer. */
        record Refunded(String trade_no, BigDecimal amount) implements Item {}

        /**
         * It did not.
         *
         * @param code the vendor's word, as it came
         */
        record NotRefunded(String trade_no, BigDecimal amount, String code) implements Item {
            /** What the code means; empty for one that no document lists. */
            public Optional<GatewayError> error() {
                return GatewayError.of(code);
            }
        }

        /** Not {@code trade_no^amount^word}: nobody knows what became of it, so look it up on Alipay's site. */
        record Unreadable(String text) implements Item {}
    }

    private static final String TYPE = "batch_refund_notify";

    public RefundResult {
        items = List.copyOf(items);
    }

    /** The result that a notification brings; empty when it is one of another type. */
    public static Optional<RefundResult> read(Notice notice) {
        return notice.text("notify_type").equals(TYPE)
                ? Optional.of(new RefundResult(
                        notice.text("batch_no"),
                        count(notice.text("success_num")),
                        items(notice.text("result_details"))))
                : Optional.empty();
    }

    private static OptionalInt count(String text) {
        return text.matches("[0-9]{1,4}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private static List<Item> items(String result_details) {
        return result_details.isEmpty()
                ? List.of()
                : Arrays.stream(result_details.split("#", -1))
                        .map(RefundResult::item)
                        .toList();
    }

    /** What follows a {@code $} is about the fee that goes back to the seller, what follows a bar about royalties. */
    private static Item item(String text) {
        String[] parts = text.split("[$|]", 2)[0].split("\\^", -1);
        Optional<BigDecimal> amount = parts.length == 3 ? Money.parse(parts[1]) : Optional.empty();
        if (amount.isEmpty() || parts[0].isEmpty() || parts[2].isEmpty()) {
            return new Item.Unreadable(text);
        }
        return parts[2].equals("SUCCESS")
                ? new Item.Refunded(parts[0], amount.get())
                : new Item.NotRefunded(parts[0], amount.get(), parts[2]);
    }
}
