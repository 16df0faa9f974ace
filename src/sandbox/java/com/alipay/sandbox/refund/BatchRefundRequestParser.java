package com.alipay.sandbox.refund;

import com.alipay.i18n.Text;
import com.alipay.sandbox.gateway.GatewayErrorCode;
import com.alipay.sandbox.gateway.GatewayRefusal;
import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.TradeRepository;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Validates and parses the parameters of both refund services: seller, batch_no, refund_date, batch_num, detail_data, in that
 * order; the first error rejects the whole batch. Errors of a single trade are found when the batch is executed.
 */
public final class BatchRefundRequestParser {
    private static final int MOST = 1000;

    private final Accounts accounts;
    private final TradeRepository book;
    private final SandboxClock clock;

    public BatchRefundRequestParser(Accounts accounts, TradeRepository book, SandboxClock clock) {
        this.accounts = accounts;
        this.book = book;
        this.clock = clock;
    }

    /** @param withPassword whether it is the service for browsers, which accepts no royalty parts */
    public Optional<GatewayRefusal> check(Parameters params, boolean withPassword) {
        List<Supplier<Optional<GatewayRefusal>>> checks = List.of(
                () -> seller(params, withPassword),
                () -> batchNo(params.get("batch_no")),
                () -> refundDate(params.get("refund_date")),
                () -> notifyUrl(params.get("notify_url")),
                () -> batchNum(params),
                () -> items(params.get("detail_data"), withPassword),
                () -> trades(params));
        return checks.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    /** Parses parameters that passed {@link #check}. */
    public RefundBatch read(Parameters params, Charset charset) {
        return new RefundBatch(
                params.get("partner"),
                SignType.named(params.get("sign_type")).orElseThrow(),
                charset,
                params.get("batch_no"),
                params.get("notify_url"),
                split(params.get("detail_data"))
                        .map(BatchRefundRequestParser::item)
                        .toList());
    }

    /** Validates the seller; published clients of the service without a password name none. */
    private Optional<GatewayRefusal> seller(Parameters params, boolean isDemanded) {
        if (!namesSeller(params)) {
            return !isDemanded
                    ? Optional.empty()
                    : refuse(
                            GatewayErrorCode.ILLEGAL_ARGUMENT,
                            "seller_email",
                            Texts.of("refusal.no-seller", "seller_email", "seller_user_id"));
        }
        return findSeller(params).isPresent()
                ? Optional.empty()
                : refuse(GatewayErrorCode.SELLER_INFO_NOT_EXIST, "seller_email", Texts.of("refusal.no-such-account"));
    }

    private static boolean namesSeller(Parameters params) {
        return params.has("seller_user_id") || params.has("seller_email");
    }

    private Optional<Account> findSeller(Parameters params) {
        return params.has("seller_user_id")
                ? accounts.byId(params.get("seller_user_id"))
                : accounts.byEmail(params.get("seller_email"));
    }

    private Optional<GatewayRefusal> batchNo(String number) {
        boolean fine = number.matches("\\d{8}[0-9A-Za-z]{3,24}")
                && isToday(number.substring(0, 8))
                && !number.substring(8).equals("000");
        return fine
                ? Optional.empty()
                : refuse(
                        GatewayErrorCode.BATCH_NO_FORMAT_ERROR,
                        "batch_no",
                        Texts.of("refusal.received-quoted", number));
    }

    private Optional<GatewayRefusal> refundDate(String time) {
        boolean fine = time.matches("\\d{4}-\\d\\d-\\d\\d ([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d")
                && isToday(time.substring(0, 10).replace("-", ""));
        return fine
                ? Optional.empty()
                : refuse(GatewayErrorCode.REFUND_DATE_ERROR, "refund_date", Texts.of("refusal.received-quoted", time));
    }

    /**
     * Returns whether it is today by the sandbox's clock or by the machine's: a merchant does not know that the sandbox's was
     * advanced.
     */
    private boolean isToday(String day) {
        return day.equals(ChinaTime.day(clock.now())) || day.equals(ChinaTime.day(Instant.now()));
    }

    private static Optional<GatewayRefusal> notifyUrl(String url) {
        return url.isEmpty() || url.matches("https?://[^/].*") && url.length() <= 190
                ? Optional.empty()
                : refuse(GatewayErrorCode.ILLEGAL_ARGUMENT, "notify_url", Texts.of("refusal.notify-url"));
    }

    private static Optional<GatewayRefusal> batchNum(Parameters params) {
        String number = params.get("batch_num");
        if (!number.matches("[1-9]\\d{0,8}")) {
            return refuse(GatewayErrorCode.BATCH_NUM_ERROR, "batch_num", Texts.of("refusal.received-quoted", number));
        }
        if (Integer.parseInt(number) > MOST) {
            return refuse(GatewayErrorCode.BATCH_NUM_EXCEED_LIMIT, "batch_num", Texts.of("refusal.received", number));
        }
        long items = split(params.get("detail_data")).count();
        return items == Integer.parseInt(number)
                ? Optional.empty()
                : refuse(GatewayErrorCode.BATCH_NUM_NOT_EQUAL_TOTAL, "batch_num", Texts.of("refusal.items", items));
    }

    private static Optional<GatewayRefusal> items(String details, boolean withPassword) {
        Set<String> numbers = new HashSet<>();
        for (String detail : split(details).toList()) {
            String[] parts = main(detail).split("\\^", -1);
            if (parts.length != 3
                    || !parts[0].matches("[0-9A-Za-z]{1,64}")
                    || !Money.isAmount(parts[1])
                    || parts[2].isEmpty()
                    || parts[2].contains("$")) {
                return refuse(
                        GatewayErrorCode.DETAIL_DATA_FORMAT_ERROR, "detail_data", Texts.of("refusal.item", detail));
            }
            if (Charsets.gbkLength(parts[2]) > 256) {
                return refuse(
                        GatewayErrorCode.SINGLE_DETAIL_DATA_EXCEED_LIMIT,
                        "detail_data",
                        Texts.of("refusal.trade", parts[0]));
            }
            if (!numbers.add(parts[0])) {
                return refuse(
                        GatewayErrorCode.DUBL_TRADE_NO_IN_SAME_BATCH,
                        "detail_data",
                        Texts.of("refusal.trade", parts[0]));
            }
            if (withPassword && detail.contains("|")) {
                return refuse(
                        GatewayErrorCode.PWD_REFUND_NOT_ALLOW_ROYALTY,
                        "detail_data",
                        Texts.of("refusal.trade", parts[0]));
            }
        }
        return Optional.empty();
    }

    private Optional<GatewayRefusal> trades(Parameters params) {
        if (!namesSeller(params)) {
            return Optional.empty();
        }
        Account seller = findSeller(params).orElseThrow();
        return split(params.get("detail_data"))
                .map(detail -> book.find(item(detail).tradeNo()))
                .flatMap(Optional::stream)
                .filter(trade -> !trade.request().seller().equals(seller))
                .findFirst()
                .map(trade -> GatewayRefusal.of(
                        GatewayErrorCode.NOT_THIS_SELLER_TRADE,
                        "detail_data",
                        Texts.of("refusal.trade", trade.tradeNo())));
    }

    private static Stream<String> split(String details) {
        return Arrays.stream(details.split("#", -1));
    }

    private static RefundItem item(String detail) {
        String[] parts = main(detail).split("\\^", -1);
        return new RefundItem(parts[0], Money.of(parts[1]), parts[2], detail.contains("|"));
    }

    /** Removes royalty parts, which follow a bar, and a sub-trade, which follows two dollar signs. */
    private static String main(String detail) {
        String buyers = detail.contains("|") ? detail.substring(0, detail.indexOf('|')) : detail;
        return buyers.contains("$$") ? buyers.substring(0, buyers.indexOf("$$")) : buyers;
    }

    private static Optional<GatewayRefusal> refuse(GatewayErrorCode code, String parameter, Text detail) {
        return Optional.of(GatewayRefusal.of(code, parameter, detail));
    }
}
