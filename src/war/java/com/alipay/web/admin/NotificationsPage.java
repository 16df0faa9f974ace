package com.alipay.web.admin;

import com.alipay.config.Configuration;
import com.alipay.orders.NotificationQueryService;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.UnverifiedMessageDao;
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

/**
 * What admin/notices.jsp shows: a page of the ledger, or of the messages without a right signature.
 *
 * @param strangers whether it is about those without a right signature
 * @param asked what was looked for, by name
 * @param advice what of it was not understood
 * @param minutes how many strangers' messages came; empty on the ledger's page
 * @param next the address of the page with older ones; "" when there is none
 */
public record NotificationsPage(
        boolean strangers,
        Map<String, String> asked,
        List<String> advice,
        List<Line> lines,
        List<Minute> minutes,
        String next) {

    private static final int HOLDS = 50;
    private static final int MINUTES = 60;
    private static final int LONGEST_REASON = 200;

    /**
     * One message.
     *
     * @param again how often it came and when last; "" when it came once
     * @param cause why it was not accepted, in one sentence; "" when it was, or as long as nobody has looked
     * @param way by what it came, in Chinese; {@code source} is the same as programs spell it
     */
    public record Line(
            String page,
            String received,
            String way,
            String source,
            String out_trade_no,
            String trade_status,
            String verdict,
            String outcome,
            String reason,
            String cause,
            String answer,
            String took,
            String again,
            String remote) {}

    /** One minute in which strangers' messages came. */
    public record Minute(String begin, long seen, long dropped) {}

    /** One entry of a list to choose from. */
    public record Choice(String value, String label, boolean selected) {}

    /** The page that the request asks for. */
    public static NotificationsPage of(HttpServletRequest request) {
        NotificationQueryParser search = NotificationQueryParser.of(FormData.read(request), HOLDS);
        NotificationQueryService ledger = OrderService.current().ledger();
        List<NotificationDao.NotificationRecord> found = !search.findings().isEmpty()
                ? List.of()
                : search.strangers() ? ledger.strangers(search.search()) : ledger.notices(search.search());
        return new NotificationsPage(
                search.strangers(),
                search.asked(),
                search.findings().stream()
                        .map(finding -> finding.key().isEmpty() ? finding.advice() : finding.toString())
                        .toList(),
                search.page(found).stream()
                        .map(entry -> line(entry, search.strangers()))
                        .toList(),
                search.strangers() && search.findings().isEmpty() ? minutes(ledger, search) : List.of(),
                search.next(found, Configuration.current().merchant().charset()));
    }

    /** The minutes of the time that was asked about; of the last day when none was. */
    static List<UnverifiedMessageDao.MinuteCount> counted(
            NotificationQueryService ledger, NotificationQueryParser search) {
        Instant now = Instant.now();
        Instant from = search.search().from();
        Instant until = search.search().until();
        return ledger.minutes(
                from == null ? (until == null ? now : until).minus(Duration.ofDays(1)) : from,
                until == null ? now.plus(Duration.ofMinutes(1)) : until,
                MINUTES);
    }

    /** How many messages about one order are kept whatever they say. */
    public int kept() {
        return NotificationDao.KEPT;
    }

    /** The page's HTTP status. */
    public int status() {
        return advice.isEmpty() ? 200 : 400;
    }

    /** What was looked for under this name; "" when it was not. */
    public String text(String name) {
        return asked.getOrDefault(name, "");
    }

    /** Whether anything was looked for. */
    public boolean searching() {
        return asked.keySet().stream().anyMatch(name -> !name.equals("kind"));
    }

    /** A time for the field of a form, which wants it so: 2011-03-15T10:00. */
    public String time(String name) {
        String text = text(name).replace(' ', 'T');
        return text.length() == 10 ? text + "T00:00" : text;
    }

    public List<Choice> outcomes() {
        return choices("outcome", Labels.OUTCOMES);
    }

    public List<Choice> verdicts() {
        return choices("verdict", strangers ? Labels.STRANGERS : Labels.VERDICTS);
    }

    private List<Choice> choices(String name, Map<String, String> words) {
        return words.entrySet().stream()
                .map(word -> new Choice(
                        word.getKey(),
                        Labels.withCode(word.getValue(), word.getKey()),
                        word.getKey().equals(text(name))))
                .toList();
    }

    private static List<Minute> minutes(NotificationQueryService ledger, NotificationQueryParser search) {
        return counted(ledger, search).stream()
                .map(minute -> new Minute(
                        UtilDate.format(minute.begin()).substring(0, 16),
                        minute.count().seen(),
                        minute.count().dropped()))
                .toList();
    }

    private static Line line(NotificationDao.NotificationRecord entry, boolean stranger) {
        return new Line(
                "notice.jsp?" + (stranger ? "stranger=" : "id=") + entry.id(),
                UtilDate.format(entry.received_at()),
                Labels.source(entry.source()),
                entry.source(),
                VisibleText.text(entry.out_trade_no(), 64),
                VisibleText.text(entry.trade_status(), 64),
                Labels.withCode(Labels.verdict(entry.verdict()), entry.verdict()),
                Labels.withCode(Labels.outcome(entry.outcome()), entry.outcome()),
                VisibleText.text(Labels.reason(entry), LONGEST_REASON),
                StoredDiagnosis.read(entry.diagnosis())
                        .map(StoredDiagnosis::summary)
                        .orElse(""),
                entry.answer(),
                millis(entry.took()),
                Labels.again(entry),
                entry.remote());
    }

    /** For people; "" while it is not known. */
    static String millis(Duration took) {
        return took == null ? "" : took.toMillis() + " 毫秒";
    }
}
