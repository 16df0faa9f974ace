package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator does on the admin pages, and what somebody else's page cannot make him do. */
@ExtendWith(TestEnvironments.class)
class AdminIT {
    static Stream<Site> sites() {
        return Site.all();
    }

    /** An order whose payment came with another amount: the buyer's request was changed on its way to the gateway. */
    private static JsonObject held(Site site, PlacedOrder order) throws IOException, InterruptedException {
        order.pay(order.request().with("price", "0.02"), "instant");
        site.alipay().settle();
        return site.shop().notifications(order.out_trade_no()).stream()
                .filter(notification -> Shop.text(notification, "outcome").equals("HELD"))
                .findFirst()
                .orElseThrow();
    }

    private static String token(Site site, String page) throws IOException, InterruptedException {
        return new Operator(site.shop()).token(page);
    }

    private static HttpResponse<byte[]> act(Site site, Map<String, String> fields, Map<String, String> headers)
            throws IOException, InterruptedException {
        return new Operator(site.shop()).act(fields, headers);
    }

    private static Map<String, String> ownPage(Site site) throws IOException, InterruptedException {
        return new Operator(site.shop()).ownPage();
    }

    private static Map<String, String> release(String id, String token) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("action", "release");
        fields.put("id", id);
        fields.put("reason", "买家用了红包，金额已核对");
        fields.put("token", token);
        return fields;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aHeldMessageIsReleasedWithNameAndReason(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        String id = Shop.text(held(site, order), "id");
        assertThat(order.status()).isEqualTo("WAIT_BUYER_PAY");
        String page = "admin/notice.jsp?id=" + id;
        assertThat(new String(Http.getAsAdmin(site.shop().page(page)).body(), site.charset()))
                .contains("付款总额是 0.02 元，约定的是 0.01 元", "放行", "驳回")
                .contains("<dt>out_trade_no</dt><dd>" + order.out_trade_no() + "</dd>", LocalAlipay.SUBJECT)
                .doesNotContain("sign_type");

        HttpResponse<byte[]> answer = act(site, release(id, token(site, page)), ownPage(site));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(order.status()).isEqualTo("TRADE_FINISHED");
        assertThat(order.times("PAID")).isEqualTo(1);
        assertThat(Shop.objects(order.stored().getAsJsonArray("history")))
                .filteredOn(step -> Shop.text(step, "event").equals("PAID"))
                .singleElement()
                .satisfies(step -> {
                    assertThat(Shop.text(step, "operator")).isEqualTo("admin");
                    assertThat(Shop.text(step, "note")).isEqualTo("买家用了红包，金额已核对");
                });
        assertThat(act(site, release(id, token(site, page)), ownPage(site)).statusCode())
                .as("a second time")
                .isEqualTo(409);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aPostThatIsNotTheOperatorsOwnChangesNothing(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        String id = Shop.text(held(site, order), "id");
        String token = token(site, "admin/notice.jsp?id=" + id);

        assertThat(act(
                                site,
                                release(id, token),
                                Map.of("Origin", "http://evil.example", "Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(act(site, release(id, token), Map.of("Origin", "null")).statusCode())
                .isEqualTo(403);
        assertThat(act(site, release(id, token), Map.of()).statusCode()).isEqualTo(403);
        assertThat(act(site, release(id, "0".repeat(64)), ownPage(site)).statusCode())
                .isEqualTo(403);
        assertThat(Http.post(site.shop().page("admin/act"), RawForm.of(release(id, token), site.charset()))
                        .statusCode())
                .as("without a login")
                .isEqualTo(401);
        assertThat(order.status()).isEqualTo("WAIT_BUYER_PAY");
    }

    /** 双功能 4.1 / 担保 5.1: not only the code. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void whatTheGatewayRefusesIsToldWithItsMeaningWhatToDoAndWhoDoesIt(Site site)
            throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        // The page of an order that is paid offers neither.
        String token = token(site, "admin/order.jsp?out_trade_no=" + order.out_trade_no());
        assertThat(refused(site, order, "query", token))
                .contains("TRADE_NOT_EXIST（交易不存在）：", "买家还没有登录收银台时，支付宝还没有这笔交易", "（由商户程序处理）");
        order.pay("instant");
        site.alipay().settle();
        assertThat(refused(site, order, "ship", token))
                .contains("TRADE_STATUS_NOT_AVAILD（交易当前的状态不允许这个操作）：", "single_trade_query", "（由商户程序处理）");
    }

    private static String refused(Site site, PlacedOrder order, String action, String token)
            throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("action", action);
        fields.put("out_trade_no", order.out_trade_no());
        if (action.equals("ship")) {
            fields.put("transport_type", "EXPRESS");
            fields.put("logistics_name", "顺丰速运");
        }
        fields.put("token", token);
        HttpResponse<byte[]> answer = act(site, fields, ownPage(site));
        assertThat(answer.statusCode()).isEqualTo(409);
        return new String(answer.body(), site.charset());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void anOrderIsMarkedByHand(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        String page = "admin/order.jsp?out_trade_no=" + order.out_trade_no();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("action", "mark");
        fields.put("out_trade_no", order.out_trade_no());
        fields.put("trade_status", "WAIT_SELLER_SEND_GOODS");
        fields.put("reason", "支付宝网站上已付款");
        fields.put("token", token(site, page));

        assertThat(act(site, fields, ownPage(site)).statusCode()).isEqualTo(303);

        assertThat(order.status()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        assertThat(order.times("PAID")).isEqualTo(1);
        assertThat(new String(Http.getAsAdmin(site.shop().page(page)).body(), site.charset()))
                .contains("支付宝网站上已付款");
        fields.put("reason", " ");
        fields.put("trade_status", "WAIT_BUYER_CONFIRM_GOODS");
        assertThat(act(site, fields, ownPage(site)).statusCode())
                .as("without a reason")
                .isEqualTo(409);
    }
}
