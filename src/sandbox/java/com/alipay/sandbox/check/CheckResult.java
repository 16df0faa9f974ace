package com.alipay.sandbox.check;

import com.alipay.i18n.Text;
import java.time.Duration;

/** What became of one check. */
public record CheckResult(ShopCheck check, Outcome outcome, Duration duration) {
    /** Passed, failed, or not tested. */
    public sealed interface Outcome {}

    public record Passed() implements Outcome {}

    /**
     * @param cause what was wrong
     * @param sent the request, with its form; empty if the shop's books said it alone
     * @param received the shop's answer
     */
    public record Failed(Text cause, String sent, Text received) implements Outcome {}

    /** @param reason why, and what to give to have it tested */
    public record NotTested(Text reason) implements Outcome {}

    public boolean isFailure() {
        return outcome instanceof Failed;
    }

    public boolean isPassed() {
        return outcome instanceof Passed;
    }
}
