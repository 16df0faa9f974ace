package com.alipay.sandbox.ui;

import com.alipay.i18n.Text;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.notification.AckMismatch;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.notification.DeliveryResponse;
import com.alipay.sandbox.notification.NotificationContent;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.text.Texts;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A delivery attempt as pages show it.
 *
 * @param summary the result, in a few words
 * @param problem what is wrong with the response
 * @param octets the response, byte by byte
 * @param firstOctets the bytes that a list shows
 */
public record DeliveryRow(
        long id,
        int attempt,
        String status,
        String tradeNo,
        String outTradeNo,
        String batchNo,
        String time,
        String url,
        String charset,
        String contentType,
        String userAgent,
        String form,
        String notifyId,
        String profile,
        Set<Fault> faults,
        boolean acknowledged,
        boolean paused,
        Text summary,
        String httpStatus,
        Optional<Text> problem,
        String answerText,
        List<Octet> octets,
        List<Octet> firstOctets,
        Optional<Text> failure,
        Optional<Text> remark,
        String nextTry) {
    private static final int LISTED = 16;
    private static final DeliveryResponse.Answered NO_ANSWER = new DeliveryResponse.Answered(0, new byte[0], false);

    /**
     * A byte of a response.
     *
     * @param wrong whether it is the first incorrect one
     */
    public record Octet(String hex, boolean wrong) {}

    static DeliveryRow of(DeliveryAttempt delivery, NotificationService notifier) {
        NotificationContent message = delivery.message();
        DeliveryResponse.Answered answer =
                delivery.reception() instanceof DeliveryResponse.Answered answered ? answered : NO_ANSWER;
        Optional<AckMismatch> wrong =
                answer == NO_ANSWER || answer.status() != 200 ? Optional.empty() : AckMismatch.in(answer.body());
        List<Octet> octets =
                octets(answer.body(), wrong.map(AckMismatch::offset).orElse(-1));
        return new DeliveryRow(
                delivery.id(),
                delivery.attempt(),
                status(message),
                message.get("trade_no"),
                message.get("out_trade_no"),
                message.get("batch_no"),
                ChinaTime.format(delivery.time()),
                message.url(),
                delivery.charset().name(),
                delivery.contentType(),
                delivery.userAgent(),
                delivery.form(),
                delivery.notifyId(),
                delivery.profile().name(),
                delivery.faults(),
                delivery.acknowledged(),
                notifier.isPaused(delivery),
                summary(delivery, answer),
                answer == NO_ANSWER ? "" : String.valueOf(answer.status()),
                answer == NO_ANSWER || answer.status() == 200
                        ? wrong.map(AckMismatch::meaning)
                        : Optional.of(statusMeaning(answer.status())),
                answer.textIn(delivery.charset()),
                octets,
                octets.subList(0, Math.min(octets.size(), LISTED)),
                delivery.reception() instanceof DeliveryResponse.Failed failed
                        ? Optional.of(failed.reason())
                        : Optional.empty(),
                Optional.of(delivery.remark()).filter(remark -> !remark.equals(Text.NONE)),
                notifier.nextTry(delivery).map(ChinaTime::format).orElse(""));
    }

    private static String status(NotificationContent message) {
        String refund = message.get("refund_status");
        return message.get("trade_no").isEmpty()
                ? message.get("notify_type")
                : message.get("trade_status") + (refund.isEmpty() ? "" : " / " + refund);
    }

    private static Text summary(DeliveryAttempt delivery, DeliveryResponse.Answered answer) {
        if (delivery.acknowledged()) {
            return Texts.of("delivery.acknowledged");
        }
        return answer == NO_ANSWER
                ? Texts.of("delivery.no-response")
                : answer.status() == 200 ? Texts.of("delivery.not-success") : Text.of("HTTP " + answer.status());
    }

    private static Text statusMeaning(int status) {
        String reason = status / 100 == 3
                ? "redirect"
                : status == 404 ? "404" : status / 100 == 4 ? "refused" : status / 100 == 5 ? "failed" : "other";
        return Texts.of("http." + reason, status);
    }

    private static List<Octet> octets(byte[] body, int wrong) {
        HexFormat hex = HexFormat.of().withUpperCase();
        return IntStream.range(0, body.length)
                .mapToObj(i -> new Octet(hex.toHexDigits(body[i]), i == wrong))
                .toList();
    }
}
