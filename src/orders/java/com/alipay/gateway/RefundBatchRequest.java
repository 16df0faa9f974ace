package com.alipay.gateway;

import com.alipay.config.Violation;
import com.alipay.i18n.Messages;
import com.alipay.protocol.ChinaTime;
import com.alipay.protocol.Money;
import com.alipay.services.ParameterValidator;
import com.alipay.services.ParameterValidator.Shape;
import com.alipay.util.UtilDate;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * 即时到账批量退款: a batch of refunds of instant trades, validated before anything is signed. Only refundable trades (TRADE_SUCCESS, the
 * advanced contract) can be refunded; the buyer of an escrow trade applies for a refund on Alipay's site. Refunds with royalties
 * (分润) and of sub-trades are not supported. An instance is always valid.
 *
 * <pre>{@code
 * batch_no=20110320001  batch_num=2  detail_data=2011031500000002^0.01^协商退款#2011031500000003^5.00^缺货
 * }</pre>
 *
 * @param batch_no the day in China, {@code yyyyMMdd}, and 3 to 24 letters or digits other than 000; unique per partner. The
 *     gateway accepts a number once, so the same batch sent again after a lost response is refunded once: keep the number
 * @param items one to 1000, of different trades
 * @param parameters all parameters by their protocol names, as they are sent
 */
public record RefundBatchRequest(String batch_no, List<Item> items, Map<String, String> parameters) {

    /**
     * One refund of a batch.
     *
     * @param trade_no 支付宝交易号, not the shop's number
     * @param amount yuan, at least 0.01; part of the payment or all of it
     * @param reason for the buyer, at most 256 bytes of GBK, without {@code ^ # $ |}
     */
    public record Item(String trade_no, BigDecimal amount, String reason) {
        public Item {
            Objects.requireNonNull(trade_no, "trade_no");
            Objects.requireNonNull(amount, "amount");
            Objects.requireNonNull(reason, "reason");
        }

        /** Returns the item in the format of {@code detail_data}: {@code 2011031500000002^0.01^协商退款}. */
        @Override
        public String toString() {
            return trade_no + "^" + amount.toPlainString() + "^" + reason;
        }
    }

    private static final int MOST = 1000;
    private static final int LONGEST_REASON = 256;

    private static final Messages MESSAGES = Messages.of(RefundBatchRequest.class);

    private static final Map<String, Shape> SHAPES = Map.of(
            "batch_no",
            Shape.of("[0-9]{8}(?!000$)[0-9A-Za-z]{3,24}", MESSAGES.message("batch_no.form")),
            "notify_url",
            Shape.of("https?://[^\\s?]+", MESSAGES.message("refund_notify_url.form")));

    public RefundBatchRequest {
        items = List.copyOf(items);
        parameters = Map.copyOf(parameters);
    }

    /**
     * Returns what is wrong with these parameters; empty when they are valid.
     *
     * @param parameters {@code batch_no detail_data}, and optionally {@code notify_url}, to which the result of each refund is
     *     posted; {@code batch_num} and {@code refund_date} are filled in
     * @param charset the charset that has to encode every value
     * @param now the time of the refund: the batch number has to begin with its day
     */
    public static List<Violation> check(Map<String, String> parameters, Charset charset, Instant now) {
        return new Parser(parameters, charset, now).check.findings();
    }

    /**
     * Builds the batch from these parameters.
     *
     * @throws com.alipay.services.InvalidRequestException with all problems
     */
    public static RefundBatchRequest of(Map<String, String> parameters, Charset charset, Instant now) {
        return new Parser(parameters, charset, now).batch();
    }

    /**
     * Builds a batch of these items.
     *
     * @param notify_url where the result of each refund is posted; "" for nowhere
     * @throws com.alipay.services.InvalidRequestException with all problems
     */
    public static RefundBatchRequest of(
            String batch_no, List<Item> items, String notify_url, Charset charset, Instant now) {
        String detail_data = items.stream().map(Item::toString).collect(Collectors.joining("#"));
        return of(Map.of("batch_no", batch_no, "detail_data", detail_data, "notify_url", notify_url), charset, now);
    }

    /** Parses and validates one set of parameters. */
    private static final class Parser {
        private final ParameterValidator check;
        private final List<Item> items = new ArrayList<>();

        Parser(Map<String, String> given, Charset charset, Instant now) {
            Map<String, String> parameters = new HashMap<>(given);
            String detail_data = parameters.getOrDefault("detail_data", "");
            String[] details = detail_data == null ? new String[0] : detail_data.split("#", -1);
            fillIn(parameters, "refund_date", UtilDate.format(now));
            fillIn(parameters, "batch_num", Integer.toString(details.length));
            check = new ParameterValidator(parameters);
            check.required("batch_no", MESSAGES.message("batch_no.absent"));
            check.required("detail_data", MESSAGES.message("detail_data.absent"));
            check.characters(charset);
            check.shapes(SHAPES);
            dates();
            if (!check.value("detail_data").isBlank()) {
                details(details);
            }
        }

        private static void fillIn(Map<String, String> parameters, String name, String usual) {
            if (parameters.get(name) == null || parameters.get(name).isEmpty()) {
                parameters.put(name, usual);
            }
        }

        RefundBatchRequest batch() {
            Map<String, String> sent = check.checked();
            return new RefundBatchRequest(sent.get("batch_no"), items, sent);
        }

        private void dates() {
            String refund_date = check.value("refund_date");
            if (ChinaTime.parse(refund_date).isEmpty() || refund_date.length() != 19) {
                check.error("refund_date", MESSAGES.message("refund_date.form"));
            } else if (!check.value("batch_no").isEmpty()
                    && !check.value("batch_no")
                            .startsWith(refund_date.substring(0, 10).replace("-", ""))) {
                check.error("batch_no", MESSAGES.message("batch_no.day", refund_date.substring(0, 10)));
            }
        }

        private void details(String[] details) {
            if (details.length > MOST) {
                check.error("batch_num", MESSAGES.message("batch_num.large", MOST));
            }
            if (!check.value("batch_num").equals(Integer.toString(details.length))) {
                check.error("batch_num", MESSAGES.message("batch_num.differs", details.length));
            }
            Set<String> trades = new HashSet<>();
            for (int i = 0; i < details.length; i++) {
                String[] parts = details[i].split("\\^", -1);
                if (parts.length != 3) {
                    wrong("detail.parts", i);
                    continue;
                }
                detail(i, parts);
                if (!trades.add(parts[0])) {
                    wrong("detail.twice", i);
                }
            }
        }

        private void detail(int i, String[] parts) {
            BigDecimal amount = Money.parse(parts[1]).orElse(BigDecimal.ZERO);
            int length = ParameterValidator.bytes(parts[2]);
            if (!ParameterValidator.TRADE_NO.pattern().matcher(parts[0]).matches()) {
                wrong("detail.trade_no", i);
            }
            if (amount.signum() == 0) {
                wrong("detail.amount", i);
            }
            if (parts[2].isBlank() || length > LONGEST_REASON) {
                wrong(parts[2].isBlank() ? "detail.reason.absent" : "detail.reason.long", i, LONGEST_REASON, length);
            }
            if (parts[2].indexOf('$') >= 0 || parts[2].indexOf('|') >= 0) {
                wrong("detail.reason.royalty", i);
            }
            items.add(new Item(parts[0], amount, parts[2]));
        }

        /** @param i index of the refund in the batch */
        private void wrong(String problem, int i, Object... arguments) {
            List<Object> all = new ArrayList<>(List.of(i + 1));
            all.addAll(List.of(arguments));
            check.error("detail_data", MESSAGES.message(problem, all.toArray()));
        }
    }
}
