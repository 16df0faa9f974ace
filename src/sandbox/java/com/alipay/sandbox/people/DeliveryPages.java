package com.alipay.sandbox.people;

import com.alipay.sandbox.clock.ChinaTime;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.notifier.Delivery;
import com.alipay.sandbox.notifier.Message;
import com.alipay.sandbox.notifier.Notifier;
import com.alipay.sandbox.notifier.Reception;
import com.alipay.sandbox.wire.FormCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code /deliveries}: the last 200 attempts to notify, newest first, each with a button {@code resend-{id}}. */
public final class DeliveryPages implements Handler {
    private static final int SHOWN = 200;
    private static final Reception.Answered NO_ANSWER = new Reception.Answered(0, new byte[0], false);

    private final Templates templates;
    private final Notifier notifier;

    /** An attempt as the page shows it. */
    public record Row(
            long id,
            int attempt,
            String status,
            String tradeNo,
            String batchNo,
            String time,
            String url,
            String charset,
            String contentType,
            String userAgent,
            String form,
            List<Map.Entry<String, String>> fields,
            boolean acknowledged,
            String httpStatus,
            String answerText,
            String answerHex,
            String failure,
            String lint,
            String nextTry) {}

    public DeliveryPages(Templates templates, Notifier notifier) {
        this.templates = templates;
        this.notifier = notifier;
    }

    @Override
    public Reply handle(Call call) {
        String[] path = call.segments();
        if (call.isPost() && path.length == 2 && path[0].matches("\\d{1,15}") && path[1].equals("resend")) {
            notifier.resend(Long.parseLong(path[0]));
            return Reply.redirect("/deliveries");
        }
        List<Row> rows = notifier.deliveries().stream()
                .limit(SHOWN)
                .map(DeliveryPages::row)
                .toList();
        return Reply.html(templates.render("deliveries", Map.of("deliveries", rows)));
    }

    private static String status(Message message) {
        String refund = message.get("refund_status");
        return message.get("trade_no").isEmpty()
                ? message.get("notify_type")
                : message.get("trade_status") + (refund.isEmpty() ? "" : " / " + refund);
    }

    static Row row(Delivery delivery) {
        Reception.Answered answer = delivery.reception() instanceof Reception.Answered answered ? answered : NO_ANSWER;
        return new Row(
                delivery.id(),
                delivery.attempt(),
                status(delivery.message()),
                delivery.message().get("trade_no"),
                delivery.message().get("batch_no"),
                ChinaTime.format(delivery.time()),
                delivery.message().url(),
                delivery.message().charset().name(),
                delivery.contentType(),
                delivery.userAgent(),
                delivery.form(),
                FormCodec.decode(
                        delivery.form().getBytes(StandardCharsets.US_ASCII),
                        delivery.message().charset()),
                delivery.acknowledged(),
                answer == NO_ANSWER ? "" : String.valueOf(answer.status()),
                answer.textIn(delivery.message().charset()),
                answer.hex(),
                delivery.reception() instanceof Reception.Failed failed ? failed.reason() : "",
                delivery.lint().orElse(""),
                delivery.nextTry().map(ChinaTime::format).orElse(""));
    }
}
