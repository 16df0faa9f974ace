package com.alipay.gateway;

import com.alipay.config.Violation;
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

    private static final Map<String, Shape> SHAPES = Map.of(
            "batch_no",
            Shape.of("[0-9]{8}(?!000$)[0-9A-Za-z]{3,24}", "退款批次号格式不正确", "写成当天日期 yyyyMMdd 加 3 到 24 位字母或数字，不能是 000"),
            "notify_url",
            Shape.of(
                    "https?://[^\\s?]+",
                    "应是完整网址，后面不能带参数",
                    "改成接收退款结果的完整网址，例如 http://www.example.com/refund_notify.jsp"));

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
            check.required("batch_no", "没有退款批次号", "写成当天日期 yyyyMMdd 加 3 到 24 位字母或数字");
            check.required("detail_data", "没有退款明细", "每笔写成 交易号^金额^理由，用 # 分隔");
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
                check.error("refund_date", "退款时间格式不正确", "写成 yyyy-MM-dd HH:mm:ss，或不填");
            } else if (!check.value("batch_no").isEmpty()
                    && !check.value("batch_no")
                            .startsWith(refund_date.substring(0, 10).replace("-", ""))) {
                check.error("batch_no", "退款批次号不是以当天日期开头", "以 " + refund_date.substring(0, 10) + " 的日期开头，中间没有 -");
            }
        }

        private void details(String[] details) {
            if (details.length > MOST) {
                check.error("batch_num", "一批最多 " + MOST + " 笔", "分成几批提交");
            }
            if (!check.value("batch_num").equals(Integer.toString(details.length))) {
                check.error("batch_num", "与 detail_data 里的 " + details.length + " 笔不一致", "不填，由明细计算");
            }
            Set<String> trades = new HashSet<>();
            for (int i = 0; i < details.length; i++) {
                String where = "第 " + (i + 1) + " 笔";
                String[] parts = details[i].split("\\^", -1);
                if (parts.length != 3) {
                    wrong(where + "不是 交易号^金额^理由 三段", "每笔写成 交易号^金额^理由，用 # 分隔，理由里不能有 ^ 和 #");
                    continue;
                }
                detail(where, parts);
                if (!trades.add(parts[0])) {
                    wrong(where + "的交易号与前面重复", "合并成一笔，或分两批提交");
                }
            }
        }

        private void detail(String where, String[] parts) {
            BigDecimal amount = Money.parse(parts[1]).orElse(BigDecimal.ZERO);
            int length = ParameterValidator.bytes(parts[2]);
            if (!ParameterValidator.TRADE_NO.pattern().matcher(parts[0]).matches()) {
                wrong(where + "的交易号不是支付宝交易号", ParameterValidator.TRADE_NO.remedy());
            }
            if (amount.signum() == 0) {
                wrong(where + "的金额应大于 0，最多两位小数", "写成 0.01、88.00 这样，单位是元");
            }
            if (parts[2].isBlank() || length > LONGEST_REASON) {
                wrong(where + "的理由是 " + length + " 字节", "填写理由，最多 " + LONGEST_REASON + " 字节（一个汉字算 2 字节）");
            }
            if (parts[2].indexOf('$') >= 0 || parts[2].indexOf('|') >= 0) {
                wrong(where + "的理由里有 $ 或 |，会被当作分润或子交易", "删去这个字符");
            }
            items.add(new Item(parts[0], amount, parts[2]));
        }

        private void wrong(String problem, String remedy) {
            check.error("detail_data", problem, remedy);
        }
    }
}
