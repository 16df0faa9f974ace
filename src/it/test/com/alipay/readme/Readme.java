package com.alipay.readme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A README or one of the documents behind it.
 *
 * @param blocks the marked blocks by what their comments say, such as {@code copy: bare kit}, without the fences
 */
public record Readme(Path file, String text, Map<String, String> blocks) {
    private static final Path DOCUMENTS = Path.of("src/site/markdown");
    private static final Pattern MARKED = Pattern.compile(
            "^<!-- ([a-z.]+: [^\\n]+?) -->\\n```[a-z]*\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern FENCED = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$", Pattern.MULTILINE);

    /** The document with the lists and the listings of foreign web applications. */
    public static Readme integrate() throws IOException {
        return read(DOCUMENTS.resolve("integrate.md"));
    }

    /** The document for operators. */
    public static Readme operate() throws IOException {
        return read(DOCUMENTS.resolve("operate.md"));
    }

    /** README.md and every English document. */
    static List<Readme> english() throws IOException {
        return all(Stream.of(Path.of("README.md")), DOCUMENTS);
    }

    /** The README and every document in Chinese. */
    static List<Readme> chinese() throws IOException {
        return all(Stream.of(), DOCUMENTS.resolve("zh"));
    }

    private static List<Readme> all(Stream<Path> first, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> paths = Stream.concat(
                            first,
                            files.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
            List<Readme> documents = new ArrayList<>();
            for (Path path : paths) {
                documents.add(read(path));
            }
            return documents;
        }
    }

    static Readme read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Map<String, String> blocks = new LinkedHashMap<>();
        Matcher marked = MARKED.matcher(text);
        while (marked.find()) {
            blocks.put(marked.group(1), marked.group(2));
        }
        return new Readme(file, text, blocks);
    }

    /** The block behind that comment. */
    public String block(String name) {
        String block = blocks.get(name);
        if (block == null) {
            throw new AssertionError(file + " has no block <!-- " + name + " -->, only " + blocks.keySet());
        }
        return block;
    }

    /** The lines of a list. */
    public List<String> list(String name) {
        return block(name).lines().map(String::strip).toList();
    }

    /** The anchors of the headings, as a browser of Markdown makes them. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Matcher heading = HEADING.matcher(FENCED.matcher(text).replaceAll(""));
        while (heading.find()) {
            anchors.add(heading.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
