package com.alipay.web.admin;

import com.alipay.config.Configuration;
import com.alipay.diagnosis.site.CheckStatus;
import com.alipay.diagnosis.site.HostNames;
import com.alipay.diagnosis.site.SiteCheck;
import com.alipay.i18n.Text;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.NotificationDao.NotificationRecord;
import com.alipay.orders.persistence.NotificationQuery;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.PaymentMode;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.util.UtilDate;
import com.alipay.web.Labels;
import com.alipay.web.SiteDiagnosis;
import com.alipay.web.StoredDiagnosis;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
public record TestPage(String out_trade_no, List<Step> steps, Text next, boolean complete) {
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
     * @param state SEEN, MISSING or UNNEEDED
     * @param seen what was seen and when; empty if nothing was
     * @param todo what to do about a missing step; empty otherwise
     */
    public record Step(String code, String state, Text seen, Text todo, String section) {
        /** Returns whether it was expected and not seen. */
        public boolean missing() {
            return state.equals("MISSING");
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
            List<Step> steps = List.of(placed(""));
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
        steps.add(placed(UtilDate.format(order.created_at())));
        steps.add(paid(order));
        steps.add(verified("returned", newest(messages, MessageSource.RETURN_URL), "双功能 3.3 / 担保 4.3"));
        List<NotificationRecord> notifications = newest(messages, MessageSource.NOTIFY_URL);
        steps.add(verified("notified", notifications, "双功能 3.4 / 担保 4.4"));
        steps.add(answered(notifications, diagnosis));
        steps.add(ofEscrow(order, "shipped", order.shipped_at()));
        steps.add(ofEscrow(order, "confirmed", order.finished_at()));
        steps.add(logged(diagnosis));
        Optional<Step> missing = steps.stream().filter(Step::missing).findFirst();
        boolean closed = order.trade_status() == TradeStatus.TRADE_CLOSED;
        return new TestPage(
                order.out_trade_no(),
                steps,
                closed && missing.isPresent()
                        ? Labels.message("test.closed")
                        : missing.map(Step::todo).orElseGet(TestPage::afterwards),
                missing.isEmpty());
    }

    private static List<NotificationRecord> newest(List<NotificationRecord> messages, MessageSource source) {
        return messages.stream().filter(it -> it.source().equals(source.code())).toList();
    }

    private static Step placed(String seen) {
        return step("placed", !seen.isEmpty(), Text.of(seen), "双功能 3.2 / 担保 4.2");
    }

    private static Step step(String code, boolean done, Text seen, String section) {
        return step(code, done, seen, Labels.message("test." + code + ".todo"), section);
    }

    private static Step step(String code, boolean done, Text seen, Text todo, String section) {
        return new Step(code, done ? "SEEN" : "MISSING", seen, done ? Text.NONE : todo, section);
    }

    private static Step paid(Order order) {
        return step("paid", order.paid_at() != null, time(order.paid_at()), "双功能 3.2 / 担保 4.2");
    }

    private static Text time(Instant at) {
        return at == null ? Text.NONE : Text.of(UtilDate.format(at));
    }

    private static Step verified(String code, List<NotificationRecord> messages, String section) {
        Optional<NotificationRecord> genuine = genuine(messages);
        if (genuine.isPresent()) {
            return step(code, true, described(genuine.get()), section);
        }
        return messages.stream()
                .findFirst()
                .map(it -> step(code, false, described(it), Labels.message("test.unverified", cause(it)), section))
                .orElse(step(code, false, Text.NONE, section));
    }

    private static Optional<NotificationRecord> genuine(List<NotificationRecord> messages) {
        return messages.stream()
                .filter(it -> it.verificationStatus().equals(VerificationStatus.GENUINE.code()))
                .findFirst();
    }

    private static Text described(NotificationRecord message) {
        return Labels.message(
                message.deliveries() == 1 ? "test.message" : "test.message.repeated",
                UtilDate.format(message.received_at()),
                message.id(),
                message.deliveries());
    }

    private static Text cause(NotificationRecord message) {
        return StoredDiagnosis.read(message.diagnosis())
                .map(diagnosis -> diagnosis.summary(StoredDiagnosis.origin(message)))
                .or(() -> message.why().map(DecisionReason::sentence))
                .orElse(Labels.message("test.cause"));
    }

    private static Step answered(List<NotificationRecord> notifications, Optional<SiteDiagnosis> diagnosis) {
        Optional<NotificationRecord> genuine = genuine(notifications);
        String answer = genuine.map(NotificationRecord::answer).orElse("");
        boolean more = result(diagnosis, MORE_BYTES::contains, CheckStatus.State.FAILED);
        Text todo = genuine.isEmpty()
                ? Labels.message("test.answered.UNVERIFIED")
                : more
                        ? Labels.message("test.answered.MORE")
                        : genuine.flatMap(NotificationRecord::why)
                                .map(why -> Labels.message("test.answered.FAIL", why.sentence()))
                                .orElse(Labels.message("test.answered.FAIL.log"));
        return step(
                "answered",
                answer.equals("success") && !more,
                answer.isEmpty() ? Text.NONE : Labels.message("test.answered.seen", answer),
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
    private static Step ofEscrow(Order order, String code, Instant at) {
        String section = "双功能 4.4 / 担保 5.4";
        return order.mode() == PaymentMode.INSTANT
                ? new Step(code, "UNNEEDED", Labels.message("test." + code + ".unneeded"), Text.NONE, section)
                : step(code, at != null, time(at), section);
    }

    private static Step logged(Optional<SiteDiagnosis> diagnosis) {
        boolean writable = result(diagnosis, SiteCheck.LOG_WRITABLE::equals, CheckStatus.State.PASSED);
        return step(
                "logged",
                writable,
                writable ? Labels.message("test.logged.seen") : Text.NONE,
                Labels.message(diagnosis.isEmpty() ? "test.logged.doctor" : "test.logged.todo"),
                "双功能 3.5 / 担保 4.5");
    }

    private static Text afterwards() {
        boolean sandbox = HostNames.address(Configuration.current().merchant().gateway())
                .filter(HostNames::isPrivate)
                .isPresent();
        return Labels.message(sandbox ? "test.done.sandbox" : "test.done");
    }
}
