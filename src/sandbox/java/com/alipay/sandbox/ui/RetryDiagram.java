package com.alipay.sandbox.ui;

import com.alipay.sandbox.notification.RetrySchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The attempts of a notification that is never acknowledged: at equal distances on a line, as the delays grow from minutes to
 * hours. Lengths are in units of the picture.
 */
public record RetryDiagram(int width, List<Attempt> attempts, String text) {
    private static final int LEFT = 40;
    private static final int STEP = 96;

    /**
     * @param after time since the first attempt
     * @param upper whether its label is above the line
     */
    public record Attempt(int number, int x, String after, boolean upper) {}

    static RetryDiagram of(RetrySchedule ladder) {
        List<Attempt> attempts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Duration sum = Duration.ZERO;
        attempts.add(new Attempt(1, LEFT, "立即", true));
        for (Duration wait : ladder.waits()) {
            sum = sum.plus(wait);
            int number = attempts.size() + 1;
            attempts.add(new Attempt(number, LEFT + STEP * (number - 1), words(sum), number % 2 == 1));
            words.add(words(wait));
        }
        return new RetryDiagram(
                LEFT * 2 + STEP * (attempts.size() - 1),
                attempts,
                "没有得到 success 时，依次再等 " + String.join("、", words) + "，共 " + attempts.size() + " 次，最后一次在 " + words(sum)
                        + " 之后。");
    }

    static String words(Duration time) {
        String hours = time.toHours() > 0 ? time.toHours() + " 小时" : "";
        String minutes = time.toMinutesPart() > 0 ? (hours.isEmpty() ? "" : " ") + time.toMinutesPart() + " 分" : "";
        String seconds = time.toSecondsPart() > 0
                ? (hours.isEmpty() && minutes.isEmpty() ? "" : " ") + time.toSecondsPart() + " 秒"
                : "";
        return hours + minutes + (hours.isEmpty() && !minutes.isEmpty() && seconds.isEmpty() ? "钟" : "") + seconds;
    }
}
