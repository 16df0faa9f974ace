package com.alipay.web.admin;

import com.alipay.orders.NotificationQueryService;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.protocol.FormData;
import com.alipay.protocol.ParameterNames;
import com.alipay.util.UtilDate;
import com.alipay.web.Labels;
import com.alipay.web.NotificationDiagnoser;
import com.alipay.web.StoredDiagnosis;
import com.alipay.web.VisibleText;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Data of admin/notice.jsp: one message. An unverified message is only shown: it has a number of its own, on which no action is
 * possible.
 *
 * @param unverified whether the message is unverified
 * @param fields its data and result; empty if there is no such message
 * @param causes why it was not accepted, the most important first; empty if it was
 * @param params the message's own parameters as received; the signature is omitted, or only its beginning shown if it is invalid
 * @param omitted the number of further parameters
 * @param out_trade_no the order in this database it is about; "" if there is none
 * @param releasable whether the order allows the transition it reports
 * @param dismissable whether it is held for an operator
 * @param replayable whether it may be processed again
 * @param token the CSRF token of the page's forms
 */
public record NotificationPage(
        String id,
        boolean unverified,
        List<OrderPage.Field> fields,
        List<Cause> causes,
        List<Param> params,
        int omitted,
        String notify_id,
        String out_trade_no,
        boolean releasable,
        boolean dismissable,
        boolean replayable,
        String token) {

    private static final int MOST_PARAMS = 200;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 1_000;

    /** Number of shown characters of a signature, the same as in log.txt. */
    private static final int SIGNATURE = 4;

    /** One sentence about a cause, who must fix it, and the tutorials' section; the last two may be "". */
    public record Cause(String code, String sentence, String responsible, String section) {}

    /** One parameter for display. */
    public record Param(String name, String value) {}

    /** Returns the page for the message given by {@code id}, or by {@code stranger} if it is unverified. */
    public static NotificationPage of(HttpServletRequest request) {
        Labels labels = Labels.of(request);
        FormData form = FormData.read(request);
        boolean unverified = !form.text("stranger").isEmpty();
        String id = form.text(unverified ? "stranger" : "id");
        long number = id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
        String token = CsrfToken.current().of(request.getRemoteUser());
        NotificationQueryService notifications = OrderService.current().notifications();
        Optional<NotificationDao.NotificationRecord> entry =
                unverified ? notifications.findUnverified(number) : notifications.find(number);
        if (entry.isEmpty()) {
            return new NotificationPage(
                    VisibleText.text(id, 20),
                    unverified,
                    List.of(),
                    List.of(),
                    List.of(),
                    0,
                    "",
                    "",
                    false,
                    false,
                    false,
                    token);
        }
        List<Param> params = (unverified ? notifications.unverifiedContent(number) : notifications.content(number))
                .map(content -> params(content, unverified))
                .orElse(List.of());
        Optional<Order> order = unverified
                ? Optional.empty()
                : OrderService.current().find(entry.get().out_trade_no());
        return new NotificationPage(
                id,
                unverified,
                fields(labels, entry.get()),
                causes(labels, entry.get(), unverified),
                params.stream().limit(MOST_PARAMS).toList(),
                Math.max(0, params.size() - MOST_PARAMS),
                entry.get().notify_id(),
                order.map(Order::out_trade_no).orElse(""),
                order.filter(found -> OrderPage.isReleasable(found, entry.get()))
                        .isPresent(),
                !unverified && entry.get().held(),
                !unverified && isReplayable(entry.get()),
                token);
    }

    /** Returns the page's HTTP status. */
    public int status() {
        return fields.isEmpty() ? 404 : 200;
    }

    /** Returns whether the message has been verified. */
    private static boolean isReplayable(NotificationDao.NotificationRecord entry) {
        return !ProcessingStatus.RECEIVED.is(entry.outcome()) && !ProcessingStatus.REFUSED.is(entry.outcome());
    }

    /** Returns the stored causes, or diagnoses the message now. */
    private static List<Cause> causes(Labels labels, NotificationDao.NotificationRecord entry, boolean unverified) {
        Optional<StoredDiagnosis> diagnosis = NotificationDiagnoser.isUndiagnosed(entry)
                ? NotificationDiagnoser.current().diagnose(entry.id(), unverified)
                : StoredDiagnosis.read(entry.diagnosis());
        return diagnosis.map(it -> it.sentences(StoredDiagnosis.origin(entry))).orElse(List.of()).stream()
                .map(it -> new Cause(
                        it.code(),
                        labels.show(it.text()),
                        it.responsible()
                                .map(responsible -> labels.show(responsible.label()))
                                .orElse(""),
                        it.section()))
                .toList();
    }

    private static List<OrderPage.Field> fields(Labels labels, NotificationDao.NotificationRecord entry) {
        return List.of(
                OrderPage.Field.of(labels, "received_at", UtilDate.format(entry.received_at())),
                OrderPage.Field.of(labels, "source", labels.withCode(labels.source(entry.source()), entry.source())),
                OrderPage.Field.of(labels, "remote_addr", entry.remote()),
                OrderPage.Field.of(labels, "node", VisibleText.text(entry.node(), LONGEST_NAME)),
                OrderPage.Field.of(labels, "charset", entry.charset()),
                OrderPage.Field.of(
                        labels,
                        "verdict",
                        labels.withCode(
                                labels.verificationStatus(entry.verificationStatus()), entry.verificationStatus())),
                OrderPage.Field.of(
                        labels, "outcome", labels.withCode(labels.outcome(entry.outcome()), entry.outcome())),
                OrderPage.Field.of(labels, "reason", VisibleText.text(labels.reason(entry), LONGEST_VALUE)),
                OrderPage.Field.of(labels, "answer", entry.answer()),
                OrderPage.Field.of(labels, "took", NotificationsPage.millis(labels, entry.elapsed())),
                OrderPage.Field.of(labels, "delivery_count", Long.toString(entry.deliveries())),
                OrderPage.Field.of(labels, "last_received_at", UtilDate.format(entry.last_received_at())),
                OrderPage.Field.of(labels, "again", labels.repeats(entry)));
    }

    private static List<Param> params(FormData content, boolean unverified) {
        return content.fields().stream()
                .filter(field -> unverified || !ParameterNames.isUnsigned(field.name()))
                .map(NotificationPage::param)
                .toList();
    }

    private static Param param(FormData.Field field) {
        String name = VisibleText.text(field.name(), LONGEST_NAME);
        if (field.name().toLowerCase(Locale.ROOT).equals("sign")) {
            boolean cut = field.value().length() > SIGNATURE;
            return new Param(name, VisibleText.text(cut ? field.value().substring(0, SIGNATURE) : "", SIGNATURE) + "…");
        }
        return new Param(
                name,
                field.wellFormed()
                        ? VisibleText.text(field.value(), LONGEST_VALUE)
                        : VisibleText.bytes(field.valueBytes(), LONGEST_VALUE));
    }
}
