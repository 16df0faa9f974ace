package com.alipay.web.admin;

import com.alipay.config.Violation;
import com.alipay.orders.persistence.OrderQuery;
import com.alipay.orders.persistence.OrderQuery.Cursor;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.PaymentMode;
import com.alipay.orders.rules.RefundStatus;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.protocol.FormData;
import com.alipay.web.Labels;
import com.alipay.web.VisibleText;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Parses the query string of the list of orders, which can be bookmarked: {@code out_trade_no}, {@code trade_no} and
 * {@code buyer_email}, exact match; {@code trade_status}, {@code refund_status} ({@code none} for orders without a refund),
 * {@code mode}; {@code from} and {@code until}, China time, both inclusive; {@code held=1} for orders with held messages,
 * {@code reason} for those with messages held for that reason code; {@code before}, the end of the previous page.
 *
 * @param values the given values without surrounding blanks; only known names with a value
 * @param findings errors in the values; if there are any, there is no filter
 */
public record OrderQueryParser(Map<String, String> values, OrderQuery filter, List<Violation> findings) {
    private static final List<String> NAMES = List.of(
            "out_trade_no",
            "trade_no",
            "buyer_email",
            "trade_status",
            "refund_status",
            "mode",
            "from",
            "until",
            "held",
            "reason",
            "before");

    /** Maximum lengths of the values with exact match, by column name. */
    private static final Map<String, Integer> LONGEST = Map.of("out_trade_no", 64, "trade_no", 64, "buyer_email", 100);

    /** Parses a query string. */
    public static OrderQueryParser of(FormData form) {
        return new Reader(form).query();
    }

    /** Returns the query string of this query for another page: {@code ?trade_status=…&before=…}. */
    public String link(Cursor position, Charset charset) {
        Map<String, String> there = new LinkedHashMap<>(values);
        there.put("before", position.created_at().toEpochMilli() + "." + position.out_trade_no());
        return "?" + FormData.write(there, charset);
    }

    /** Returns the query string of this query for the first page. */
    public String first(Charset charset) {
        Map<String, String> there = new LinkedHashMap<>(values);
        there.remove("before");
        return "?" + FormData.write(there, charset);
    }

    /** Parses the values one by one and collects the errors. */
    private static final class Reader {
        private final Map<String, String> values = new LinkedHashMap<>();
        private final List<Violation> findings = new ArrayList<>();

        Reader(FormData form) {
            for (String name : NAMES) {
                String value = form.text(name).strip();
                if (!value.isEmpty()) {
                    values.put(name, value);
                }
            }
            form.problem().ifPresent(problem -> wrong("", "", "malformed"));
        }

        OrderQueryParser query() {
            Map<String, String> equal = new LinkedHashMap<>();
            LONGEST.keySet().forEach(name -> whole(name).ifPresent(value -> equal.put(name, value)));
            option("trade_status", name -> TradeStatus.of(name).isPresent())
                    .ifPresent(value -> equal.put("trade_status", value));
            option(
                            "refund_status",
                            name -> name.equals("none") || RefundStatus.of(name).isPresent())
                    .ifPresent(value -> equal.put("refund_status", value.equals("none") ? "" : value));
            option("mode", OrderQueryParser::isMode)
                    .ifPresent(value -> equal.put("pay_mode", value.toUpperCase(Locale.ROOT)));
            boolean held = option("held", "1"::equals).isPresent();
            DecisionReason.Code reason = option(
                            "reason", name -> DecisionReason.Code.of(name).isPresent())
                    .flatMap(DecisionReason.Code::of)
                    .orElse(null);
            TimeRange placed = TimeRange.of(values);
            findings.addAll(placed.findings());
            Cursor before = before();
            return findings.isEmpty()
                    ? new OrderQueryParser(
                            values,
                            new OrderQuery(
                                    equal, held || reason != null, reason, placed.from(), placed.until(), before),
                            List.of())
                    : new OrderQueryParser(values, OrderQuery.ALL, List.copyOf(findings));
        }

        private Optional<String> whole(String name) {
            String value = values.getOrDefault(name, "");
            if (value.length() > LONGEST.get(name)) {
                wrong(name, "", "long", LONGEST.get(name));
                return Optional.empty();
            }
            if (isUnseen(value)) {
                wrong(name, VisibleText.text(value, LONGEST.get(name)), "unseen");
                return Optional.empty();
            }
            return Optional.of(value).filter(text -> !text.isEmpty());
        }

        private Optional<String> option(String name, Predicate<String> known) {
            Optional<String> value = Optional.ofNullable(values.get(name));
            if (value.isPresent() && !known.test(value.get())) {
                wrong(name, value.get(), "option");
                return Optional.empty();
            }
            return value;
        }

        private Cursor before() {
            String value = values.get("before");
            if (value == null) {
                return null;
            }
            String[] parts = value.split("\\.", 2);
            if (parts.length == 2
                    && parts[0].matches("[0-9]{1,15}")
                    && parts[1].length() <= 64
                    && !isUnseen(parts[1])) {
                return new Cursor(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1]);
            }
            wrong("before", value, "page");
            return null;
        }

        /** Returns whether a value has control characters: no order has any, and PostgreSQL rejects U+0000 even in a query. */
        private static boolean isUnseen(String value) {
            return value.chars().anyMatch(Character::isISOControl);
        }

        private void wrong(String name, String value, String problem, Object... arguments) {
            findings.add(Labels.finding(name, value, "query." + problem, arguments));
        }
    }

    private static boolean isMode(String name) {
        return Arrays.stream(PaymentMode.values())
                .anyMatch(mode -> mode.name().toLowerCase(Locale.ROOT).equals(name));
    }
}
