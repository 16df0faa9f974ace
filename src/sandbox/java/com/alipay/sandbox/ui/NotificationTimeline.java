package com.alipay.sandbox.ui;

import com.alipay.i18n.Text;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The attempts to notify about a trade, and the retries that follow without an acknowledgement, the oldest first. A filled circle
 * is acknowledged, a cross failed, an empty circle planned. Lengths are in units of the picture.
 */
public record NotificationTimeline(int height, List<Point> points) {
    private static final int STEP = 30;

    /**
     * @param kind {@code acknowledged}, {@code failed} or {@code planned}
     * @param words status, attempt and result
     */
    public record Point(int y, String time, Text words, String kind) {}

    private record Event(Instant time, int attempt, Text words, String kind) {}

    static NotificationTimeline of(List<DeliveryAttempt> deliveries, NotificationService notifier) {
        List<Event> events = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        // A notification's newest attempt comes first; only it has the planned retries.
        for (DeliveryAttempt each : deliveries) {
            DeliveryRow row = DeliveryRow.of(each, notifier);
            if (seen.add(each.notifyId())) {
                planned(events, row, notifier.retriesToCome(each));
            }
            events.add(new Event(
                    each.time(),
                    row.attempt(),
                    Texts.of("timeline.attempt", row.status(), row.attempt(), row.summary()),
                    row.acknowledged() ? "acknowledged" : "failed"));
        }
        events.sort(Comparator.comparing(Event::time).thenComparing(Event::attempt));
        List<Point> points = new ArrayList<>();
        for (Event event : events) {
            points.add(
                    new Point(16 + STEP * points.size(), ChinaTime.format(event.time()), event.words(), event.kind()));
        }
        return new NotificationTimeline(STEP * points.size() + 8, points);
    }

    private static void planned(List<Event> events, DeliveryRow latest, List<Instant> times) {
        int attempt = latest.attempt();
        for (Instant time : times) {
            attempt++;
            events.add(new Event(time, attempt, Texts.of("timeline.planned", latest.status(), attempt), "planned"));
        }
    }
}
