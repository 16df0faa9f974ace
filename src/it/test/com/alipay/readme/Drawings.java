package com.alipay.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The pictures of the documents that tests draw. */
public final class Drawings {
    private Drawings() {}

    /** Returns a picture on a white ground; a line with {@code marker-end="url(#arrow)"} gets an arrowhead. */
    static String svg(String title, String description, double width, double height, List<String> content) {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" font-family=\"sans-serif\">",
                width, height));
        lines.add("<title>" + title + "</title>");
        lines.add("<desc>" + description + "</desc>");
        lines.add(
                "<defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\""
                        + " orient=\"auto\"><path d=\"M0 0 10 5 0 10z\" fill=\"#445\"/></marker></defs>");
        lines.add(format("<rect width=\"%.0f\" height=\"%.0f\" fill=\"#fff\"/>", width, height));
        lines.addAll(content);
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    /** Asserts that the documents show this picture; a different one is then in {@code target/diagrams}, to be looked at and copied. */
    public static void assertIsShown(String name, String svg) throws IOException {
        Path drawn = Files.createDirectories(Path.of("target", "diagrams")).resolve(name);
        Files.writeString(drawn, svg, StandardCharsets.UTF_8);
        assertThat(Path.of("src/site/images", name))
                .as("look at %s and copy it", drawn)
                .exists()
                .content(StandardCharsets.UTF_8)
                .isEqualTo(svg);
    }
}
