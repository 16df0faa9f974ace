package com.alipay.sandbox.ui;

import com.alipay.i18n.Text;
import com.alipay.sandbox.notification.RetrySchedule;
import com.alipay.sandbox.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The attempts of a notification that is never acknowledged: at equal distances on a line, as the delays grow from minutes to
 * hours. Lengths are in units of the picture.
 */
public record RetryDiagram(int width, List<Attempt> attempts, Text text) {
    private static final int LEFT = 40;
    private static final int STEP = 96;

    /**
     * @param after time since the first attempt
     * @param upper whether its label is above the line
     */
    public record Attempt(int number, int x, Text after, boolean upper) {}

    static RetryDiagram of(RetrySchedule ladder) {
        List<Attempt> attempts = new ArrayList<>();
        List<Text> words = new ArrayList<>();
        Duration sum = Duration.ZERO;
        attempts.add(new Attempt(1, LEFT, Texts.of("time.at-once"), true));
        for (Duration wait : ladder.waits()) {
            sum = sum.plus(wait);
            int number = attempts.size() + 1;
            attempts.add(new Attempt(number, LEFT + STEP * (number - 1), words(sum), number % 2 == 1));
            words.add(words(wait));
        }
        return new RetryDiagram(
                LEFT * 2 + STEP * (attempts.size() - 1),
                attempts,
                words.isEmpty()
                        ? Texts.of("retries.none")
                        : Texts.of("retries.all", Texts.list(words), attempts.size(), words(sum)));
    }

    static Text words(Duration time) {
        List<Text> parts = new ArrayList<>();
        if (time.toHours() > 0) {
            parts.add(Texts.of("time.hours", time.toHours()));
        }
        if (time.toMinutesPart() > 0) {
            String minutes = time.toHours() == 0 && time.toSecondsPart() == 0 ? "time.minutes" : "time.minutes-part";
            parts.add(Texts.of(minutes, time.toMinutesPart()));
        }
        if (time.toSecondsPart() > 0) {
            parts.add(Texts.of("time.seconds", time.toSecondsPart()));
        }
        return parts.stream()
                .reduce((before, next) -> Texts.of("time.sum", before, next))
                .orElse(Texts.of("time.seconds", 0));
    }
}
