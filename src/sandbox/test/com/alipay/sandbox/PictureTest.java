package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.trade.StatusGraph;
import com.alipay.sandbox.trade.TradeStatus;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pictures on the pages, which are made from the rules, and the same as text. */
class PictureTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();

    /** Every change of the trade's status among the steps of {@link TradeSteps}, which finds them in its own way. */
    @Test
    void theGraphsHoldEveryChangeOfStatusThereIsAndNoOther() {
        SortedSet<String> drawn = new TreeSet<>();
        for (boolean advanced : List.of(false, true)) {
            TradeSteps.begun()
                    .forEach(trade -> StatusGraph.of(trade, advanced)
                            .edges()
                            .forEach(edge -> drawn.add(edge.from() + " -> " + edge.to())));
        }
        SortedSet<String> rules = new TreeSet<>();
        for (String step : TradeSteps.all()) {
            String[] ends = step.replaceAll(" by .*", "").split(" -> ");
            String from = ends[0].replaceAll("/.*", "");
            String to = ends[1].replaceAll("/.*", "");
            if (!from.equals("(none)") && !from.equals(to)) {
                rules.add(from + " -> " + to);
            }
        }
        assertThat(drawn).isEqualTo(rules);
    }

    @ParameterizedTest
    @CsvSource({
        "'', WAIT_SELLER_SEND_GOODS, 能到 WAIT_BUYER_CONFIRM_GOODS（发货）、TRADE_CLOSED（同意退款）",
        "send_goods, WAIT_BUYER_CONFIRM_GOODS, 能到 TRADE_FINISHED（确认收货",
        "send_goods confirm_goods, TRADE_FINISHED, 已经结束"
    })
    void aTradesPageShowsWhereItIsAndWhereItCanGo(String steps, String status, String ways) {
        client.submit(PayForm.escrow("P1"));
        String tradeNo = client.api("pay", "out_trade_no=P1").get("trade_no").getAsString();
        for (String step : steps.isEmpty() ? new String[0] : steps.split(" ")) {
            client.api("trades/" + tradeNo + "/" + step, "");
        }
        String page = Client.text(client.get("/trades/" + tradeNo));

        assertThat(page).contains("<svg", "现在是 " + status, ways);
        assertThat(page).containsPattern("class=\"box now\"/><text [^>]*>" + status + "<");
        for (TradeStatus each : TradeStatus.values()) {
            boolean isEscrows = each != TradeStatus.TRADE_SUCCESS;
            assertThat(page.contains(">" + each + "</text>")).as("%s", each).isEqualTo(isEscrows);
        }
    }

    @Test
    void theTimelineShowsWhatWasSentAndWhatIsToCome() {
        merchant.answers(500, "");
        client.login(PayForm.escrow("P2").with("notify_url", merchant.notifyUrl()));
        String tradeNo = client.list("trades").get(0).get("trade_no").getAsString();
        String page = Client.text(client.get("/trades/" + tradeNo));

        assertThat(page).contains("WAIT_BUYER_PAY 第 1 次，HTTP 500", "WAIT_BUYER_PAY 第 8 次，将会重发");
        assertThat(page).doesNotContain("第 9 次");
        merchant.answers(200, "success");
        client.api("clock", "advance=PT4M");
        assertThat(Client.text(client.get("/trades/" + tradeNo)))
                .contains("WAIT_BUYER_PAY 第 2 次，商户已确认")
                .doesNotContain("将会重发");
    }

    @Test
    void theFirstPageShowsTheLadderThatIsInUse() {
        assertThat(Client.text(client.get("/")))
                .contains("依次再等 4 分钟、10 分钟、10 分钟、1 小时、2 小时、6 小时、15 小时，共 8 次，最后一次在 24 小时 24 分 之后");
    }
}
