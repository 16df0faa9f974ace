package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole graph, to be read beside 双功能 4.4, 4.5 / 担保 5.4. A row says how a trade got where it stands, as
 * {@code trade_status/refund_status}, and for each action that is legal there, where it leads. Every other action must answer
 * 409, change nothing and tell nobody.
 */
class TransitionTest {
    /** The steps that go without a form, or with one that fits everywhere. */
    @Test
    void aButtonThatClosesWithoutANotificationSaysSo() {
        String tradeNo = client.login(PayForm.dual("T2"));
        assertThat(Client.text(client.get("/trades/" + tradeNo))).contains("未付款就关闭的交易不通知商户");
        client.api("trades/" + tradeNo + "/close", "");
        assertThat(Client.text(client.get("/trades/" + tradeNo))).doesNotContain("未付款就关闭的交易不通知商户");
    }

    private static final Map<String, String> FORMS = new TreeMap<>(Map.ofEntries(
            Map.entry("adjust_price", "total_fee=300.00"),
            Map.entry("send_goods", ""),
            Map.entry("confirm_goods", ""),
            Map.entry("extend_timeout", ""),
            Map.entry("apply_refund", ""),
            Map.entry("agree_refund", ""),
            Map.entry("refuse_refund", ""),
            Map.entry("return_goods", ""),
            Map.entry("confirm_return", ""),
            Map.entry("withdraw_refund", ""),
            Map.entry("refund", ""),
            Map.entry("close", "")));

    /** Steps nobody is told of. */
    private static final List<String> UNNOTICED = List.of("close", "extend_timeout");

    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.advanced();

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();
    private final RecordedNotifications journal = new RecordedNotifications(merchant);

    /** The steps that the rows of the graph take, on the way and from where they stand. */
    static Stream<String> steps() {
        Map<String, String> stands = new TreeMap<>(Map.of("", "(none)"));
        rows().forEach(row -> stands.put(row.way(), row.stands()));
        return rows().flatMap(row -> Stream.concat(
                Optional.ofNullable(stands.get(wayTo(row))).stream()
                        .map(from -> TradeSteps.name(from, row.stands(), lastStep(row))),
                row.legal().entrySet().stream()
                        .map(step -> TradeSteps.name(row.stands(), step.getValue(), step.getKey()))));
    }

    private static String wayTo(Row row) {
        int last = row.way().lastIndexOf(' ');
        return last >= 0 ? row.way().substring(0, last) : row.way().equals("login") ? "" : "login";
    }

    private static String lastStep(Row row) {
        String last = row.way().substring(row.way().lastIndexOf(' ') + 1);
        if (last.equals("escrow") || last.equals("instant")) {
            return "pay";
        }
        return last.startsWith("P") ? "timer" : last.split(":")[0];
    }

    static Stream<Arguments> graph() {
        return rows().map(row -> arguments(row.way(), row.stands(), row.legal()));
    }

    private static Stream<Row> rows() {
        String back = "apply_refund:goods_received=T";
        String part = "apply_refund:refund_fee=8.00";
        return Stream.of(
                // Unpaid
                row("login", "WAIT_BUYER_PAY")
                        .leads("adjust_price", "WAIT_BUYER_PAY")
                        .leads("close", "TRADE_CLOSED"),
                row("login close", "TRADE_CLOSED"),
                row("login P15D", "TRADE_CLOSED"),
                // Escrow, paid
                row("escrow", "WAIT_SELLER_SEND_GOODS")
                        .leads("send_goods", "WAIT_BUYER_CONFIRM_GOODS")
                        .leads("apply_refund", "WAIT_SELLER_SEND_GOODS/WAIT_SELLER_AGREE"),
                row("escrow apply_refund", "WAIT_SELLER_SEND_GOODS/WAIT_SELLER_AGREE")
                        .leads("send_goods", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED")
                        .leads("agree_refund", "TRADE_CLOSED/REFUND_SUCCESS")
                        .leads("refuse_refund", "WAIT_SELLER_SEND_GOODS/SELLER_REFUSE_BUYER")
                        .leads("withdraw_refund", "WAIT_SELLER_SEND_GOODS/REFUND_CLOSED"),
                row("escrow apply_refund refuse_refund", "WAIT_SELLER_SEND_GOODS/SELLER_REFUSE_BUYER")
                        .leads("send_goods", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED")
                        .leads("apply_refund", "WAIT_SELLER_SEND_GOODS/WAIT_SELLER_AGREE")
                        .leads("withdraw_refund", "WAIT_SELLER_SEND_GOODS/REFUND_CLOSED"),
                row("escrow apply_refund withdraw_refund", "WAIT_SELLER_SEND_GOODS/REFUND_CLOSED")
                        .leads("send_goods", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED")
                        .leads("apply_refund", "WAIT_SELLER_SEND_GOODS/WAIT_SELLER_AGREE"),
                row("escrow apply_refund agree_refund", "TRADE_CLOSED/REFUND_SUCCESS"),
                row("escrow apply_refund P5D", "WAIT_SELLER_SEND_GOODS/REFUND_CLOSED")
                        .leads("send_goods", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED")
                        .leads("apply_refund", "WAIT_SELLER_SEND_GOODS/WAIT_SELLER_AGREE"),
                row("escrow apply_refund refuse_refund P7D", "WAIT_SELLER_SEND_GOODS/REFUND_CLOSED")
                        .leads("send_goods", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED")
                        .leads("apply_refund", "WAIT_SELLER_SEND_GOODS/WAIT_SELLER_AGREE"),
                // Escrow, shipped
                row("escrow send_goods", "WAIT_BUYER_CONFIRM_GOODS")
                        .leads("confirm_goods", "TRADE_FINISHED")
                        .leads("extend_timeout", "WAIT_BUYER_CONFIRM_GOODS")
                        .leads("apply_refund", "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_AGREE"),
                row("escrow send_goods apply_refund", "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_AGREE")
                        .leads("agree_refund", "TRADE_CLOSED/REFUND_SUCCESS")
                        .leads("refuse_refund", "WAIT_BUYER_CONFIRM_GOODS/SELLER_REFUSE_BUYER")
                        .leads("withdraw_refund", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED"),
                row("escrow send_goods " + part, "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_AGREE")
                        .leads("agree_refund", "TRADE_FINISHED/REFUND_SUCCESS")
                        .leads("refuse_refund", "WAIT_BUYER_CONFIRM_GOODS/SELLER_REFUSE_BUYER")
                        .leads("withdraw_refund", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED"),
                row("escrow send_goods " + back + "&return_goods=F", "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_AGREE")
                        .leads("agree_refund", "TRADE_CLOSED/REFUND_SUCCESS")
                        .leads("refuse_refund", "WAIT_BUYER_CONFIRM_GOODS/SELLER_REFUSE_BUYER")
                        .leads("withdraw_refund", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED"),
                row("escrow send_goods " + back, "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_AGREE")
                        .leads("agree_refund", "WAIT_BUYER_CONFIRM_GOODS/WAIT_BUYER_RETURN_GOODS")
                        .leads("refuse_refund", "WAIT_BUYER_CONFIRM_GOODS/SELLER_REFUSE_BUYER")
                        .leads("withdraw_refund", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED"),
                row("escrow send_goods apply_refund refuse_refund", "WAIT_BUYER_CONFIRM_GOODS/SELLER_REFUSE_BUYER")
                        .leads("apply_refund", "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_AGREE")
                        .leads("withdraw_refund", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED"),
                row("escrow send_goods " + back + " agree_refund", "WAIT_BUYER_CONFIRM_GOODS/WAIT_BUYER_RETURN_GOODS")
                        .leads("return_goods", "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_CONFIRM_GOODS")
                        .leads("withdraw_refund", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED"),
                row(
                                "escrow send_goods " + back + " agree_refund return_goods",
                                "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_CONFIRM_GOODS")
                        .leads("confirm_return", "TRADE_CLOSED/REFUND_SUCCESS")
                        .leads("refuse_refund", "WAIT_BUYER_CONFIRM_GOODS/SELLER_REFUSE_BUYER"),
                row(
                                "escrow send_goods " + back + "&refund_fee=8.00 agree_refund return_goods",
                                "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_CONFIRM_GOODS")
                        .leads("confirm_return", "TRADE_FINISHED/REFUND_SUCCESS")
                        .leads("refuse_refund", "WAIT_BUYER_CONFIRM_GOODS/SELLER_REFUSE_BUYER"),
                row("escrow send_goods apply_refund withdraw_refund", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED")
                        .leads("confirm_goods", "TRADE_FINISHED/REFUND_CLOSED")
                        .leads("extend_timeout", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED")
                        .leads("apply_refund", "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_AGREE"),
                // Escrow, shipped, and nobody deals with the refund
                row("escrow send_goods apply_refund P5D", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED")
                        .leads("confirm_goods", "TRADE_FINISHED/REFUND_CLOSED")
                        .leads("extend_timeout", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED")
                        .leads("apply_refund", "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_AGREE"),
                row("escrow send_goods apply_refund refuse_refund P7D", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED")
                        .leads("confirm_goods", "TRADE_FINISHED/REFUND_CLOSED")
                        .leads("extend_timeout", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED")
                        .leads("apply_refund", "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_AGREE"),
                row("escrow send_goods " + back + " agree_refund P7D", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED")
                        .leads("confirm_goods", "TRADE_FINISHED/REFUND_CLOSED")
                        .leads("extend_timeout", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED")
                        .leads("apply_refund", "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_AGREE"),
                row("escrow send_goods " + back + " agree_refund return_goods P10D", "TRADE_CLOSED/REFUND_SUCCESS"),
                row(
                        "escrow send_goods " + back + "&refund_fee=8.00 agree_refund return_goods P10D",
                        "TRADE_FINISHED/REFUND_SUCCESS"),
                row("escrow send_goods confirm_goods", "TRADE_FINISHED"),
                row("escrow send_goods P10D", "TRADE_FINISHED"),
                row("escrow send_goods " + part + " agree_refund", "TRADE_FINISHED/REFUND_SUCCESS"),
                // Instant, advanced contract
                row("instant", "TRADE_SUCCESS").leads("refund", "TRADE_CLOSED/REFUND_SUCCESS"),
                row("instant refund:refund_fee=8.00", "TRADE_SUCCESS/REFUND_SUCCESS")
                        .leads("refund", "TRADE_CLOSED/REFUND_SUCCESS"),
                row("instant refund", "TRADE_CLOSED/REFUND_SUCCESS"),
                row("instant P92D", "TRADE_FINISHED"),
                row("instant refund:refund_fee=8.00 P92D", "TRADE_FINISHED/REFUND_SUCCESS"));
    }

    private record Row(String way, String stands, Map<String, String> legal) {
        Row leads(String action, String to) {
            Map<String, String> more = new TreeMap<>(legal);
            more.put(action, to);
            return new Row(way, stands, more);
        }
    }

    private static Row row(String way, String stands) {
        return new Row(way, stands, Map.of());
    }

    @Covers(rowsOf = "steps")
    @ParameterizedTest(name = "[{0}] stands at {1} and leads to {2}")
    @MethodSource("graph")
    void everyStepIsTakenWhereItIsLegalAndNowhereElse(String way, String stands, Map<String, String> legal) {
        String tradeNo = arrive(way);
        assertThat(standing(tradeNo)).isEqualTo(stands);
        assertThat(actions(tradeNo)).containsExactlyInAnyOrderElementsOf(legal.keySet());
        journal.fresh();
        FORMS.keySet().stream().filter(action -> !legal.containsKey(action)).forEach(action -> {
            assertThat(post(tradeNo, action).statusCode()).as(action).isEqualTo(409);
            assertThat(standing(tradeNo)).as(action).isEqualTo(stands);
            assertThat(journal.lines()).as(action).isEmpty();
        });
        legal.forEach((action, to) -> {
            sandbox.reset();
            String again = arrive(way);
            journal.fresh();
            assertThat(post(again, action).statusCode()).as(action).isEqualTo(200);
            assertThat(standing(again)).as(action).isEqualTo(to);
            if (!UNNOTICED.contains(action)) {
                assertThat(journal.lines()).as(action).last().isEqualTo(to);
            }
        });
    }

    @Test
    void theOrdinaryContractFinishesAnInstantPaymentForGood() {
        try (Sandbox ordinary = Sandbox.start(SandboxOptions.forMerchant(PayForm.MERCHANT))) {
            Client buyer = new Client(ordinary);
            buyer.submit(PayForm.dual("T1"));
            JsonObject paid = buyer.api("pay", "out_trade_no=T1&mode=instant");
            String address = "/sandbox/api/trades/" + paid.get("trade_no").getAsString() + "/";

            assertThat(paid.get("trade_status").getAsString()).isEqualTo("TRADE_FINISHED");
            FORMS.forEach((action, form) -> assertThat(
                            buyer.post(address + action, form).statusCode())
                    .as(action)
                    .isEqualTo(409));
        }
    }

    /** {@code login}, {@code escrow} or {@code instant}; then actions, {@code action:form}, or a time to pass. */
    private String arrive(String way) {
        String[] steps = way.split(" ");
        PayForm order = PayForm.dual("T1").with("notify_url", merchant.notifyUrl());
        String tradeNo = client.login(order);
        if (!steps[0].equals("login")) {
            client.api("pay", "out_trade_no=T1&mode=" + steps[0]);
        }
        for (String step : List.of(steps).subList(1, steps.length)) {
            String[] parts = step.split(":");
            if (step.startsWith("P")) {
                client.api("clock", "advance=" + step);
            } else {
                client.api("trades/" + tradeNo + "/" + parts[0], parts.length > 1 ? parts[1] : "");
            }
        }
        return tradeNo;
    }

    private static HttpResponse<byte[]> post(String tradeNo, String action) {
        return client.post("/sandbox/api/trades/" + tradeNo + "/" + action, FORMS.get(action));
    }

    private static List<String> actions(String tradeNo) {
        return client.api("trades/" + tradeNo).getAsJsonArray("actions").asList().stream()
                .map(each -> each.getAsString())
                .toList();
    }

    private static String standing(String tradeNo) {
        JsonObject trade = client.api("trades/" + tradeNo);
        return trade.get("trade_status").getAsString()
                + (trade.has("refund_status") ? "/" + trade.get("refund_status").getAsString() : "");
    }
}
