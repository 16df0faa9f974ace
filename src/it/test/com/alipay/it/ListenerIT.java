package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A shop whose own code commits the transaction of its order and then fails, or takes its server down before anybody could notice. Told by
 * the pages that the operator reads.
 */
class ListenerIT {
    private static final String CONTEXT = "shop";

    @Test
    void whatTheListenerCommittedIsHeldShownAndNeverDeliveredTwice() throws Exception {
        RealTomcat tomcat =
                RealTomcat.prepare(TomcatVersion.TOMCAT_10, "listener").withAdmin();
        String database = "jdbc:h2:file:" + tomcat.base().resolve("alipay-data/shop/orders");
        try (Connection shops = DriverManager.getConnection(database)) {
            shops.createStatement().execute("create table gift (number varchar(64))");
        }
        String failing;
        String killing;
        try (tomcat;
                LocalAlipay alipay = LocalAlipay.start("alipay-of-listener")) {
            Map<String, String> settings = Shop.settings(tomcat.url(CONTEXT), StandardCharsets.UTF_8, alipay);
            settings.put("order_listener", CommittingListener.class.getName());
            tomcat.deploy(CONTEXT, settings).addClass(CONTEXT, CommittingListener.class);
            Shop shop = Shop.at(
                    tomcat, CONTEXT, StandardCharsets.UTF_8, tomcat.base().resolve("log.txt"));
            tomcat.start();
            Operator operator = new Operator(shop);

            failing = paid(shop, alipay, "1.00");
            String id = held(shop, failing);
            assertThat(alipay.deliveries(failing))
                    .allSatisfy(delivery ->
                            assertThat(Shop.text(delivery, "answer")).isEqualTo("success"));
            String page = operator.page("admin/order.jsp?out_trade_no=" + failing);
            assertThat(page).contains("商户程序中途提交", "已付款 PAID", "已经做完：不再调用", "没有做：允许再次调用");
            assertThat(operator.page("admin/notice.jsp?id=" + id))
                    .contains("商户程序（order_listener）在“已付款 PAID”这一步自己结束了事务");
            operator.release(id, "the gift has been sent");
            assertThat(Shop.text(shop.order(failing).orElseThrow(), "trade_status"))
                    .isEqualTo("TRADE_FINISHED");
            assertThat(shop.times("PAID", failing)).isEqualTo(1);

            killing = paid(shop, alipay, "2.00");
            tomcat.kill();
            tomcat.start();
            assertThat(Shop.text(shop.order(killing).orElseThrow(), "trade_status"))
                    .as("nothing has noticed the commit before the server died")
                    .isEqualTo("WAIT_BUYER_PAY");
            List<JsonObject> deliveries = alipay.deliveries(killing);
            alipay.resend(deliveries.get(deliveries.size() - 1));
            String left = held(shop, killing);
            operator.confirm(killing, "the gift has been sent");
            operator.replay(left, "the gift has been sent");
            assertThat(Shop.text(shop.order(killing).orElseThrow(), "trade_status"))
                    .isEqualTo("TRADE_FINISHED");
        }
        assertThat(gifts(database)).containsExactly(failing, killing);
    }

    /** Places an order and pays it; Alipay tells the shop. */
    private static String paid(Shop shop, LocalAlipay alipay, String price) throws IOException, InterruptedException {
        String number = shop.place(LocalAlipay.DUAL, price);
        alipay.accept(LocalAlipay.payRequest(LocalAlipay.DUAL, number, shop.charset())
                .with("price", price)
                .with("notify_url", URLEncoder.encode(shop.page("notify_url.jsp"), StandardCharsets.US_ASCII))
                .signed(shop.charset(), Shop.KEY));
        alipay.pay(number, "instant");
        alipay.settle();
        return number;
    }

    /** The number of the message that waits, about an order that has not moved. */
    private static String held(Shop shop, String number) throws IOException, InterruptedException {
        JsonObject order = shop.order(number).orElseThrow();
        assertThat(Shop.text(order, "trade_status")).isEqualTo("WAIT_BUYER_PAY");
        JsonObject held = shop.notifications(number).stream()
                .filter(notification -> Shop.text(notification, "outcome").equals("HELD"))
                .findFirst()
                .orElseThrow();
        assertThat(Shop.text(held, "reason_code")).isEqualTo("LISTENER_ENDED_TRANSACTION");
        return Shop.text(held, "id");
    }

    private static List<String> gifts(String database) throws SQLException {
        try (Connection shops = DriverManager.getConnection(database);
                ResultSet row = shops.createStatement().executeQuery("select listagg(number, ',') from gift")) {
            row.next();
            return List.of(row.getString(1).split(","));
        }
    }
}
