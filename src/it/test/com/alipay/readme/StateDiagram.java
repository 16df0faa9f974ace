package com.alipay.readme;

import static com.alipay.readme.Drawings.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A diagram of statuses and of what may follow each, as SVG.
 *
 * @param title the parameter that holds the status
 * @param next the statuses that follow directly
 * @param places column and row of each status
 * @param below pairs whose arrow goes below all others
 */
record StateDiagram<S extends Enum<S>>(
        String title,
        List<S> statuses,
        Function<S, String> meaning,
        Function<S, Set<S>> next,
        Map<S, double[]> places,
        Set<List<S>> below) {
    private static final double COLUMN = 252;
    private static final double ROW = 118;
    private static final double MARGIN = 20;
    private static final double WIDTH = 226;
    private static final double HEIGHT = 52;
    /** How far two arrows between the same statuses are apart from their middle. */
    private static final double APART = 14;

    String svg() {
        List<String> lines = new ArrayList<>();
        double width = 2 * MARGIN + COLUMN * most(0) + WIDTH;
        double height = 2 * MARGIN + ROW * most(1) + HEIGHT + (below.isEmpty() ? 0 : HEIGHT);
        for (S from : statuses) {
            for (S to : next.apply(from)) {
                lines.add("<path d=\"" + arrow(from, to)
                        + "\" fill=\"none\" stroke=\"#445\" stroke-width=\"1.5\" marker-end=\"url(#arrow)\"/>");
            }
        }
        statuses.forEach(status -> lines.addAll(box(status)));
        String description = statuses.stream().map(this::inWords).collect(Collectors.joining("; "));
        return Drawings.svg(title, description, width, height, lines);
    }

    private String inWords(S status) {
        Set<S> after = next.apply(status);
        return status + " -&gt; "
                + (after.isEmpty() ? "-" : after.stream().map(Enum::name).collect(Collectors.joining(", ")));
    }

    private List<String> box(S status) {
        boolean last = next.apply(status).isEmpty();
        double x = x(status);
        double y = y(status);
        return List.of(
                format(
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.0f\" height=\"%.0f\" rx=\"6\" fill=\"%s\" stroke=\"#223\""
                                + " stroke-width=\"%s\"/>",
                        x - WIDTH / 2, y - HEIGHT / 2, WIDTH, HEIGHT, last ? "#e4efe4" : "#f3f5fa", last ? "3" : "1.5"),
                format(
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"12\" font-weight=\"bold\">%s</text>",
                        x, y - 5, status),
                format(
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"11.5\">%s</text>",
                        x, y + 15, meaning.apply(status)));
    }

    private String arrow(S from, S to) {
        if (below.contains(List.of(from, to))) {
            double bottom = MARGIN + ROW * most(1) + HEIGHT + HEIGHT * 0.6;
            return format(
                    "M%.1f %.1fV%.1fH%.1fV%.1f", x(from), y(from) + HEIGHT / 2, bottom, x(to), y(to) + HEIGHT / 2);
        }
        double dx = x(to) - x(from);
        double dy = y(to) - y(from);
        double start = Math.min(WIDTH / 2 / Math.max(Math.abs(dx), 1), HEIGHT / 2 / Math.max(Math.abs(dy), 1));
        double end = 1 - start;
        boolean leavesThroughTheSide = Math.abs(dx) * start >= WIDTH / 2 - 0.1;
        double apart = !next.apply(to).contains(from) ? 0 : from.ordinal() < to.ordinal() ? APART : -APART;
        double asideX = leavesThroughTheSide ? 0 : apart;
        double asideY = leavesThroughTheSide ? apart : 0;
        return format(
                "M%.1f %.1fL%.1f %.1f",
                x(from) + dx * start + asideX,
                y(from) + dy * start + asideY,
                x(from) + dx * end + asideX,
                y(from) + dy * end + asideY);
    }

    private double x(S status) {
        return MARGIN + WIDTH / 2 + places.get(status)[0] * COLUMN;
    }

    private double y(S status) {
        return MARGIN + HEIGHT / 2 + places.get(status)[1] * ROW;
    }

    private double most(int axis) {
        return places.values().stream().mapToDouble(place -> place[axis]).max().orElse(0);
    }
}
