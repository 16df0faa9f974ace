package com.alipay.sandbox.cli;

import com.alipay.sandbox.journal.JournalEntry;
import com.alipay.sandbox.journal.LoggedRequest;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.notification.NotificationContent;
import com.alipay.sandbox.scheduling.ChinaTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats a journal entry for {@code --verbose}, in ASCII. */
final class JournalLine {
    private JournalLine() {}

    /**
     * Returns one line.
     *
     * <pre>
     * 2011-03-15 10:00:00 in  PAYMENT POST /gateway.do trade_create_by_buyer S1 200 ILLEGAL_SIGN sign
     * 2011-03-15 10:00:01 out NOTIFICATION WAIT_BUYER_PAY S1 attempt 1 acknowledged
     * </pre>
     */
    static String of(JournalEntry entry) {
        String time = ChinaTime.format(entry.time());
        return entry instanceof JournalEntry.Outgoing out
                ? join(time, "out", outgoing(out.delivery()))
                : join(time, "in ", incoming(((JournalEntry.Incoming) entry).request()));
    }

    private static String join(String time, String direction, List<String> parts) {
        return Stream.concat(Stream.of(time, direction), parts.stream())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "))
                .replaceAll("[^ -~]", "?");
    }

    private static List<String> incoming(LoggedRequest request) {
        return List.of(
                request.kind().name(),
                request.method(),
                request.path(),
                request.service(),
                request.outTradeNo(),
                String.valueOf(request.status()),
                request.error(),
                request.parameter());
    }

    private static List<String> outgoing(DeliveryAttempt delivery) {
        NotificationContent message = delivery.message();
        return List.of(
                "NOTIFICATION",
                message.get("trade_status"),
                message.get("refund_status"),
                message.get("out_trade_no") + message.get("batch_no"),
                "attempt",
                String.valueOf(delivery.attempt()),
                delivery.acknowledged() ? "acknowledged" : "not acknowledged");
    }
}
