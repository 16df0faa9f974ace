package com.alipay.readme;

import static com.alipay.readme.Drawings.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A diagram of who calls whom, in time from top to bottom, as SVG.
 *
 * @param title what happens
 * @param participants from left to right
 */
public record SequenceDiagram(String title, List<String> participants, List<Message> messages) {
    private static final int COLUMN = 330;
    private static final int MARGIN = 110;
    private static final int TOP = 86;
    private static final int ROW = 40;

    /**
     * One arrow.
     *
     * @param from index of a participant
     * @param answer whether it answers an earlier call; drawn dashed
     */
    public record Message(int from, int to, boolean answer, String text) {}

    public String svg() {
        int width = 2 * MARGIN + COLUMN * (participants.size() - 1);
        int height = TOP + ROW * messages.size() + 20;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < participants.size(); i++) {
            lines.add(format("<path d=\"M%d 50V%d\" stroke=\"#99a\" stroke-width=\"1\"/>", x(i), height - 10));
            lines.add(format(
                    "<rect x=\"%d\" y=\"14\" width=\"180\" height=\"36\" rx=\"6\" fill=\"#f3f5fa\" stroke=\"#223\"/>",
                    x(i) - 90));
            lines.add(format(
                    "<text x=\"%d\" y=\"37\" text-anchor=\"middle\" font-size=\"14\" font-weight=\"bold\">%s</text>",
                    x(i), participants.get(i)));
        }
        for (int i = 0; i < messages.size(); i++) {
            lines.addAll(arrow(messages.get(i), i + 1, TOP + ROW * i));
        }
        String description = messages.stream().map(this::inWords).collect(Collectors.joining("; "));
        return Drawings.svg(title, description, width, height, lines);
    }

    private List<String> arrow(Message message, int number, int y) {
        int middle = (x(message.from) + x(message.to)) / 2;
        return List.of(
                format(
                        "<path d=\"M%d %dH%d\" stroke=\"#445\" stroke-width=\"1.5\"%s marker-end=\"url(#arrow)\"/>",
                        x(message.from), y, x(message.to), message.answer ? " stroke-dasharray=\"6 4\"" : ""),
                format(
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"12.5\" stroke=\"#fff\" stroke-width=\"4\""
                                + " paint-order=\"stroke\">%d. %s</text>",
                        middle, y - 7, number, escaped(message.text)));
    }

    private String inWords(Message message) {
        return participants.get(message.from) + " -&gt; " + participants.get(message.to) + ": " + escaped(message.text);
    }

    private static int x(int participant) {
        return MARGIN + COLUMN * participant;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
