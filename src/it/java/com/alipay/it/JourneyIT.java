package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tutorials' story from the first page to the last, in every combination that is promised: a buyer fills in the page, pays at the
 * cashier, comes back; the shop was told meanwhile; with escrow the seller ships and the buyer confirms.
 */
@ExtendWith(Benches.class)
class JourneyIT {
    /** Its name is the line of the test report. */
    private record Cell(Site site, Product product) {
        @Override
        public String toString() {
            return site + " · " + product;
        }
    }

    static Stream<Cell> cells() {
        return Site.all().flatMap(site -> Stream.of(Product.values()).map(product -> new Cell(site, product)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void aBuyerPaysAndEverybodyKnows(Cell cell) throws IOException, InterruptedException {
        Shop shop = cell.site().shop();
        LocalAlipay alipay = cell.site().alipay();
        Purchase purchase = Purchase.of(cell.product());
        try (Buyer buyer = Buyer.withoutScripts()) {
            HtmlPage cashier = buyer.goOn(buyer.order(shop, purchase));
            assertThat(cashier.asNormalizedText()).contains(purchase.subject(), "0.01", Shop.SELLER);

            HtmlPage success = buyer.pay(cashier, cell.product(), purchase);
            HtmlPage back = buyer.goBack(success);

            String out_trade_no = outTradeNo(back, shop);
            JsonObject trade = alipay.trade(out_trade_no);
            String trade_no = Shop.text(trade, "trade_no");
            assertThat(back.getUrl().toString()).startsWith(shop.page("return_url.jsp"));
            assertThat(back.getCharset()).isEqualTo(shop.charset());
            assertThat(back.asNormalizedText())
                    .contains(trade_no, out_trade_no, "0.01", purchase.subject(), purchase.body())
                    .contains(purchase.receiver(), purchase.address());
            theOrderIsPaid(cell, purchase, out_trade_no, trade_no);
            if (cell.product().isEscrow()) {
                theGoodsAreSentAndConfirmed(shop, alipay, out_trade_no, trade_no);
            }
            everyDeliveryWasAcknowledgedAtOnce(alipay, out_trade_no);
        }
    }

    @Test
    void withScriptsTheBrowserIsCarriedToTheCashierAndBack() throws IOException, InterruptedException {
        Site site = new Site(TomcatVersion.TOMCAT_11, Bench.GBK);
        Purchase purchase = Purchase.of(Product.DUAL_INSTANT);
        try (Buyer buyer = Buyer.withScripts()) {
            buyer.order(site.shop(), purchase);
            HtmlPage cashier = buyer.carriedTo(site.alipay().page("cashier/"));

            buyer.pay(cashier, Product.DUAL_INSTANT, purchase);
            HtmlPage back = buyer.carriedTo(site.shop().page("return_url.jsp"));

            assertThat(back.asNormalizedText()).contains(purchase.subject());
        }
    }

    private static String outTradeNo(HtmlPage back, Shop shop) {
        List<String> values = RawForm.parse(back.getUrl().getQuery()).pairs().stream()
                .filter(pair -> pair.startsWith("out_trade_no="))
                .map(pair -> pair.substring("out_trade_no=".length()))
                .toList();
        assertThat(values)
                .as("one out_trade_no in the return to %s", shop.url())
                .hasSize(1);
        return values.get(0);
    }

    private static void theOrderIsPaid(Cell cell, Purchase purchase, String out_trade_no, String trade_no)
            throws IOException, InterruptedException {
        cell.site().alipay().settle();
        Shop shop = cell.site().shop();
        JsonObject order = shop.order(out_trade_no).orElseThrow();
        assertThat(Shop.text(order, "trade_no")).isEqualTo(trade_no);
        assertThat(Shop.text(order, "trade_status"))
                .isEqualTo(cell.product().isEscrow() ? "WAIT_SELLER_SEND_GOODS" : "TRADE_FINISHED");
        assertThat(Shop.text(order, "service")).isEqualTo(cell.product().service);
        assertThat(Shop.text(order, "mode")).isEqualTo(cell.product().mode);
        assertThat(Shop.text(order, "subject")).isEqualTo(purchase.subject());
        assertThat(Shop.text(order, "body")).isEqualTo(purchase.body());
        assertThat(Shop.text(order, "total_fee")).isEqualTo("0.01");
        assertThat(Shop.text(order, "buyer_email")).isEqualTo("buyer@example.com");
        assertThat(Shop.text(order, "paid_at")).isNotEmpty();
        assertThat(shop.times("PAID", out_trade_no)).isEqualTo(1);
    }

    private static void theGoodsAreSentAndConfirmed(Shop shop, LocalAlipay alipay, String out_trade_no, String trade_no)
            throws IOException, InterruptedException {
        alipay.act(trade_no, "send_goods");
        assertThat(Shop.text(shop.order(out_trade_no).orElseThrow(), "trade_status"))
                .isEqualTo("WAIT_BUYER_CONFIRM_GOODS");

        alipay.act(trade_no, "confirm_goods");
        JsonObject order = shop.order(out_trade_no).orElseThrow();
        assertThat(Shop.text(order, "trade_status")).isEqualTo("TRADE_FINISHED");
        assertThat(Shop.text(order, "shipped_at")).isNotEmpty();
        assertThat(Shop.text(order, "finished_at")).isNotEmpty();
        for (String event : List.of("PLACED", "PAID", "SHIPPED", "FINISHED")) {
            assertThat(shop.times(event, out_trade_no)).as(event).isEqualTo(1);
        }
    }

    private static void everyDeliveryWasAcknowledgedAtOnce(LocalAlipay alipay, String out_trade_no)
            throws IOException, InterruptedException {
        assertThat(alipay.deliveries(out_trade_no)).isNotEmpty().allSatisfy(delivery -> {
            assertThat(Shop.text(delivery, "answer_hex")).isEqualTo(hex("success"));
            assertThat(delivery.get("attempt").getAsInt()).isEqualTo(1);
            assertThat(delivery.has("lint")).isFalse();
        });
    }

    private static String hex(String word) {
        return HexFormat.of().formatHex(word.getBytes(StandardCharsets.US_ASCII));
    }
}
