package com.alipay.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A shop's log.txt. */
public record LogFile(Path path) {
    /** Every line so far. The file is UTF-8, whatever the site's charset. */
    public List<String> lines() throws IOException {
        return Files.exists(path) ? Files.readAllLines(path, StandardCharsets.UTF_8) : List.of();
    }

    /** The lines that came after that many; without those of the examiner, who comes when he has time. */
    public List<String> linesAfter(int count) throws IOException {
        return lines().stream()
                .skip(count)
                .filter(line -> !line.contains(" diagnosed "))
                .toList();
    }
}
