package com.alipay.web.admin;

import com.alipay.config.Configuration;
import com.alipay.i18n.Text;
import com.alipay.orders.NotificationQueryService;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.UnverifiedMessageDao;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.protocol.FormData;
import com.alipay.util.UtilDate;
import com.alipay.web.Labels;
import com.alipay.web.StoredDiagnosis;
import com.alipay.web.VisibleText;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Data of admin/notices.jsp: a page of the log of notifications, or of the unverified messages.
 *
 * @param unverified whether it shows unverified messages
 * @param given the given search values by name
 * @param advice errors in the search values
 * @param minutes number of unverified messages per minute; empty for verified messages
 * @param next the address of the page with older ones; "" if there is none
 */
public record NotificationsPage(
        boolean unverified,
        Map<String, String> given,
        List<String> advice,
        List<Line> lines,
        List<Minute> minutes,
        String next,
        Labels labels) {

    private static final int HOLDS = 50;
    private static final int MINUTES = 60;
    private static final int LONGEST_REASON = 200;

    /**
     * One message.
     *
     * @param repeats how often it arrived and when last; "" if it arrived once
     * @param cause why it was not accepted, in one sentence; "" if it was, or if it is not diagnosed yet
     * @param way its source in words; {@code source} is the code for programs
     */
    public record Line(
            String page,
            String received,
            String way,
            String source,
            String out_trade_no,
            String trade_status,
            String verificationStatus,
            String outcome,
            String reason,
            String cause,
            String answer,
            String elapsed,
            String repeats,
            String remote) {}

    /** One minute in which unverified messages arrived. */
    public record Minute(String begin, long seen, long dropped) {}

    /** Returns the page for this request. */
    public static NotificationsPage of(HttpServletRequest request) {
        Labels labels = Labels.of(request);
        NotificationQueryParser search = NotificationQueryParser.of(FormData.read(request), HOLDS);
        NotificationQueryService notifications = OrderService.current().notifications();
        List<NotificationDao.NotificationRecord> found = !search.findings().isEmpty()
                ? List.of()
                : search.unverified()
                        ? notifications.searchUnverified(search.search())
                        : notifications.search(search.search());
        return new NotificationsPage(
                search.unverified(),
                search.given(),
                search.findings().stream()
                        .map(finding -> finding.key().isEmpty() ? labels.advice(finding) : labels.show(finding.text()))
                        .toList(),
                search.page(found).stream()
                        .map(entry -> line(labels, entry, search.unverified()))
                        .toList(),
                search.unverified() && search.findings().isEmpty() ? minutes(notifications, search) : List.of(),
                search.next(found, Configuration.current().merchant().charset()),
                labels);
    }

    /** Returns the minutes of the requested time range; of the last day if none was given. */
    static List<UnverifiedMessageDao.MinuteCount> counted(
            NotificationQueryService notifications, NotificationQueryParser search) {
        Instant now = Instant.now();
        Instant from = search.search().from();
        Instant until = search.search().until();
        return notifications.minutes(
                from == null ? (until == null ? now : until).minus(Duration.ofDays(1)) : from,
                until == null ? now.plus(Duration.ofMinutes(1)) : until,
                MINUTES);
    }

    /** Returns how many of the newest messages about one order are kept in any case. */
    public int kept() {
        return NotificationDao.KEPT;
    }

    /** Returns the page's HTTP status. */
    public int status() {
        return advice.isEmpty() ? 200 : 400;
    }

    /** Returns the search value of this name; "" if there is none. */
    public String text(String name) {
        return given.getOrDefault(name, "");
    }

    /** Returns whether there is any search value. */
    public boolean searching() {
        return given.keySet().stream().anyMatch(name -> !name.equals("kind"));
    }

    /** Returns a time in the format of a form field, such as 2011-03-15T10:00. */
    public String time(String name) {
        String text = text(name).replace(' ', 'T');
        return text.length() == 10 ? text + "T00:00" : text;
    }

    public List<OrdersPage.Option> outcomes() {
        return options(Labels.OUTCOMES, ProcessingStatus::code, ProcessingStatus::meaning);
    }

    public List<OrdersPage.Option> verificationStatuses() {
        return options(
                unverified ? Labels.UNVERIFIED_STATUSES : Labels.VERIFIED_STATUSES,
                VerificationStatus::code,
                VerificationStatus::meaning);
    }

    private <E> List<OrdersPage.Option> options(List<E> values, Function<E, String> code, Function<E, Text> meaning) {
        return values.stream()
                .map(it -> new OrdersPage.Option(
                        code.apply(it), labels.withCode(labels.show(meaning.apply(it)), code.apply(it))))
                .toList();
    }

    private static List<Minute> minutes(NotificationQueryService notifications, NotificationQueryParser search) {
        return counted(notifications, search).stream()
                .map(minute -> new Minute(
                        UtilDate.format(minute.begin()).substring(0, 16),
                        minute.count().seen(),
                        minute.count().dropped()))
                .toList();
    }

    private static Line line(Labels labels, NotificationDao.NotificationRecord entry, boolean unverified) {
        return new Line(
                "notice.jsp?" + (unverified ? "stranger=" : "id=") + entry.id(),
                UtilDate.format(entry.received_at()),
                labels.source(entry.source()),
                entry.source(),
                VisibleText.text(entry.out_trade_no(), 64),
                VisibleText.text(entry.trade_status(), 64),
                labels.withCode(labels.verificationStatus(entry.verificationStatus()), entry.verificationStatus()),
                labels.withCode(labels.outcome(entry.outcome()), entry.outcome()),
                VisibleText.text(labels.reason(entry), LONGEST_REASON),
                StoredDiagnosis.read(entry.diagnosis())
                        .map(diagnosis -> labels.show(diagnosis.summary(StoredDiagnosis.origin(entry))))
                        .orElse(""),
                entry.answer(),
                millis(labels, entry.elapsed()),
                labels.repeats(entry),
                entry.remote());
    }

    /** Formats a duration for display; "" if it is not known. */
    static String millis(Labels labels, Duration elapsed) {
        return elapsed == null ? "" : labels.text("millis", elapsed.toMillis());
    }
}
