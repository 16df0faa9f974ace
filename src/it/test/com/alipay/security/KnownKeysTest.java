package com.alipay.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Walks the sources for keys that {@link KnownKeys} does not know. */
class KnownKeysTest {
    /** The shape of a key: 32 letters, digits and hyphens. Hexadecimal is a signature, digits alone are a number. */
    private static final Pattern SHAPED = Pattern.compile(
            "(?<![0-9A-Za-z-])" + "(?=[0-9A-Za-z-]*[0-9])(?=[0-9A-Za-z-]*[g-zG-Z])[0-9A-Za-z-]{32}(?![0-9A-Za-z-])");

    /** A key by the name that it is given, whatever letters it has. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:KEY\\s*=\\s*|\"key\"\\s*[,:]\\s*)\"([A-Za-z-]{16,})\"|(?m)^(?:[a-z.]+\\.)?key=(\\S{16,})$");

    @Test
    void everyKeyThatStandsInTheSourcesIsSearchedFor() throws IOException {
        Set<String> known = KnownKeys.all().stream()
                .map(key -> key.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> given = new TreeSet<>();
        for (Path file : files()) {
            String source = Files.readString(file, StandardCharsets.UTF_8);
            Stream.concat(
                            SHAPED.matcher(source).results().map(MatchResult::group),
                            NAMED.matcher(source)
                                    .results()
                                    .map(match ->
                                            Optional.ofNullable(match.group(1)).orElse(match.group(2))))
                    .forEach(key -> given.add(key.toLowerCase(Locale.ROOT)));
        }
        given.remove(KnownKeys.PUBLISHED);
        assertThat(given).hasSizeGreaterThanOrEqualTo(known.size() - 1);
        assertThat(given).isSubsetOf(known);
    }

    private static Iterable<Path> files() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src"));
                Stream<Path> settings = Files.walk(Path.of("conf"))) {
            return Stream.concat(sources, settings)
                    .filter(file -> file.toString().matches(".*\\.(java|json|properties|py)"))
                    .toList();
        }
    }
}
