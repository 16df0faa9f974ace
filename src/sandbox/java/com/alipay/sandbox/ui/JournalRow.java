package com.alipay.sandbox.ui;

import com.alipay.sandbox.journal.JournalEntry;
import com.alipay.sandbox.journal.LoggedRequest;
import com.alipay.sandbox.journal.RequestKind;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.scheduling.ChinaTime;

/**
 * A journal entry as its page shows it.
 *
 * @param incoming whether it is a request to the sandbox
 * @param failed whether it was refused or not acknowledged
 * @param subject what it is about: a service, a status
 * @param outcome the result, in a few words
 * @param cause what is wrong, in Chinese; empty if nothing is
 * @param link the page with the details
 * @param explain the page that diagnoses the signature; empty if the signature was not the cause
 */
public record JournalRow(
        long id,
        String time,
        boolean incoming,
        boolean failed,
        String kind,
        String subject,
        String order,
        String outcome,
        String cause,
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
                "第 " + row.attempt() + " 次通知",
                row.status(),
                row.outTradeNo().isEmpty() ? row.batchNo() : row.outTradeNo(),
                row.summary(),
                row.failure().isEmpty() ? row.problem() : row.failure(),
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
                request.kind().meaning(),
                request.service().isEmpty() ? request.method() + " " + request.path() : request.service(),
                request.outTradeNo().isEmpty() ? request.tradeNo() : request.outTradeNo(),
                outcome(request),
                cause(request),
                "/journal/" + entry.id(),
                request.isExplainable() ? "/explain?request=" + entry.id() : "");
    }

    private static String outcome(LoggedRequest request) {
        if (!request.error().isEmpty()) {
            return request.error();
        }
        return switch (request.kind()) {
            case VERIFICATION ->
                request.outcome().matches("true|false|invalid") ? request.outcome() : "HTTP " + request.status();
            case PAYMENT -> request.refused() ? "被拒绝" : "进入收银台";
            case RETURN -> "跳转到商户";
            default -> request.refused() ? "HTTP " + request.status() : "成功";
        };
    }

    private static String cause(LoggedRequest request) {
        String about = request.parameter().isEmpty() ? "" : request.parameter() + "：";
        String detail = request.detail().startsWith(request.parameter()) ? request.detail() : about + request.detail();
        return request.detail().isEmpty() && request.kind() == RequestKind.UNKNOWN_ADDRESS
                ? "沙箱没有这个地址；支付网关是 /gateway.do"
                : detail;
    }
}
