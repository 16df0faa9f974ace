package com.alipay.it;

import com.google.gson.JsonObject;
import java.io.IOException;

/** An order that the shop has stored: the buyer has filled in the shop's page and not gone on to Alipay yet. */
record PlacedOrder(Site site, String service, String out_trade_no) {
    /** 0.01 yuan for something Chinese, through the dual interface. */
    static PlacedOrder at(Site site) throws IOException, InterruptedException {
        return at(site, LocalAlipay.DUAL);
    }

    static PlacedOrder at(Site site, String service) throws IOException, InterruptedException {
        return new PlacedOrder(site, service, site.shop().place(service));
    }

    /** The shop's request as its buyer's browser would carry it to the gateway, not signed yet. */
    RawForm request() throws IOException, InterruptedException {
        return LocalAlipay.payRequest(service, out_trade_no, site.charset())
                .with("notify_url", escaped(site.shop().page("notify_url.jsp")))
                .with("return_url", escaped(site.shop().page("return_url.jsp")));
    }

    /** The buyer pays; Alipay tells the shop. Answers the trade, with the return_url of the buyer's browser. */
    JsonObject pay(String mode) throws IOException, InterruptedException {
        return pay(request(), mode);
    }

    /** The buyer pays; Alipay tells the postbox and the shop hears nothing. */
    JsonObject payAndRecord(NotificationRecorder recorder, String mode) throws IOException, InterruptedException {
        return pay(request().with("notify_url", escaped(recorder.url())), mode);
    }

    /** The buyer pays what that request says, whoever made it. */
    JsonObject pay(RawForm request, String mode) throws IOException, InterruptedException {
        site.alipay().accept(request.signed(site.charset(), Shop.KEY));
        return site.alipay().pay(out_trade_no, mode);
    }

    /** As the shop has it now. */
    JsonObject stored() throws IOException, InterruptedException {
        return site.shop().order(out_trade_no).orElseThrow();
    }

    /** The order with its history, and without the messages, which come whether they change anything or not. */
    String facts() throws IOException, InterruptedException {
        JsonObject order = stored();
        order.remove("notices");
        return order.toString();
    }

    String status() throws IOException, InterruptedException {
        return Shop.text(stored(), "trade_status");
    }

    long times(String event) throws IOException, InterruptedException {
        return site.shop().times(event, out_trade_no);
    }

    static String escaped(String url) {
        return url.replace(":", "%3A").replace("/", "%2F");
    }
}
