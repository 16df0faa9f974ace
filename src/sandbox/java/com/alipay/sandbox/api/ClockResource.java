package com.alipay.sandbox.api;

import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.scheduling.Scheduler;
import com.alipay.sandbox.text.InvalidValueException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** Resource {@code clock}: returns the sandbox's time and advances it. */
final class ClockResource {
    private final Scheduler agenda;
    private final SandboxClock clock;

    ClockResource(Scheduler agenda, SandboxClock clock) {
        this.agenda = agenda;
        this.clock = clock;
    }

    HttpResponse time() {
        return HttpResponse.json(
                200,
                Json.of(Map.of(
                        "now", ChinaTime.format(clock.now()),
                        "offset", clock.offset().toString())));
    }

    HttpResponse advance(ApiRequest call) {
        agenda.advance(duration(call.get("advance")));
        return time();
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidValueException("value.advance", text);
        }
    }
}
