package com.alipay.sandbox.ui;

import com.alipay.i18n.Text;
import com.alipay.sandbox.journal.JournalEntry;
import com.alipay.sandbox.journal.LoggedRequest;
import com.alipay.sandbox.journal.RequestKind;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.text.Texts;
import java.util.Optional;

/**
 * A journal entry as its page shows it.
 *
 * @param incoming whether it is a request to the sandbox
 * @param failed whether it was refused or not acknowledged
 * @param subject what it is about: a service, a status
 * @param outcome the result, in a few words
 * @param parameter the parameter that is wrong; empty if none in particular
 * @param cause what is wrong
 * @param link the page with the details
 * @param explain the page that diagnoses the signature; empty if the signature was not the cause
 */
public record JournalRow(
        long id,
        String time,
        boolean incoming,
        boolean failed,
        Text kind,
        String subject,
        String order,
        Text outcome,
        String parameter,
        Optional<Text> cause,
        String link,
        String explain) {
    static JournalRow of(JournalEntry entry, NotificationService notifier) {
        return entry instanceof JournalEntry.Outgoing out
                ? outgoing(out, DeliveryRow.of(out.delivery(), notifier))
                : incoming((JournalEntry.Incoming) entry);
    }

    private static JournalRow outgoing(JournalEntry.Outgoing entry, DeliveryRow row) {
        return new JournalRow(
                entry.id(),
                ChinaTime.format(entry.time()),
                false,
                !row.acknowledged(),
                Texts.of("journal.attempt", row.attempt()),
                row.status(),
                row.outTradeNo().isEmpty() ? row.batchNo() : row.outTradeNo(),
                row.summary(),
                "",
                row.failure().or(row::problem),
                "/deliveries/" + row.id(),
                "");
    }

    private static JournalRow incoming(JournalEntry.Incoming entry) {
        LoggedRequest request = entry.request();
        return new JournalRow(
                entry.id(),
                ChinaTime.format(entry.time()),
                true,
                request.refused(),
                Texts.of(request.kind()),
                request.service().isEmpty() ? request.method() + " " + request.path() : request.service(),
                request.outTradeNo().isEmpty() ? request.tradeNo() : request.outTradeNo(),
                outcome(request),
                request.parameter(),
                cause(request),
                "/journal/" + entry.id(),
                request.isExplainable() ? "/explain?request=" + entry.id() : "");
    }

    private static Text outcome(LoggedRequest request) {
        if (!request.error().isEmpty()) {
            return Text.of(request.error());
        }
        return switch (request.kind()) {
            case VERIFICATION ->
                Text.of(
                        request.outcome().matches("true|false|invalid")
                                ? request.outcome()
                                : "HTTP " + request.status());
            case PAYMENT -> Texts.of(request.refused() ? "journal.refused" : "journal.cashier");
            case RETURN -> Texts.of("journal.return");
            default -> request.refused() ? Text.of("HTTP " + request.status()) : Texts.of("journal.success");
        };
    }

    private static Optional<Text> cause(LoggedRequest request) {
        if (!request.detail().equals(Text.NONE)) {
            return Optional.of(request.detail());
        }
        return request.kind() == RequestKind.UNKNOWN_ADDRESS
                ? Optional.of(Texts.of("journal.unknown-address"))
                : Optional.empty();
    }
}
