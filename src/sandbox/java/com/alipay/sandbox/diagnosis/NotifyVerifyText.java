package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.verification.NotifyIdDiagnoser.PossibleCause;
import com.alipay.diagnosis.verification.NotifyIdFailure;
import com.alipay.i18n.Text;
import com.alipay.sandbox.notification.NotifyVerifyLog;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.text.Texts;
import java.util.Optional;

/**
 * A notify_verify call in words, and why it was not answered with true.
 *
 * @param partner the caller, if it has the form of a partner id; a key in its place is not shown
 */
public record NotifyVerifyText(String time, Text partner, String notifyId, boolean confirmed, Optional<Text> why) {
    private static final String PARTNER = "2088\\d{12}";

    public static NotifyVerifyText of(NotifyVerifyLog.Entry entry) {
        return new NotifyVerifyText(
                ChinaTime.format(entry.time()),
                shown(entry.partner()),
                entry.notifyId(),
                entry.isConfirmed(),
                why(entry));
    }

    private static Text shown(String partner) {
        return partner.isEmpty()
                ? Texts.of("questions.no-partner")
                : partner.matches(PARTNER) ? Text.of(partner) : Texts.of("questions.not-a-partner");
    }

    private static Optional<Text> why(NotifyVerifyLog.Entry entry) {
        return switch (entry.standing()) {
            case GOOD -> Optional.empty();
            case OTHER_PARTNER -> seen(NotifyIdFailure.WRONG_PARTNER, Texts.of("verify.other-partner"));
            case EXPIRED ->
                seen(
                        NotifyIdFailure.OLDER_THAN_A_MINUTE,
                        entry.age()
                                .map(age -> Texts.of("verify.age", age.toSeconds()))
                                .orElse(Text.NONE));
            case USED -> seen(NotifyIdFailure.ALREADY_CONFIRMED, Texts.of("verify.once"));
            case ACKNOWLEDGED -> Optional.of(Texts.of("verify.acknowledged"));
            case INCOMPLETE ->
                entry.partner().isEmpty()
                        ? seen(NotifyIdFailure.WRONG_PARTNER, Texts.of("verify.no-partner"))
                        : Optional.of(Texts.of("verify.no-notify-id"));
            case UNKNOWN ->
                Optional.of(Texts.of(
                        "verify.unknown", text(NotifyIdFailure.SANDBOX_AND_PRODUCTION_MIXED, false, Text.NONE)));
            case FAULT -> Optional.of(Texts.of("verify.fault"));
        };
    }

    private static Optional<Text> seen(NotifyIdFailure trouble, Text detail) {
        return Optional.of(text(trouble, true, detail));
    }

    private static Text text(NotifyIdFailure trouble, boolean certain, Text detail) {
        return new PossibleCause(trouble, certain, detail).sentence();
    }
}
