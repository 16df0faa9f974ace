package com.alipay.sandbox.api;

import com.alipay.sandbox.clock.Agenda;
import com.alipay.sandbox.clock.ChinaTime;
import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.http.Reply;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** {@code clock}: what time it is in the sandbox, and moving it on. */
final class ClockApi {
    private final Agenda agenda;
    private final SandboxClock clock;

    ClockApi(Agenda agenda, SandboxClock clock) {
        this.agenda = agenda;
        this.clock = clock;
    }

    Reply time() {
        return Reply.json(
                200,
                Json.of(Map.of(
                        "now", ChinaTime.format(clock.now()),
                        "offset", clock.offset().toString())));
    }

    Reply advance(ApiCall call) {
        agenda.advance(duration(call.get("advance")));
        return time();
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "advance (" + text + ") is no duration: write PT2M, PT24H22M or P10D", e);
        }
    }
}
