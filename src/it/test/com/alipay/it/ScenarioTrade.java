package com.alipay.it;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One order of 9.00 yuan and its trade, taken step by step by buyer and seller on Alipay's side. */
record ScenarioTrade(ScenarioShops.Counter counter, String service, String mode, String out_trade_no) {
    private static final String PRICE = "9.00";
    private static final List<String> NOT_TOLD = List.of("PLACED", "NOTED");

    /** The buyer has filled in the shop's page. */
    static ScenarioTrade place(ScenarioShops.Counter counter, String service, String mode)
            throws IOException, InterruptedException {
        return new ScenarioTrade(counter, service, mode, counter.shop().place(service, PRICE));
    }

    /** A period to wait such as {@code P93D}, or an action of the sandbox: {@code apply_refund:refund_fee=4.00}. */
    void step(String step) throws IOException, InterruptedException {
        if (step.startsWith("P")) {
            alipay().advance(Duration.parse(step));
        } else {
            String[] action = step.split(":|=|&");
            String[] values = List.of(action).subList(1, action.length).toArray(String[]::new);
            alipay().act(trade_no(), action[0], values);
        }
    }

    /** The buyer pays; answers where his browser would go then. */
    String pay() throws IOException, InterruptedException {
        RawForm request = LocalAlipay.payRequest(service, out_trade_no, shop().charset())
                .with("price", PRICE)
                .with("notify_url", escaped("notify_url.jsp"))
                .with("return_url", escaped("return_url.jsp"));
        alipay().accept(request.signed(shop().charset(), Shop.KEY));
        return Shop.text(alipay().pay(out_trade_no, mode), "return_url");
    }

    String trade_no() throws IOException, InterruptedException {
        return Shop.text(alipay().trade(out_trade_no), "trade_no");
    }

    JsonObject stored() throws IOException, InterruptedException {
        return shop().order(out_trade_no).orElseThrow();
    }

    /** {@code TRADE_CLOSED/REFUND_SUCCESS}, or {@code TRADE_FINISHED} without a refund. */
    static String pair(JsonObject trade) {
        String refund = Shop.text(trade, "refund_status");
        return Shop.text(trade, "trade_status") + (refund.isEmpty() ? "" : "/" + refund);
    }

    /** What the order's history says the shop was told. */
    List<String> history() throws IOException, InterruptedException {
        return Shop.objects(stored().getAsJsonArray("history")).stream()
                .map(line -> Shop.text(line, "event"))
                .filter(event -> !NOT_TOLD.contains(event))
                .toList();
    }

    /** What the shop's own code was told: its line in log.txt for every call. */
    List<String> calls() throws IOException {
        Pattern call =
                Pattern.compile("ShopOrderListener.* ([A-Z]+) out_trade_no=" + Pattern.quote(out_trade_no) + " ");
        return shop().log().lines().stream()
                .map(call::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    Shop shop() {
        return counter.shop();
    }

    LocalAlipay alipay() {
        return counter.alipay();
    }

    private String escaped(String page) {
        return shop().page(page).replace(":", "%3A").replace("/", "%2F");
    }
}
