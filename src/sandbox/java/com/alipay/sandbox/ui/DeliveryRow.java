package com.alipay.sandbox.ui;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.notification.AckMismatch;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.notification.DeliveryResponse;
import com.alipay.sandbox.notification.NotificationContent;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.scheduling.ChinaTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A delivery attempt as pages show it.
 *
 * @param summary the result, in a few words of Chinese
 * @param problem what is wrong with the response, in Chinese; empty if nothing is
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
        String summary,
        String httpStatus,
        String problem,
        String answerText,
        List<Octet> octets,
        List<Octet> firstOctets,
        String failure,
        String remark,
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
                        ? wrong.map(AckMismatch::meaning).orElse("")
                        : statusMeaning(answer.status()),
                answer.textIn(delivery.charset()),
                octets,
                octets.subList(0, Math.min(octets.size(), LISTED)),
                delivery.reception() instanceof DeliveryResponse.Failed failed ? failed.reason() : "",
                delivery.remark(),
                notifier.nextTry(delivery).map(ChinaTime::format).orElse(""));
    }

    private static String status(NotificationContent message) {
        String refund = message.get("refund_status");
        return message.get("trade_no").isEmpty()
                ? message.get("notify_type")
                : message.get("trade_status") + (refund.isEmpty() ? "" : " / " + refund);
    }

    private static String summary(DeliveryAttempt delivery, DeliveryResponse.Answered answer) {
        if (delivery.acknowledged()) {
            return "商户已确认";
        }
        return answer == NO_ANSWER ? "没有应答" : answer.status() == 200 ? "不是 success" : "HTTP " + answer.status();
    }

    private static String statusMeaning(int status) {
        String reason = status / 100 == 3
                ? "通知不能跳转：常见的原因是被转到了登录页，或者 http 被转到 https"
                : status == 404
                        ? "找不到页面：请检查 notify_url 和部署路径"
                        : status / 100 == 4
                                ? "被拒绝：通知页面前面不能有登录、防 CSRF 或防火墙拦截"
                                : status / 100 == 5 ? "商户程序出错：请看商户的日志" : "只有 HTTP 200 才算应答";
        return "HTTP " + status + "，" + reason;
    }

    private static List<Octet> octets(byte[] body, int wrong) {
        HexFormat hex = HexFormat.of().withUpperCase();
        return IntStream.range(0, body.length)
                .mapToObj(i -> new Octet(hex.toHexDigits(body[i]), i == wrong))
                .toList();
    }
}
