package com.alipay.orders.rules;

import com.alipay.protocol.FormData;
import com.alipay.protocol.Money;
import com.alipay.protocol.Notification;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The result of a batch of refunds of instant trades: the notification {@code batch_refund_notify}, which is posted to the
 * batch's {@code notify_url} and acknowledged with {@code success} like any other. {@code notify_url.jsp} accepts it; a page of
 * your own verifies it with {@code AlipayNotify.check} first.
 *
 * <p>Items are joined by {@code #}. An item is {@code trade_no^amount^code}, mostly followed by two fields about the buyer's
 * bank: whether the money goes back to one, and whether that succeeded (S), failed (F) or is in progress (P). Further fields are
 * ignored with a note. After a {@code $} comes the fee that is returned to the seller, after a bar a royalty.
 *
 * <pre>{@code
 * 2011031500000002^0.01^SUCCESS                                -> Refunded
 * 2011031500000002^0.01^SUCCESS^true^P$fee@example.com^2088000000000001^0.00^SUCCESS
 *                                                              -> Refunded, under way at the bank
 * 2011031500000002^0.01^SUCCESS^true^F                         -> BankRefused
 * 2011031500000003^18.00^SELLER_BALANCE_NOT_ENOUGH^false^null  -> NotRefunded
 * 2011031500000003^18.00^SUCCESS^true                          -> Unreadable
 * }</pre>
 *
 * @param batch_no the batch, "" when the notification does not name it
 * @param success_num how many were refunded, as the gateway counts; empty when it does not say
 * @param items one for each trade, in the gateway's order
 */
public record BatchRefundResult(String batch_no, OptionalInt success_num, List<Item> items) {
    /** The notify_type of the notification. */
    public static final String NOTIFY_TYPE = FormData.BATCH_REFUND_NOTIFY;

    private static final String SUCCESS = "SUCCESS";
    private static final Pattern TRADE_NO = Pattern.compile("[0-9A-Za-z._-]{1,64}");
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z._-]{1,100}");

    /** The result of one trade's refund. */
    public sealed interface Item {
        /** The money went back to the buyer. */
        record Refunded(String trade_no, BigDecimal amount, Details details) implements Item {
            public Refunded(String trade_no, BigDecimal amount) {
                this(trade_no, amount, Details.NONE);
            }
        }

        /** Alipay refunded it, but the buyer's bank did not accept it. A person has to find out where the money is. */
        record BankRefused(String trade_no, BigDecimal amount, Details details) implements Item {}

        /**
         * The refund failed.
         *
         * @param code the vendor's word, as received
         */
        record NotRefunded(String trade_no, BigDecimal amount, String code, Details details) implements Item {
            public NotRefunded(String trade_no, BigDecimal amount, String code) {
                this(trade_no, amount, code, Details.NONE);
            }
        }

        /** None of the known formats: the result is unknown and has to be looked up on Alipay's site. */
        record Unreadable(String text) implements Item {
            /** Returns what is wrong with it; "" when it does not resemble an item at all. */
            public String why() {
                return obstacle(main(text)).orElse("");
            }
        }
    }

    /**
     * Additional information of an item.
     *
     * @param note in a few words; "" when there is nothing worth a line
     * @param open whether a person has to check it: a fee or a royalty that was not returned, or a part that is not understood
     */
    public record Details(String note, boolean open) {
        /** No additional information. */
        public static final Details NONE = new Details("", false);

        private static Details of(List<Details> all) {
            String note = all.stream()
                    .map(Details::note)
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining("; "));
            return new Details(note, all.stream().anyMatch(Details::open));
        }
    }

    public BatchRefundResult {
        items = List.copyOf(items);
    }

    /** Returns the result in a notification; empty when it is of another type. */
    public static Optional<BatchRefundResult> read(Notification notification) {
        return isOne(notification)
                ? Optional.of(new BatchRefundResult(
                        notification.text("batch_no"),
                        count(notification.text("success_num")),
                        items(notification.text("result_details"))))
                : Optional.empty();
    }

    /** Returns whether a message claims to contain such a result. */
    public static boolean isOne(Notification notification) {
        return notification.text("notify_type").equals(NOTIFY_TYPE);
    }

    private static OptionalInt count(String text) {
        return text.matches("[0-9]{1,4}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private static List<Item> items(String result_details) {
        return result_details.isEmpty()
                ? List.of()
                : Arrays.stream(result_details.split("#", -1))
                        .map(BatchRefundResult::item)
                        .toList();
    }

    private static Item item(String text) {
        List<String> fields = main(text);
        if (obstacle(fields).isPresent()) {
            return new Item.Unreadable(text);
        }
        String trade_no = fields.get(0);
        BigDecimal amount = Money.parse(fields.get(1)).orElseThrow();
        String code = fields.get(2);
        Details details = details(text, fields);
        if (bank(fields).equals("true^F")) {
            return new Item.BankRefused(trade_no, amount, details);
        }
        return code.equals(SUCCESS)
                ? new Item.Refunded(trade_no, amount, details)
                : new Item.NotRefunded(trade_no, amount, code, details);
    }

    /** Returns the fields before the first {@code $} or bar. */
    private static List<String> main(String text) {
        return List.of(text.split("[$|]", 2)[0].split("\\^", -1));
    }

    /** Returns the two fields about the buyer's bank; "" when there are none. */
    private static String bank(List<String> fields) {
        return fields.size() == 3 ? "" : fields.get(3) + "^" + fields.get(4);
    }

    /** Returns why these are not the fields of an item; empty when they are. */
    private static Optional<String> obstacle(List<String> fields) {
        if (fields.size() < 3) {
            return Optional.of("");
        }
        if (fields.size() == 4) {
            return Optional.of("four fields, neither three nor five");
        }
        if (!TRADE_NO.matcher(fields.get(0)).matches()) {
            return Optional.of("no trade_no");
        }
        if (Money.parse(fields.get(1)).isEmpty()) {
            return Optional.of("no amount");
        }
        if (!CODE.matcher(fields.get(2)).matches()) {
            return Optional.of("no code");
        }
        return switch (bank(fields)) {
            case "", "false^null", "false^" -> Optional.empty();
            case "true^S", "true^P", "true^F" ->
                fields.get(2).equals(SUCCESS) ? Optional.empty() : Optional.of("not refunded, and yet sent to a bank");
            default -> Optional.of("unknown words about the bank");
        };
    }

    private static Details details(String text, List<String> fields) {
        List<Details> all = new ArrayList<>();
        if (bank(fields).equals("true^P")) {
            all.add(new Details("under way at the buyer's bank", false));
        }
        if (fields.size() > 5) {
            all.add(new Details("passed over: " + String.join("^", fields.subList(5, fields.size())), false));
        }
        boolean refunded = fields.get(2).equals(SUCCESS);
        // Each part with its leading separator; $$, which begins a sub-trade, is not split.
        Arrays.stream(text.split("(?=\\||(?<!\\$)\\$)"))
                .skip(1)
                .map(part -> part(part, refunded))
                .forEach(all::add);
        return Details.of(all);
    }

    /** Reads a fee, {@code $account^id^amount^code}, or a royalty or sub-trade, whose last field is the code. */
    private static Details part(String part, boolean refunded) {
        boolean fee = part.startsWith("$") && !part.startsWith("$$");
        List<String> fields = List.of(part.split("\\^", -1));
        String code = fields.get(fee ? Math.min(3, fields.size() - 1) : fields.size() - 1);
        boolean known = fee ? fields.size() >= 4 && Money.parse(fields.get(2)).isPresent() : fields.size() >= 2;
        if (!known || !CODE.matcher(code).matches()) {
            return new Details("not understood: " + part, true);
        }
        if (!code.equals(SUCCESS)) {
            return new Details((fee ? "fee" : "share") + " not returned: " + part, refunded);
        }
        return fee && fields.size() > 4 ? new Details("passed over in " + part, false) : Details.NONE;
    }
}
