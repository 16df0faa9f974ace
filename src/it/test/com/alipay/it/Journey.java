package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.htmlunit.html.HtmlPage;

/**
 * The tutorials' story from the first page to the last: a buyer fills in the page, pays at the cashier, comes back; the shop was
 * told meanwhile; with escrow the seller ships and the buyer confirms.
 */
record Journey(Shop shop, LocalAlipay alipay, Product product) {
    void go() throws IOException, InterruptedException {
        Purchase purchase = Purchase.of(product);
        // Alipay waits for an answer some seconds only; on a busy machine the first call of a page, which compiles it,
        // takes longer.
        Http.get(shop.page("notify_url.jsp"));
        try (Buyer buyer = Buyer.withoutScripts()) {
            HtmlPage cashier = buyer.proceed(buyer.order(shop, purchase));
            assertThat(cashier.asNormalizedText()).contains(purchase.subject(), "0.01", Shop.SELLER);

            HtmlPage success = buyer.pay(cashier, product, purchase);
            HtmlPage back = buyer.goBack(success);

            String out_trade_no = outTradeNo(back);
            JsonObject trade = alipay.trade(out_trade_no);
            String trade_no = Shop.text(trade, "trade_no");
            assertThat(back.getUrl().toString()).startsWith(shop.page("return_url.jsp"));
            assertThat(back.getCharset()).isEqualTo(shop.charset());
            assertThat(back.asNormalizedText())
                    .contains(trade_no, out_trade_no, "0.01", purchase.subject(), purchase.body())
                    .contains(purchase.receiver(), purchase.address());
            theOrderIsPaid(purchase, out_trade_no, trade_no);
            theTestPageSays(out_trade_no, "paid", "returned", "notified", "answered");
            if (product.isEscrow()) {
                theGoodsAreSentAndConfirmed(out_trade_no, trade_no);
                theTestPageSays(out_trade_no, "shipped", "confirmed");
            }
            everyDeliveryWasAcknowledgedAtOnce(out_trade_no);
        }
    }

    private String outTradeNo(HtmlPage back) {
        List<String> values = RawForm.parse(back.getUrl().getQuery()).pairs().stream()
                .filter(pair -> pair.startsWith("out_trade_no="))
                .map(pair -> pair.substring("out_trade_no=".length()))
                .toList();
        assertThat(values)
                .as("one out_trade_no in the return to %s", shop.url())
                .hasSize(1);
        return values.get(0);
    }

    private void theOrderIsPaid(Purchase purchase, String out_trade_no, String trade_no)
            throws IOException, InterruptedException {
        alipay.settle();
        JsonObject order = shop.order(out_trade_no).orElseThrow();
        assertThat(Shop.text(order, "trade_no")).isEqualTo(trade_no);
        assertThat(Shop.text(order, "trade_status"))
                .isEqualTo(product.isEscrow() ? "WAIT_SELLER_SEND_GOODS" : "TRADE_FINISHED");
        assertThat(Shop.text(order, "service")).isEqualTo(product.service);
        assertThat(Shop.text(order, "mode")).isEqualTo(product.mode);
        assertThat(Shop.text(order, "subject")).isEqualTo(purchase.subject());
        assertThat(Shop.text(order, "body")).isEqualTo(purchase.body());
        assertThat(Shop.text(order, "total_fee")).isEqualTo("0.01");
        assertThat(Shop.text(order, "buyer_email")).isEqualTo("buyer@example.com");
        assertThat(Shop.text(order, "paid_at")).isNotEmpty();
        assertThat(shop.times("PAID", out_trade_no)).isEqualTo(1);
    }

    /** 双功能 3 / 担保 4: what the page of the test chapter has seen of this order. */
    private void theTestPageSays(String out_trade_no, String... seen) throws IOException, InterruptedException {
        String html = new String(
                Http.getAsAdmin(shop.page("admin/test.jsp?out_trade_no=" + out_trade_no))
                        .body(),
                shop.charset());
        for (String step : seen) {
            assertThat(html).containsPattern("<tr id=\"" + step + "\"><td[^>]*>[^<]*</td><td[^>]*>已看到");
        }
        assertThat(html)
                .contains("<a id=\"order\" href=\"order.jsp?out_trade_no=" + out_trade_no)
                .contains(product.isEscrow() ? "担保" : "即时到账的交易不用确认收货");
    }

    private void theGoodsAreSentAndConfirmed(String out_trade_no, String trade_no)
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

    private void everyDeliveryWasAcknowledgedAtOnce(String out_trade_no) throws IOException, InterruptedException {
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
