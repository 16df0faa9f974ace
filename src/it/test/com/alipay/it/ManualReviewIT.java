package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every mismatch over real HTTP, and what an operator does about it in the browser: the message is held, the page says in Chinese why
 * and what to do, the operator releases or dismisses it, and the order's history has name and reason. With pictures.
 */
@ExtendWith(TestEnvironments.class)
class ManualReviewIT {
    private static final Site SITE = new Site(TomcatVersion.TOMCAT_11, TestEnvironment.GBK);
    private static final String PRICE = "88.00";

    @AutoClose
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
    }

    private static PlacedOrder placed(String service) throws IOException, InterruptedException {
        return new PlacedOrder(SITE, service, SITE.shop().place(service, PRICE));
    }

    private static RawForm request(PlacedOrder order) throws IOException, InterruptedException {
        return order.request().with("price", PRICE);
    }

    /** A page of the admin's, logged in. */
    private static void open(String page) throws IOException, InterruptedException {
        chromium.open(SITE.shop().page(page).replace("http://", "http://admin:admin@"));
    }

    private static void openOrder(PlacedOrder order) throws IOException, InterruptedException {
        open("admin/order.jsp?out_trade_no=" + order.out_trade_no());
    }

    /** The order's only message that waits: found in the JSON by its code, and on the order's page in Chinese. */
    private static String held(PlacedOrder order, String code, String... words)
            throws IOException, InterruptedException {
        JsonObject notification = SITE.shop().notifications(order.out_trade_no()).stream()
                .filter(entry -> Shop.text(entry, "outcome").equals("HELD"))
                .findFirst()
                .orElseThrow();
        assertThat(Shop.text(notification, "reason_code")).isEqualTo(code);
        assertThat(Shop.text(notification, "answer")).isEqualTo("success");
        String id = Shop.text(notification, "id");
        openOrder(order);
        assertThat(chromium.element("#held-" + id).getText())
                .contains("待人工处理")
                .contains(words)
                .contains("驳回");
        return id;
    }

    private static void decide(PlacedOrder order, String id, String action, String why)
            throws IOException, InterruptedException {
        chromium.type("#reason-" + id, why);
        chromium.follow("#held-" + id + " button[value=" + action + "]");
        chromium.element("body:not(:has(#held-" + id + ")) #history .decided");
        assertThat(chromium.url()).contains("order.jsp?out_trade_no=" + order.out_trade_no());
        assertThat(chromium.element("#history").getText()).contains("操作人 admin · 原因：" + why);
        JsonObject trace = last(Shop.objects(order.stored().getAsJsonArray("history")));
        assertThat(Shop.text(trace, "operator")).isEqualTo("admin");
        assertThat(Shop.text(trace, "note")).isEqualTo(why);
        assertThat(Shop.text(trace, "notice_id")).isEqualTo(id);
    }

    private static JsonObject last(List<JsonObject> rows) {
        return rows.get(rows.size() - 1);
    }

    private static void released(PlacedOrder order, String id, String why) throws IOException, InterruptedException {
        decide(order, id, "release", why);
        assertThat(order.times("PAID")).isEqualTo(1);
        assertThat(chromium.shows("#held-" + id)).isFalse();
    }

    /** Nothing of the order changes but its history. */
    private static void dismissed(PlacedOrder order, String id, String why) throws IOException, InterruptedException {
        String before = order.status();
        long paid = order.times("PAID");
        decide(order, id, "dismiss", why);
        assertThat(order.status()).isEqualTo(before);
        assertThat(order.times("PAID")).isEqualTo(paid);
        assertThat(chromium.element("#history").getText()).contains("驳回通知");
        assertThat(chromium.shows("#held-" + id)).isFalse();
    }

    @Test
    void anotherAmountIsReleased() throws IOException, InterruptedException {
        PlacedOrder order = placed(LocalAlipay.DUAL);
        SITE.alipay().fault("WRONG_AMOUNT");
        try {
            order.pay(request(order), "escrow");
        } finally {
            SITE.alipay().noFaults();
        }

        String id = held(order, "AMOUNT", "金额不符", "付款总额是 89.00 元，约定的是 88.00 元", "到支付宝网站核对", "放行");
        chromium.photograph("a1-held");
        open("admin/orders.jsp?held=1&reason=AMOUNT&out_trade_no=" + order.out_trade_no());
        assertThat(chromium.element("#orders").getText()).contains(order.out_trade_no(), "待处理 1");
        chromium.photograph("a2-orders-filter");
        open("admin/notice.jsp?id=" + id);
        assertThat(chromium.element("#notice").getText())
                .contains("异步通知（notify_url）", "待人工处理（HELD）", "付款总额是 89.00 元，约定的是 88.00 元");
        assertThat(chromium.element("#repair").getText()).contains("放行", "驳回", "重放");
        assertThat(chromium.repeatedIds()).isEmpty();
        chromium.photograph("a8-notice");
        openOrder(order);
        released(order, id, "多付的 1 元是运费，已和买家说定");

        assertThat(order.status()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        assertThat(chromium.element("#history").getText())
                .contains("扣住：金额不符", "已付款", "等待买家付款 WAIT_BUYER_PAY", "买家已付款，等待卖家发货 WAIT_SELLER_SEND_GOODS");
        chromium.photograph("a3-released");
    }

    @Test
    void anotherSellerIsDismissed() throws IOException, InterruptedException {
        PlacedOrder order = placed(LocalAlipay.DUAL);
        SITE.alipay().fault("OTHER_SELLER");
        try {
            order.pay(request(order), "instant");
        } finally {
            SITE.alipay().noFaults();
        }

        String id =
                held(order, "OTHER_SELLER", "收款账号是 other-seller@example.com", "订单的收款账号是 " + Shop.SELLER, "钱可能没有付给本店");
        dismissed(order, id, "支付宝上没有这笔收款");
        dismissed(order, held(order, "OTHER_SELLER", "收款账号不符"), "支付宝上没有这笔收款");
        chromium.photograph("a4-dismissed");
    }

    /** The order knows its trade; a second message of the right key names another one. */
    @Test
    void anotherTradeNumberIsDismissed() throws IOException, InterruptedException {
        PlacedOrder order = placed(LocalAlipay.DUAL);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            order.pay(request(order).with("notify_url", PlacedOrder.escaped(recorder.url())), "escrow");
            RawForm paid = recorder.await("WAIT_SELLER_SEND_GOODS");
            assertThat(SITE.shop().notify(paid)).isEqualTo("success");
            String known = Shop.text(order.stored(), "trade_no");
            RawForm other = paid.with("trade_no", "2011031500009999").signed(SITE.charset(), Shop.KEY);
            assertThat(SITE.shop().notify(other)).isEqualTo("success");
            assertThat(SITE.shop().notifications(order.out_trade_no()))
                    .as("the same notify_id, which was applied, is a repeat whatever else it says")
                    .noneMatch(entry -> Shop.text(entry, "outcome").equals("HELD"));
            SITE.alipay().act(Shop.text(SITE.alipay().trade(order.out_trade_no()), "trade_no"), "send_goods");
            RawForm sent = recorder.await("WAIT_BUYER_CONFIRM_GOODS")
                    .with("trade_no", "2011031500009999")
                    .signed(SITE.charset(), Shop.KEY);
            assertThat(SITE.shop().notify(sent)).isEqualTo("success");

            String id = held(order, "OTHER_TRADE_NO", "交易号不符", "2011031500009999", known, "买家可能付了两次");
            dismissed(order, id, "不是这笔订单的交易");
        }
    }

    /** The sandbox knows no coupons: the message is one of its own, changed and signed by the test. */
    @Test
    void aCouponIsReleased() throws IOException, InterruptedException {
        PlacedOrder order = placed(LocalAlipay.DUAL);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            order.pay(request(order).with("notify_url", PlacedOrder.escaped(recorder.url())), "escrow");
            RawForm coupon = recorder.await("WAIT_SELLER_SEND_GOODS")
                    .with("use_coupon", "Y")
                    .with("total_fee", "78.00")
                    .signed(SITE.charset(), Shop.KEY);
            assertThat(SITE.shop().notify(coupon)).isEqualTo("success");
        }
        String id = held(order, "COUPON", "买家用了红包", "78.00", "88.00");
        released(order, id, "红包由支付宝承担，货款已收足");
        assertThat(Shop.text(order.stored(), "total_fee")).isEqualTo("78.00");
    }

    @Test
    void aPriceThatTheSellerChangedIsReleased() throws IOException, InterruptedException {
        PlacedOrder order = placed(LocalAlipay.DUAL);
        chromium.open(SITE.alipay().gateway() + "?"
                + request(order).signed(SITE.charset(), Shop.KEY).text());
        chromium.follow("#login");
        chromium.arrivesAt(SITE.alipay().page("cashier/"));
        chromium.element("#pay");
        SITE.alipay().adjustPrice(Shop.text(SITE.alipay().trade(order.out_trade_no()), "trade_no"), "66.00");
        SITE.alipay().pay(order.out_trade_no(), "escrow");
        SITE.alipay().settle();

        String id = held(order, "PRICE_ADJUSTED", "卖家在支付宝上改了价", "66.00", "88.00", "问清是谁改的价");
        released(order, id, "老顾客，店长同意减 22 元");
        assertThat(Shop.text(order.stored(), "total_fee")).isEqualTo("66.00");
    }

    /** The shop heard of nothing before the refund was over. */
    @Test
    void aRefundOfAnOrderNeverSeenPaidIsDismissed() throws IOException, InterruptedException {
        PlacedOrder order = placed(LocalAlipay.ESCROW);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            order.pay(request(order).with("notify_url", PlacedOrder.escaped(recorder.url())), "escrow");
            refundWholly(order.out_trade_no());
            assertThat(SITE.shop().notify(recorder.await("TRADE_CLOSED"))).isEqualTo("success");
        }
        String id = held(order, "REFUND_OF_UNPAID", "没有付款的记录，却来了退款的通知（退款成功 REFUND_SUCCESS）", "向支付宝查询");
        dismissed(order, id, "买家付款后马上退了款，没有发货");
    }

    @Test
    void aRefundOfAnOrderThatIsNotOursIsDismissed() throws IOException, InterruptedException {
        String nobodys = "NOBODYS-REFUND";
        PlacedOrder unknown = new PlacedOrder(SITE, LocalAlipay.ESCROW, nobodys);
        unknown.pay("escrow");
        refundWholly(nobodys);
        SITE.alipay().settle();
        JsonObject notification = SITE.shop().notifications(nobodys).get(0);
        assertThat(Shop.text(notification, "outcome")).isEqualTo("HELD");
        assertThat(Shop.text(notification, "reason_code")).isEqualTo("NO_ORDER");
        assertThat(Shop.text(notification, "trade_status")).isEqualTo("TRADE_CLOSED");
        String id = Shop.text(notification, "id");

        open("admin/notice.jsp?id=" + id);
        assertThat(chromium.text()).contains("本站没有这个订单号", "驳回", "重放", "REFUND_SUCCESS");
        assertThat(chromium.shows("#release")).as("no order to move").isFalse();
        assertThat(chromium.shows("#about")).as("no order to open").isFalse();
        assertThat(chromium.repeatedIds()).isEmpty();
        chromium.photograph("a5-no-order");
        chromium.type("#repair [name=reason]", "不是本店的订单");
        chromium.follow("#dismiss");

        chromium.element("#notice ~ form:not(:has(#dismiss))");
        JsonObject after = SITE.shop().notifications(nobodys).stream()
                .filter(entry -> Shop.text(entry, "id").equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(Shop.text(after, "outcome")).isEqualTo("DISMISSED");
        assertThat(Shop.text(after, "operator")).isEqualTo("admin");
        assertThat(Shop.text(after, "note")).isEqualTo("不是本店的订单");
        assertThat(chromium.element("#notice").getText()).contains("本站没有这个订单号", "admin：不是本店的订单");
        assertThat(SITE.shop().order(nobodys)).isEmpty();
    }

    private static void refundWholly(String out_trade_no) throws IOException, InterruptedException {
        String trade_no = Shop.text(SITE.alipay().trade(out_trade_no), "trade_no");
        SITE.alipay().act(trade_no, "apply_refund");
        SITE.alipay().act(trade_no, "agree_refund");
    }

    /** A whole life of an order, with a message that comes twice, as the merchant reads it. */
    @Test
    void aTimelineTellsTheWholeStory() throws IOException, InterruptedException {
        PlacedOrder order = placed(LocalAlipay.DUAL);
        order.pay(request(order), "escrow");
        String trade_no = Shop.text(order.stored(), "trade_no");
        JsonObject paid = last(SITE.alipay().deliveries(order.out_trade_no()));
        SITE.alipay().act(trade_no, "send_goods");
        // Within the same second it would be the same message, which is a count on its row.
        SITE.alipay().advance(Duration.ofSeconds(1));
        SITE.alipay().resend(paid);
        SITE.alipay().act(trade_no, "confirm_goods");
        SITE.alipay().settle();

        openOrder(order);
        assertThat(chromium.element("#history").getText())
                .contains("下单页面", "下单", "异步通知")
                .contains("已付款", "已发货", "交易完成", "重复", "这条通知处理过了，不再处理")
                .contains("卖家已发货，等待买家确认收货 WAIT_BUYER_CONFIRM_GOODS", "交易完成 TRADE_FINISHED");
        chromium.photograph("a6-order-timeline");
    }

    /** The lists of messages, of those with a right signature and of unverified ones. */
    @Test
    void theListsOfMessagesSayInChineseWhatBecameOfThem() throws IOException, InterruptedException {
        PlacedOrder order = placed(LocalAlipay.DUAL);
        order.pay(request(order), "instant");
        assertThat(SITE.shop()
                        .notify(request(order)
                                .with("out_trade_no", order.out_trade_no())
                                .with("notify_id", "1")
                                .with("sign", "0".repeat(32))
                                .with("sign_type", "MD5")))
                .isEqualTo("fail");

        open("admin/notices.jsp?out_trade_no=" + order.out_trade_no());
        assertThat(chromium.element("#notices").getText())
                .contains("异步通知", "notify_url", "已更新订单（ADVANCED）", "真实", "订单从");
        assertThat(chromium.repeatedIds()).isEmpty();
        chromium.photograph("a9-notices");
        open("admin/notices.jsp?kind=strangers&out_trade_no=" + order.out_trade_no());
        assertThat(chromium.element("#notices").getText()).contains("异步通知", "签名不一致", "核对 key、编码和参数");
        assertThat(chromium.repeatedIds()).isEmpty();
        chromium.photograph("a10-strangers");
    }

    @Test
    void aFilterIsALinkAndABadValueIsToldBesideItsField() throws IOException, InterruptedException {
        PlacedOrder order = placed(LocalAlipay.DUAL);
        open("admin/orders.jsp");
        chromium.element("#filter summary").click();
        chromium.type("#out_trade_no", order.out_trade_no());
        chromium.type("#from", "2011-03-15");
        chromium.follow("#search");
        chromium.element("#orders");
        assertThat(chromium.url()).contains("out_trade_no=" + order.out_trade_no(), "from=2011-03-15");
        assertThat(chromium.element("#orders").getText()).contains(order.out_trade_no(), "等待买家付款");

        assertThat(chromium.element("#conditions").getText())
                .contains("订单号 " + order.out_trade_no(), "下单时间从 2011-03-15");
        chromium.element("#filter summary").click();
        chromium.type("#from", "昨天");
        chromium.follow("#search");
        assertThat(chromium.element("#from-advice:not(:empty)").getText()).contains("不是时间", "2011-03-15 10:00");
        assertThat(chromium.element("#out_trade_no").getDomProperty("value")).isEqualTo(order.out_trade_no());
        chromium.photograph("a7-bad-filter");
    }
}
