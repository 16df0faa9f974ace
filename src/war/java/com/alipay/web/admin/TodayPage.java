package com.alipay.web.admin;

import com.alipay.config.Configuration;
import com.alipay.diagnosis.site.SiteSummary;
import com.alipay.orders.NotificationQueryService;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.DatabaseUnavailableException;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.NotificationQuery;
import com.alipay.orders.persistence.OverviewDao.Answers;
import com.alipay.orders.persistence.OverviewDao.Happened;
import com.alipay.orders.persistence.OverviewDao.Waiting;
import com.alipay.orders.rules.HistoryEvent;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.util.UtilDate;
import com.alipay.web.Labels;
import com.alipay.web.SiteDiagnosis;
import com.alipay.web.StoredDiagnosis;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Data of admin/index.jsp: what has to be done today, and statistics of the last thirty days.
 *
 * @param problem why the database cannot be read; "" if it can
 * @param counts the numbers of pending items
 * @param toShip the orders that have waited longest for shipment
 * @param state the last notification and the last diagnosis, one line each
 * @param days the last thirty days in China time, the oldest first
 * @param hours the last 24 hours, the oldest first
 */
public record TodayPage(
        String problem, List<Count> counts, List<Order> toShip, List<String> state, Chart days, Chart hours) {
    private static final Logger log = LoggerFactory.getLogger(TodayPage.class);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int DAYS = 30;
    private static final int HOURS = 24;
    private static final Chart EMPTY = new Chart(List.of(), List.of(), List.of(), "");

    /** Maximum number of rejected messages of each kind, signed and unsigned, read to count those with a known cause. */
    private static final int MOST_REFUSED = 1_000;

    /**
     * A number of pending items.
     *
     * @param code its name in the page
     * @param count the number, with a plus sign if there may be more
     * @param urgent whether somebody has to act
     */
    public record Count(String code, String label, String count, String href, boolean urgent) {}

    /** An order that waits for shipment. */
    public record Order(String out_trade_no, String placed) {}

    /**
     * A bar chart and the table with its values.
     *
     * @param rows the cells of the table, a list per time span
     * @param labels the labels below the bars
     * @param highest the largest value with its unit, for the scale
     */
    public record Chart(List<Bar> bars, List<List<String>> rows, List<Label> labels, String highest) {}

    /** A rectangle in the chart's own units, with its tooltip. */
    public record Bar(int x, int y, int width, int height, String kind, String title) {}

    /** A label below the chart, ending there. */
    public record Label(int x, String text) {}

    /** Height of the bars in the chart's units. */
    private static final int HEIGHT = 120;

    /** Reads all data. */
    public static TodayPage of(Labels labels) {
        return of(labels, OrderService.current().notifications(), Instant.now());
    }

    static TodayPage of(Labels labels, NotificationQueryService notifications, Instant now) {
        try {
            Waiting waiting = notifications.overview(figures -> figures.waiting(now));
            List<String> state = List.of(lastNotification(labels, notifications, now), diagnosis(labels));
            return new TodayPage(
                    "",
                    counts(labels, waiting, refused(labels, notifications, now)),
                    waiting.oldest().stream()
                            .map(order -> new Order(order.out_trade_no(), UtilDate.format(order.created_at())))
                            .toList(),
                    state,
                    days(labels, notifications, now),
                    hours(labels, notifications, now));
        } catch (RuntimeException e) {
            DatabaseUnavailableException.log(log, e, "the statistics cannot be read");
            return new TodayPage(
                    labels.text("today.problem"), List.of(), List.of(), List.of(diagnosis(labels)), EMPTY, EMPTY);
        }
    }

    private static List<Count> counts(Labels labels, Waiting waiting, Count refused) {
        return List.of(
                count(labels, "held", waiting.held(), "notices.jsp?outcome=HELD", true),
                count(labels, "to_ship", waiting.toShip(), "orders.jsp?trade_status=WAIT_SELLER_SEND_GOODS", true),
                count(labels, "refunds", waiting.refunds(), "orders.jsp?refund_status=WAIT_SELLER_AGREE", true),
                count(
                        labels,
                        "returned",
                        waiting.returned(),
                        "orders.jsp?refund_status=WAIT_SELLER_CONFIRM_GOODS",
                        true),
                refused,
                count(labels, "at_cashier", waiting.atCashier(), "orders.jsp?trade_status=WAIT_BUYER_PAY", false));
    }

    private static Count count(Labels labels, String code, long count, String href, boolean urgent) {
        return new Count(code, labels.text("today.count." + code), Long.toString(count), href, urgent && count > 0);
    }

    /** Returns the number of rejected messages of the last 24 hours whose cause is known, with a plus sign if not all were read. */
    private static Count refused(Labels labels, NotificationQueryService notifications, Instant now) {
        NotificationQuery lastDay =
                new NotificationQuery(Map.of(), now.minus(Duration.ofHours(24)), null, null, MOST_REFUSED);
        List<NotificationDao.NotificationRecord> unverified = notifications.searchUnverified(lastDay);
        List<NotificationDao.NotificationRecord> verified =
                notifications.search(lastDay.with(NotificationQuery.Field.OUTCOME, ProcessingStatus.REFUSED.code()));
        long found = Stream.concat(unverified.stream(), verified.stream())
                .filter(entry -> StoredDiagnosis.read(entry.diagnosis())
                        .filter(diagnosis -> diagnosis.state() == StoredDiagnosis.State.FOUND)
                        .isPresent())
                .count();
        boolean all = unverified.size() < MOST_REFUSED && verified.size() < MOST_REFUSED;
        return new Count(
                "refused",
                labels.text("today.count.refused"),
                found + (all ? "" : "+"),
                "notices.jsp?kind=strangers",
                found > 0);
    }

    private static String lastNotification(Labels labels, NotificationQueryService notifications, Instant now) {
        return notifications
                .lastNotification()
                .map(last -> labels.text("today.last", UtilDate.format(last), ago(labels, Duration.between(last, now))))
                .orElseGet(() -> labels.text("today.last.NONE"));
    }

    private static String ago(Labels labels, Duration since) {
        if (since.toMinutes() < 1) {
            return labels.text("ago.now");
        }
        if (since.toHours() < 1) {
            return labels.text("ago.minutes", since.toMinutes());
        }
        return since.toDays() < 1 ? labels.text("ago.hours", since.toHours()) : labels.text("ago.days", since.toDays());
    }

    private static String diagnosis(Labels labels) {
        long errors = Configuration.current().errors().size();
        if (errors > 0) {
            return labels.text("today.configuration", errors);
        }
        Optional<SiteDiagnosis> last = SiteDiagnosis.last();
        if (last.isEmpty()) {
            return labels.text("today.diagnosis.NONE");
        }
        return labels.text(
                "today.diagnosis",
                UtilDate.format(last.get().began()),
                SiteSummary.of(last.get().results()).sentence());
    }

    private static Chart days(Labels labels, NotificationQueryService notifications, Instant now) {
        LocalDate first = LocalDate.ofInstant(now, CHINA).minusDays(DAYS - 1);
        Instant from = first.atStartOfDay(CHINA).toInstant();
        List<Happened> happened = notifications.overview(figures -> figures.happened(from, Duration.ofDays(1)));
        Map<HistoryEvent, Map<Instant, Long>> byEvent = happened.stream()
                .collect(Collectors.groupingBy(
                        Happened::event, Collectors.toMap(Happened::begin, Happened::count, Long::sum)));
        long highest = happened.stream().mapToLong(Happened::count).max().orElse(0);
        List<HistoryEvent> events =
                List.of(HistoryEvent.PLACED, HistoryEvent.PAID, HistoryEvent.FINISHED, HistoryEvent.REFUND);
        List<Bar> bars = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        List<Label> below = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            LocalDate date = first.plusDays(day);
            Instant begin = date.atStartOfDay(CHINA).toInstant();
            List<String> row = new ArrayList<>(List.of(date.toString()));
            for (int i = 0; i < events.size(); i++) {
                long count = byEvent.getOrDefault(events.get(i), Map.of()).getOrDefault(begin, 0L);
                row.add(Long.toString(count));
                String title = labels.text(
                        "today.bar",
                        date,
                        i == 3
                                ? Labels.message("today.refunded")
                                : events.get(i).meaning(),
                        count);
                bar(day * 24 + i * 5, 5, count, highest, "bar-" + i, title).ifPresent(bars::add);
            }
            rows.add(row);
            if (day % 5 == 4) {
                below.add(new Label(day * 24 + 20, date.getMonthValue() + "-" + date.getDayOfMonth()));
            }
        }
        return new Chart(bars, rows, below, Long.toString(highest));
    }

    private static Chart hours(Labels labels, NotificationQueryService notifications, Instant now) {
        Instant from = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(HOURS - 1));
        Map<Instant, Answers> byHour =
                notifications.overview(figures -> figures.answers(from, Duration.ofHours(1))).stream()
                        .collect(Collectors.toMap(Answers::begin, answers -> answers));
        long highest = byHour.values().stream()
                .mapToLong(answers -> answers.average().toMillis())
                .max()
                .orElse(0);
        List<Bar> bars = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        List<Label> below = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            ZonedDateTime begin = from.plus(Duration.ofHours(hour)).atZone(CHINA);
            String name = labels.text("today.hour", begin.getHour());
            Answers answers = byHour.get(begin.toInstant());
            if (answers == null) {
                rows.add(List.of(name, "0", "0", "", ""));
            } else {
                long average = answers.average().toMillis();
                rows.add(List.of(
                        name,
                        Long.toString(answers.count()),
                        Long.toString(answers.failed()),
                        Long.toString(average),
                        Long.toString(answers.longest().toMillis())));
                bar(hour * 30, 12, average, highest, "bar-1", labels.text("today.bar.average", name, average))
                        .ifPresent(bars::add);
                bar(
                                hour * 30 + 13,
                                12,
                                answers.failed(),
                                answers.count(),
                                "bar-3",
                                labels.text("today.bar.failed", name, answers.count(), answers.failed()))
                        .ifPresent(bars::add);
            }
            if (hour % 4 == 3) {
                below.add(new Label(hour * 30 + 25, name));
            }
        }
        return new Chart(bars, rows, below, labels.text("today.highest", highest));
    }

    /** Returns a bar at least two units high for a value above 0; empty for 0. */
    private static Optional<Bar> bar(int x, int width, long value, long highest, String kind, String title) {
        if (value == 0) {
            return Optional.empty();
        }
        int height = (int) LongStream.of(2, value * HEIGHT / highest).max().getAsLong();
        return Optional.of(new Bar(x, HEIGHT - height, width, height, kind, title));
    }
}
