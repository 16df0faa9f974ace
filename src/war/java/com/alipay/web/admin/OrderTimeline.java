package com.alipay.web.admin;

import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.OrderDao;
import com.alipay.util.UtilDate;
import com.alipay.web.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The timeline of an order, oldest first: the entries of its history, and the messages that changed nothing. A message that
 * changed the order is shown once, with its history entry; one decided by an operator is shown twice, when it was held and when
 * it was decided.
 */
public final class OrderTimeline {

    /**
     * One entry.
     *
     * @param kind moved, told (nothing changed), held or decided; selects the style
     * @param moves the status changes
     * @param source its source in words
     * @param notificationId the message's number in the log of notifications; "" if there was no message
     * @param reported the trade status the message reports; "" if the status changes show it
     * @param reason why nothing changed; "" if something did
     * @param operator the operator who acted; "" if none did
     * @param note the operator's reason
     * @param repeats how often the message arrived and when last; "" if it arrived once
     */
    public record Entry(
            String at,
            String kind,
            String title,
            List<StatusChange> moves,
            String source,
            String notificationId,
            String reported,
            String reason,
            String operator,
            String note,
            String repeats) {}

    /** A change of a status. {@code from} is "" if there was none before. */
    public record StatusChange(String label, String from, String to) {}

    private record Moment(Instant at, Entry step) {}

    private OrderTimeline() {}

    static List<Entry> of(
            Labels labels, List<OrderDao.HistoryEntry> history, List<NotificationDao.NotificationRecord> messages) {
        Set<Long> inHistory = history.stream()
                .map(OrderDao.HistoryEntry::notice_id)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Stream<Moment> unchanged = messages.stream()
                .filter(entry -> wasHeld(entry) || !inHistory.contains(entry.id()))
                .map(entry -> new Moment(entry.received_at(), message(labels, entry)));
        Map<Long, String> repeats =
                messages.stream().collect(Collectors.toMap(NotificationDao.NotificationRecord::id, labels::repeats));
        return Stream.concat(unchanged, changes(labels, history, repeats).stream())
                .sorted(Comparator.comparing(Moment::at))
                .map(Moment::step)
                .toList();
    }

    /** Merges history entries of the same time and cause, such as paid and finished, into one. */
    private static List<Moment> changes(Labels labels, List<OrderDao.HistoryEntry> history, Map<Long, String> repeats) {
        List<Moment> moments = new ArrayList<>();
        OrderDao.HistoryEntry before = null;
        int first = 0;
        while (first < history.size()) {
            int end = first + 1;
            while (end < history.size() && together(history.get(first), history.get(end))) {
                end++;
            }
            OrderDao.HistoryEntry last = history.get(end - 1);
            moments.add(new Moment(last.at(), change(labels, history.subList(first, end), before, last, repeats)));
            before = last;
            first = end;
        }
        return moments;
    }

    private static boolean together(OrderDao.HistoryEntry one, OrderDao.HistoryEntry next) {
        return one.at().equals(next.at())
                && Objects.equals(one.notice_id(), next.notice_id())
                && Objects.equals(one.operator(), next.operator());
    }

    private static Entry change(
            Labels labels,
            List<OrderDao.HistoryEntry> lines,
            OrderDao.HistoryEntry before,
            OrderDao.HistoryEntry after,
            Map<Long, String> repeats) {
        return new Entry(
                UtilDate.format(after.at()),
                after.operator() == null ? "moved" : "decided",
                labels.list(
                        lines.stream().map(line -> labels.event(line.event())).toList()),
                moves(labels, before, after),
                labels.source(after.source()),
                after.notice_id() == null ? "" : Long.toString(after.notice_id()),
                "",
                "",
                OrderPage.orEmpty(after.operator()),
                labels.note(OrderPage.orEmpty(after.note())),
                after.notice_id() == null || after.operator() != null
                        ? ""
                        : repeats.getOrDefault(after.notice_id(), ""));
    }

    private static List<StatusChange> moves(Labels labels, OrderDao.HistoryEntry before, OrderDao.HistoryEntry after) {
        List<StatusChange> moves = new ArrayList<>();
        if (before == null || !before.trade_status().equals(after.trade_status())) {
            moves.add(new StatusChange(
                    labels.text("field.trade_status"),
                    before == null ? "" : labels.tradeStatus(before.trade_status()),
                    labels.tradeStatus(after.trade_status())));
        }
        if (before != null && !before.refund_status().equals(after.refund_status())) {
            moves.add(new StatusChange(
                    labels.text("field.refund_status"),
                    labels.refundStatus(before.refund_status()),
                    labels.refundStatus(after.refund_status())));
        }
        return moves;
    }

    private static boolean wasHeld(NotificationDao.NotificationRecord entry) {
        return entry.why().map(why -> why.code().isHeld()).orElse(false);
    }

    private static Entry message(Labels labels, NotificationDao.NotificationRecord entry) {
        boolean decided = wasHeld(entry) && !entry.held();
        String title = entry.why().map(why -> labels.show(why.code().title())).orElse("");
        String what = decided ? labels.text("order.heldback") : labels.outcome(entry.outcome());
        return new Entry(
                UtilDate.format(entry.received_at()),
                entry.held() ? "held" : "told",
                title.isEmpty() ? what : labels.text("title", what, title),
                List.of(),
                labels.source(entry.source()),
                Long.toString(entry.id()),
                labels.tradeStatus(entry.trade_status()),
                entry.why().map(why -> labels.show(why.sentence())).orElse(entry.reason()),
                "",
                "",
                labels.repeats(entry));
    }
}
