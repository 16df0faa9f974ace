package com.alipay.web.admin;

import com.alipay.config.Configuration;
import com.alipay.diagnosis.site.CheckStatus;
import com.alipay.diagnosis.site.HostNames;
import com.alipay.diagnosis.site.SiteCheck;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.NotificationDao.NotificationRecord;
import com.alipay.orders.persistence.NotificationQuery;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.PaymentMode;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.util.UtilDate;
import com.alipay.web.SiteDiagnosis;
import com.alipay.web.StoredDiagnosis;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Data of admin/test.jsp: the tutorials' test chapter, step by step, for one order of 0.01 yuan.
 *
 * @param out_trade_no the order; "" if there is none yet
 * @param next what to do next
 * @param complete whether every step was seen
 * @tutorial 双功能 3.1, 3.2, 3.3, 3.4, 3.5 / 担保 4.1, 4.2, 4.3, 4.4, 4.5
 */
public record TestPage(String out_trade_no, List<Step> steps, String next, boolean complete) {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    /** How many of the newest orders are searched for one of 0.01 yuan, and how many messages about it are read. */
    private static final int NEWEST = 500;

    private static final int MESSAGES = 200;

    /** Another byte beside {@code success} would come from these. */
    private static final Set<SiteCheck> MORE_BYTES =
            Set.of(SiteCheck.NOTIFY_URL_EXACT, SiteCheck.NOTIFY_URL_BOM, SiteCheck.NOTIFY_URL_MARKUP);

    /**
     * One step.
     *
     * @param code its name in the page
     * @param state 已看到, 还没有 or 不需要
     * @param seen what was seen and when; ""
     * @param todo what to do about a missing step; "" otherwise
     */
    public record Step(String code, String title, String state, String seen, String todo, String section) {
        /** Returns whether it was expected and not seen. */
        public boolean missing() {
            return state.equals("还没有");
        }
    }

    /** Returns the page of this order, or of the newest of 0.01 yuan if the number is "" or unknown. */
    public static TestPage of(String out_trade_no) {
        OrderService orders = OrderService.current();
        Optional<Order> order = orders.find(out_trade_no)
                .or(() -> orders.newest(NEWEST).stream()
                        .filter(it -> it.quantity() == 1 && it.price().compareTo(CENT) == 0)
                        .findFirst());
        if (order.isEmpty()) {
            List<Step> steps = List.of(placed("", "打开 index.jsp 或者自己的下单页面，下一笔 0.01 元的订单"));
            return new TestPage("", steps, steps.get(0).todo(), false);
        }
        String number = order.get().out_trade_no();
        NotificationQuery about = NotificationQuery.newest(MESSAGES).with(NotificationQuery.Field.OUT_TRADE_NO, number);
        return of(
                order.get(),
                Stream.concat(
                                orders.notificationsAbout(number, MESSAGES).stream(),
                                orders.notifications().searchUnverified(about).stream())
                        .sorted(Comparator.comparing(NotificationRecord::last_received_at)
                                .reversed())
                        .toList(),
                SiteDiagnosis.last());
    }

    /** @param messages the newest first */
    static TestPage of(Order order, List<NotificationRecord> messages, Optional<SiteDiagnosis> diagnosis) {
        List<Step> steps = new ArrayList<>();
        steps.add(placed(UtilDate.format(order.created_at()), ""));
        steps.add(paid(order));
        steps.add(verified(
                "returned",
                "返回已验证",
                newest(messages, MessageSource.RETURN_URL),
                "付款成功的页面上等几秒，让浏览器回到 return_url；没有回来，就检查配置里的 return_url",
                "双功能 3.3 / 担保 4.3"));
        List<NotificationRecord> notifications = newest(messages, MessageSource.NOTIFY_URL);
        steps.add(verified(
                "notified", "通知已验证", notifications, "等一分钟；还没有通知，说明支付宝访问不到 notify_url，请看诊断页面", "双功能 3.4 / 担保 4.4"));
        steps.add(answered(notifications, diagnosis));
        steps.add(
                ofEscrow(order, "shipped", "发货", order.shipped_at(), "打开这笔订单，点“通知支付宝已发货”，等支付宝的通知", "即时到账的交易不用在支付宝发货"));
        steps.add(ofEscrow(order, "confirmed", "确认收货", order.finished_at(), "用买家的账号登录支付宝，在交易管理里确认收货", "即时到账的交易不用确认收货"));
        steps.add(logged(diagnosis));
        Optional<Step> missing = steps.stream().filter(Step::missing).findFirst();
        boolean closed = order.trade_status() == TradeStatus.TRADE_CLOSED;
        return new TestPage(
                order.out_trade_no(),
                steps,
                closed && missing.isPresent()
                        ? "这笔交易已经关闭，请重新下一笔 0.01 元的订单"
                        : missing.map(Step::todo).orElseGet(TestPage::afterwards),
                missing.isEmpty());
    }

    private static List<NotificationRecord> newest(List<NotificationRecord> messages, MessageSource source) {
        return messages.stream().filter(it -> it.source().equals(source.code())).toList();
    }

    private static Step placed(String seen, String todo) {
        return step("placed", "下单", !seen.isEmpty(), seen, todo, "双功能 3.2 / 担保 4.2");
    }

    private static Step step(String code, String title, boolean done, String seen, String todo, String section) {
        return new Step(code, title, done ? "已看到" : "还没有", seen, done ? "" : todo, section);
    }

    private static Step paid(Order order) {
        return step(
                "paid",
                "支付",
                order.paid_at() != null,
                time(order.paid_at()),
                "在收银台点“确认无误，付款”；已经付过，就打开这笔订单，点“向支付宝查询”",
                "双功能 3.2 / 担保 4.2");
    }

    private static String time(Instant at) {
        return at == null ? "" : UtilDate.format(at);
    }

    private static Step verified(
            String code, String title, List<NotificationRecord> messages, String todo, String section) {
        Optional<NotificationRecord> genuine = genuine(messages);
        if (genuine.isPresent()) {
            return step(code, title, true, described(genuine.get()), "", section);
        }
        return messages.stream()
                .findFirst()
                .map(it -> step(code, title, false, described(it), "到过，但没有通过验证：" + cause(it), section))
                .orElse(step(code, title, false, "", todo, section));
    }

    private static Optional<NotificationRecord> genuine(List<NotificationRecord> messages) {
        return messages.stream()
                .filter(it -> it.verificationStatus().equals(VerificationStatus.GENUINE.code()))
                .findFirst();
    }

    private static String described(NotificationRecord message) {
        return UtilDate.format(message.received_at()) + "，第 " + message.id() + " 号"
                + (message.deliveries() == 1 ? "" : "，共来过 " + message.deliveries() + " 次");
    }

    private static String cause(NotificationRecord message) {
        return StoredDiagnosis.read(message.diagnosis())
                .map(it -> it.summary().in(Locale.CHINESE))
                .or(() -> message.why().map(why -> why.sentence().in(Locale.CHINESE)))
                .orElse("原因请看通知记录");
    }

    private static Step answered(List<NotificationRecord> notifications, Optional<SiteDiagnosis> diagnosis) {
        Optional<NotificationRecord> genuine = genuine(notifications);
        String answer = genuine.map(NotificationRecord::answer).orElse("");
        boolean more = result(diagnosis, MORE_BYTES::contains, CheckStatus.State.FAILED);
        String todo = genuine.isEmpty()
                ? "先让通知通过验证"
                : more
                        ? "notify_url 在 success 前后还输出了别的内容，请照诊断页面去掉"
                        : genuine.flatMap(NotificationRecord::why)
                                .map(why -> "回答了 fail，因为" + why.sentence().in(Locale.CHINESE))
                                .orElse("回答了 fail，原因请看通知记录");
        return step(
                "answered",
                "回答恰好是 success",
                answer.equals("success") && !more,
                answer.isEmpty() ? "" : "回答 " + answer,
                todo,
                "双功能 3.4 / 担保 4.4");
    }

    private static boolean result(
            Optional<SiteDiagnosis> diagnosis, Predicate<SiteCheck> which, CheckStatus.State state) {
        return diagnosis.stream()
                .flatMap(it -> it.results().stream())
                .anyMatch(it -> which.test(it.check()) && it.outcome().state() == state);
    }

    /** Returns a step that only escrow has. */
    private static Step ofEscrow(Order order, String code, String title, Instant at, String todo, String unneeded) {
        String section = "双功能 4.4 / 担保 5.4";
        return order.mode() == PaymentMode.INSTANT
                ? new Step(code, title, "不需要", unneeded, "", section)
                : step(code, title, at != null, time(at), todo, section);
    }

    private static Step logged(Optional<SiteDiagnosis> diagnosis) {
        boolean writable = result(diagnosis, SiteCheck.LOG_WRITABLE::equals, CheckStatus.State.PASSED);
        return step(
                "logged",
                "日志写得进去",
                writable,
                writable ? "诊断时写过" : "",
                diagnosis.isEmpty() ? "打开诊断页面，它会试着写日志文件夹" : "日志文件夹写不进去，请照诊断页面改正",
                "双功能 3.5 / 担保 4.5");
    }

    private static String afterwards() {
        boolean sandbox = HostNames.address(Configuration.current().merchant().gateway())
                .filter(HostNames::isPrivate)
                .isPresent();
        return sandbox
                ? "在沙箱里都看到了（第一步、第四步）。接着部署到服务器上，用签约的账号真付一次 0.01 元（第二步、第五步）"
                : "都看到了，可以收款。以后每次改过配置、代理或页面，再付一次 0.01 元";
    }
}
