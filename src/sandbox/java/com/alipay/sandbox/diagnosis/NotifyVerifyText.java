package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.verification.NotifyIdDiagnoser.PossibleCause;
import com.alipay.diagnosis.verification.NotifyIdFailure;
import com.alipay.sandbox.notification.NotifyVerifyLog;
import com.alipay.sandbox.scheduling.ChinaTime;
import java.util.Locale;

/**
 * A notify_verify call in Chinese, and why it was not answered with true.
 *
 * @param partner the caller, if it has the form of a partner id; a key in its place is not shown
 */
public record NotifyVerifyText(String time, String partner, String notifyId, boolean confirmed, String why) {
    private static final String PARTNER = "2088\\d{12}";

    public static NotifyVerifyText of(NotifyVerifyLog.Entry entry) {
        return new NotifyVerifyText(
                ChinaTime.format(entry.time()),
                shown(entry.partner()),
                entry.notifyId(),
                entry.isConfirmed(),
                why(entry));
    }

    private static String shown(String partner) {
        return partner.isEmpty() ? "没有写" : partner.matches(PARTNER) ? partner : "不是合作者身份ID";
    }

    private static String why(NotifyVerifyLog.Entry entry) {
        return switch (entry.standing()) {
            case GOOD -> "";
            case OTHER_PARTNER -> seen(NotifyIdFailure.WRONG_PARTNER, "这个 notify_id 属于另一个商户");
            case EXPIRED ->
                seen(
                        NotifyIdFailure.OLDER_THAN_A_MINUTE,
                        entry.age().map(age -> "发出后 " + age.toSeconds() + " 秒").orElse(""));
            case USED -> seen(NotifyIdFailure.ALREADY_CONFIRMED, "这个商户的通知只能确认一次");
            case ACKNOWLEDGED -> "商户已经应答 success，这个 notify_id 随之失效，请在应答之前询问";
            case INCOMPLETE ->
                entry.partner().isEmpty() ? seen(NotifyIdFailure.WRONG_PARTNER, "partner 是空的") : "询问里没有 notify_id";
            case UNKNOWN ->
                "本沙箱没有这个 notify_id：它在途中变了样，或者是一分钟以前的返回；"
                        + new PossibleCause(NotifyIdFailure.SANDBOX_AND_PRODUCTION_MIXED, false, "")
                                .sentence()
                                .in(Locale.CHINESE);
            case FAULT -> "沙箱设置了验证故障，见“故障”页面";
        };
    }

    private static String seen(NotifyIdFailure trouble, String detail) {
        return new PossibleCause(trouble, true, detail).sentence().in(Locale.CHINESE);
    }
}
