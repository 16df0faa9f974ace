package com.alipay.readme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the two READMEs.
 *
 * @param blocks the marked blocks by what their comments say, such as {@code copy: bare kit}, without the fences
 */
public record Readme(Path file, String text, Map<String, String> blocks) {
    private static final Pattern MARKED = Pattern.compile(
            "^<!-- ([a-z.]+: [^\\n]+?) -->\\n```[a-z]*\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    public static Readme english() throws IOException {
        return read(Path.of("README.md"));
    }

    public static Readme chinese() throws IOException {
        return read(Path.of("src/site/markdown/zh/README.md"));
    }

    private static Readme read(Path file) throws IOException {
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
}
