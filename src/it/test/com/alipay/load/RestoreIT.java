package com.alipay.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.database.PostgresServer;
import com.alipay.it.Folders;
import com.alipay.it.LocalAlipay;
import com.alipay.it.Operator;
import com.alipay.it.SandboxProcess;
import com.alipay.it.Shop;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A backup is restored that is older than three payments. Alipay does not repeat what was acknowledged; the button, and the command,
 * find it and have the shop's code called once for each step. An order placed after the backup is explained.
 */
class RestoreIT {
    private static final DateTimeFormatter CHINA_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** Used while the shop is stopped. */
    private interface Backup {
        void make() throws Exception;

        void restore() throws Exception;
    }

    @Test
    void onTheEmbeddedH2() throws Exception {
        Path folder = Folders.fresh(LoadTest.folder("restore-h2"));
        Path data = Files.createDirectories(folder.resolve("data"));
        Path copy = folder.resolve("copy");
        prove(folder, ShopDatabase.h2(data), new Backup() {
            @Override
            public void make() throws IOException {
                Folders.copy(data, copy);
            }

            @Override
            public void restore() throws IOException {
                Folders.delete(data);
                Folders.copy(copy, data);
            }
        });
    }

    @Test
    void onPostgres() throws Exception {
        Path folder = Folders.fresh(LoadTest.folder("restore-postgres"));
        try (PostgresServer server = PostgresServer.start(folder)) {
            String other = server.newDatabase("other");
            prove(folder, ShopDatabase.on(server, "shop"), new Backup() {
                @Override
                public void make() throws SQLException {
                    execute("create database copy template shop");
                }

                @Override
                public void restore() throws SQLException {
                    execute("drop database shop");
                    execute("create database shop template copy");
                }

                private void execute(String sql) throws SQLException {
                    try (Connection connection = DriverManager.getConnection(other, "postgres", "");
                            Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                }
            });
        }
    }

    private static void prove(Path folder, ShopDatabase database, Backup backup) throws Exception {
        String name = folder.getFileName().toString();
        try (LocalAlipay alipay = LocalAlipay.start("alipay-of-" + name);
                MerchantNode node = MerchantNode.prepare(name, database, alipay.gateway(), alipay.verifyGateway())) {
            Shop shop = node.shop();
            node.tomcat().start();
            String paid = shop.place(LocalAlipay.DUAL);
            String shipped = shop.place(LocalAlipay.DUAL);
            String instant = shop.place(LocalAlipay.DUAL);
            String unpaid = shop.place(LocalAlipay.DUAL);
            node.tomcat().stop();
            backup.make();
            String since = CHINA_TIME.format(LocalDateTime.now(ZoneId.of("Asia/Shanghai")));

            node.tomcat().start();
            String placedLater = shop.place(LocalAlipay.DUAL);
            pay(shop, alipay, paid, "escrow");
            alipay.act(Shop.text(pay(shop, alipay, shipped, "escrow"), "trade_no"), "send_goods");
            pay(shop, alipay, instant, "instant");
            String lost = Shop.text(pay(shop, alipay, placedLater, "escrow"), "trade_no");
            node.tomcat().stop();
            Map<String, Long> calls = database.calls();
            assertThat(calls).hasSize(6).containsEntry(placedLater + " PAID", 1L);

            backup.restore();
            node.tomcat().start();
            for (String out_trade_no : List.of(paid, shipped, instant, unpaid)) {
                assertThat(status(shop, out_trade_no)).isEqualTo("WAIT_BUYER_PAY");
            }
            Operator operator = new Operator(shop);
            operator.reconcile(since);
            assertThat(status(shop, paid)).isEqualTo("WAIT_SELLER_SEND_GOODS");
            assertThat(status(shop, shipped)).isEqualTo("WAIT_BUYER_CONFIRM_GOODS");
            assertThat(status(shop, instant)).isEqualTo("TRADE_FINISHED");
            assertThat(status(shop, unpaid)).isEqualTo("WAIT_BUYER_PAY");
            assertThat(operator.page("admin/reconcile.jsp"))
                    .contains("共查询 4 笔订单", "有变化 3 笔", "支付宝没有交易 1 笔", "没有查到或没有改成 0 笔");

            String orders = shop.everyOrder();
            SandboxProcess again = SandboxProcess.run(
                    List.of(),
                    folder,
                    "reconcile",
                    shop.url(),
                    "--since",
                    since,
                    "--user",
                    "admin",
                    "--password=admin",
                    "--lang",
                    "en");
            assertThat(again.exitCode()).as(again.output()).isZero();
            assertThat(again.output()).contains("4 orders queried: 0 changed");
            assertThat(shop.everyOrder()).isEqualTo(orders);

            assertThat(shop.order(placedLater)).isEmpty();
            assertThat(operator.queryUnknown(placedLater))
                    .contains("本站没有订单 " + placedLater + "，但支付宝有", lost, "0.01 元", "备份之后才下的");
            assertThat(operator.queryUnknown("NOBODYS1")).contains("本站和支付宝都没有订单 NOBODYS1");
            node.tomcat().stop();
            calls.remove(placedLater + " PAID");
            assertThat(database.calls()).isEqualTo(calls);
        }
    }

    private static String status(Shop shop, String out_trade_no) throws IOException, InterruptedException {
        return Shop.text(shop.order(out_trade_no).orElseThrow(), "trade_status");
    }

    private static JsonObject pay(Shop shop, LocalAlipay alipay, String out_trade_no, String mode)
            throws IOException, InterruptedException {
        alipay.accept(LocalAlipay.payRequest(LocalAlipay.DUAL, out_trade_no, shop.charset())
                .with("notify_url", URLEncoder.encode(shop.page("notify_url.jsp"), StandardCharsets.UTF_8))
                .with("return_url", URLEncoder.encode(shop.page("return_url.jsp"), StandardCharsets.UTF_8))
                .signed(shop.charset(), Shop.KEY));
        return alipay.pay(out_trade_no, mode);
    }
}
