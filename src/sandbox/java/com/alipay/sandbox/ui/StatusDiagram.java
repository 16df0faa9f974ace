package com.alipay.sandbox.ui;

import com.alipay.i18n.Text;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.StatusGraph;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The graph of a trade's statuses as a picture: boxes from left to right, TRADE_CLOSED below. The current status has a thick
 * frame and the word "now"; possible next changes have solid lines, all others dashed ones. Lengths are in units of the picture.
 */
public record StatusDiagram(int width, int height, List<Box> boxes, List<Line> lines, Text text) {
    private static final int BOX_WIDTH = 176;
    private static final int BOX_HEIGHT = 52;
    private static final int COLUMN = 216;
    private static final int ROW = 104;
    private static final int TOP = 44;

    /** @param kind {@code now}, {@code next} or {@code other} */
    public record Box(int x, int y, int width, int height, TradeStatus status, String kind) {}

    /**
     * @param path as in an SVG path
     * @param kind {@code next} or {@code other}
     */
    public record Line(String path, String kind) {}

    private record Place(int x, int y) {}

    static StatusDiagram of(Trade trade, boolean advanced) {
        StatusGraph graph = StatusGraph.of(trade, advanced);
        Map<TradeStatus, Place> places = places(graph);
        Set<TradeStatus> next = EnumSet.noneOf(TradeStatus.class);
        graph.from(trade.status()).forEach(edge -> next.add(edge.to()));
        List<Box> boxes = new ArrayList<>();
        places.forEach((status, place) -> boxes.add(new Box(
                place.x(),
                place.y(),
                BOX_WIDTH,
                BOX_HEIGHT,
                status,
                status == trade.status() ? "now" : next.contains(status) ? "next" : "other")));
        List<Line> lines = graph.edges().stream()
                .map(edge -> new Line(
                        path(places.get(edge.from()), places.get(edge.to())),
                        edge.from() == trade.status() ? "next" : "other"))
                .toList();
        int right = places.values().stream().mapToInt(Place::x).max().orElse(0);
        int bottom = places.values().stream().mapToInt(Place::y).max().orElse(0);
        return new StatusDiagram(
                right + BOX_WIDTH + 8, bottom + BOX_HEIGHT + 8, boxes, lines, text(trade.status(), graph));
    }

    /** Returns the same in words. */
    private static Text text(TradeStatus now, StatusGraph graph) {
        List<Text> ways = graph.from(now).stream()
                .map(edge -> Texts.of("graph.way", edge.to(), edge.by()))
                .toList();
        return ways.isEmpty() ? Texts.of("graph.over", now) : Texts.of("graph.ways", now, Texts.list(ways));
    }

    /** Positions the statuses by the longest path to each; equal distances share a column, and TRADE_CLOSED is below all. */
    private static Map<TradeStatus, Place> places(StatusGraph graph) {
        Map<TradeStatus, Integer> depths = new EnumMap<>(TradeStatus.class);
        depths.put(TradeStatus.WAIT_BUYER_PAY, 0);
        for (int round = 0; round < TradeStatus.values().length; round++) {
            graph.edges().stream()
                    .filter(edge -> edge.to() != TradeStatus.TRADE_CLOSED && depths.containsKey(edge.from()))
                    .forEach(edge -> depths.merge(edge.to(), depths.get(edge.from()) + 1, Math::max));
        }
        Map<TradeStatus, Place> places = new EnumMap<>(TradeStatus.class);
        int last = 0;
        int deepest = 0;
        int[] used = new int[TradeStatus.values().length + 1];
        for (Map.Entry<TradeStatus, Integer> each : depths.entrySet()) {
            int row = used[each.getValue()]++;
            places.put(each.getKey(), new Place(4 + each.getValue() * COLUMN, TOP + row * ROW));
            last = Math.max(last, row);
            deepest = Math.max(deepest, each.getValue());
        }
        places.put(TradeStatus.TRADE_CLOSED, new Place(4 + deepest * COLUMN / 2, TOP + (last + 1) * ROW));
        return places;
    }

    /** Returns the line: straight to the right neighbour, as an arc over statuses in between, or down to a lower row. */
    private static String path(Place from, Place to) {
        int right = from.x() + BOX_WIDTH;
        int middle = from.y() + BOX_HEIGHT / 2;
        if (to.y() > from.y()) {
            int span = to.x() + BOX_WIDTH / 2 - (from.x() + BOX_WIDTH / 2);
            int end = to.x() + BOX_WIDTH / 2 - Math.max(-60, Math.min(60, span / 6));
            return "M " + (from.x() + BOX_WIDTH / 2) + " " + (from.y() + BOX_HEIGHT) + " L " + end + " " + (to.y() - 7);
        }
        if (to.x() - from.x() > COLUMN && to.y() == from.y()) {
            int begin = from.x() + BOX_WIDTH / 2;
            int end = to.x() + BOX_WIDTH / 2;
            return "M " + begin + " " + from.y() + " Q " + (begin + end) / 2 + " " + (from.y() - 56) + " " + end + " "
                    + (to.y() - 7);
        }
        return "M " + right + " " + middle + " L " + (to.x() - 7) + " " + (to.y() + BOX_HEIGHT / 2);
    }
}
