package com.alipay.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.Violation;
import com.alipay.orders.persistence.OrderQuery;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.protocol.FormData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The question about orders as it stands in a URL. */
class OrderQueryParserTest {
    private static OrderQueryParser query(String text) {
        return OrderQueryParser.of(FormData.parse(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.UTF_8));
    }

    @Test
    void nothingAskedIsEveryOrder() {
        assertThat(query("").filter()).isEqualTo(OrderQuery.ALL);
        assertThat(query("out_trade_no=+&trade_status=&held=").filter()).isEqualTo(OrderQuery.ALL);
    }

    @Test
    void everythingAskedIsUnderstood() {
        OrderQueryParser query = query(
                "out_trade_no=A1&trade_no=2011&buyer_email=b%40x.cn&trade_status=TRADE_FINISHED"
                        + "&refund_status=none&mode=escrow&from=2011-03-15&until=2011-03-15&reason=AMOUNT&before=1300154340000.A.2");
        assertThat(query.findings()).isEmpty();
        assertThat(query.filter())
                .isEqualTo(new OrderQuery(
                        Map.of(
                                "out_trade_no", "A1",
                                "trade_no", "2011",
                                "buyer_email", "b@x.cn",
                                "trade_status", "TRADE_FINISHED",
                                "refund_status", "",
                                "pay_mode", "ESCROW"),
                        true,
                        DecisionReason.Code.AMOUNT,
                        Instant.parse("2011-03-14T16:00:00Z"),
                        Instant.parse("2011-03-15T16:00:00Z"),
                        new OrderQuery.Cursor(Instant.ofEpochMilli(1300154340000L), "A.2")));
    }

    @ParameterizedTest
    @CsvSource({
        "2011-03-15, 2011-03-14T16:00:00Z, 2011-03-15T16:00:00Z",
        "2011-03-15 10:00, 2011-03-15T02:00:00Z, 2011-03-15T02:01:00Z",
        "2011-03-15T10:00, 2011-03-15T02:00:00Z, 2011-03-15T02:01:00Z",
        "2011-03-15 10:00:07, 2011-03-15T02:00:07Z, 2011-03-15T02:00:08Z",
    })
    void bothTimesAreInclusiveAndChinas(String time, Instant from, Instant until) {
        String text = time.replace(" ", "+").replace(":", "%3A");
        assertThat(query("from=" + text).filter().from()).isEqualTo(from);
        assertThat(query("until=" + text).filter().until()).isEqualTo(until);
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource({
        "trade_status, PAID, there is no such choice",
        "refund_status, NONE, there is no such choice",
        "mode, ESCROW, there is no such choice",
        "held, yes, there is no such choice",
        "reason, amount, there is no such choice",
        "from, 2011-02-30, this is no time",
        "until, yesterday, this is no time",
        "before, 1300154340000, this is no position of a page",
        "out_trade_no, 11111111111111111111111111111111111111111111111111111111111111111, too long",
    })
    void aBadValueIsToldUnderItsName(String name, String value, String problem) {
        OrderQueryParser query = query(name + "=" + value);
        assertThat(query.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.key()).isEqualTo(name);
            assertThat(finding.problem()).hasToString(problem);
            assertThat(finding.remedy().isEmpty()).isFalse();
        });
        assertThat(query.values()).as("shown again in the form").containsEntry(name, value);
    }

    @ParameterizedTest
    @CsvSource({"out_trade_no, %00", "trade_no, 2011%00", "buyer_email, a%0Ab", "before, 1300154340000.%00"})
    void whatNobodyCanSeeIsToldInPlaceOfAskedForItsOrders(String name, String value) {
        assertThat(query(name + "=" + value).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.key()).isEqualTo(name));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(query("trade_status=X&mode=Y&from=Z").findings())
                .extracting(Violation::key)
                .containsExactlyInAnyOrder("trade_status", "mode", "from");
        assertThat(query("from=2011-03-16&until=2011-03-15").findings())
                .extracting(Violation::key)
                .containsExactly("until");
        assertThat(query("mode=escrow&mode=instant").findings())
                .extracting(Violation::key)
                .containsExactly("");
    }

    @Test
    void aLinkAsksTheSameAgain() {
        OrderQueryParser query = query("buyer_email=b%40x.cn&from=2011-03-15+10%3A00&before=1.A");
        OrderQuery.Cursor end = new OrderQuery.Cursor(Instant.ofEpochMilli(7), "订单 1");
        OrderQueryParser next = query(query.link(end, StandardCharsets.UTF_8).substring(1));
        assertThat(next.filter()).isEqualTo(query.filter().before(end));
        assertThat(query(query.first(StandardCharsets.UTF_8).substring(1)).filter())
                .isEqualTo(query.filter().before(null));
    }
}
