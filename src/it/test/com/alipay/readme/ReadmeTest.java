package com.alipay.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and the documents name exists, and both languages tell a reader to copy the same. */
class ReadmeTest {
    private static final int MOST_LINES = 150;
    private static final Pattern PATH = Pattern.compile("`((?:src|webapp|conf|log)/[^`\\s<>*{…]*)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^):]+)\\)");
    /** A class in code type, with a member or without. */
    private static final Pattern CLASS =
            Pattern.compile("`([A-Z][a-z]+[a-z0-9]*[A-Z][A-Za-z0-9]*)(?:\\.(\\w+))?[^`]*`");

    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|interface|enum|record) (\\w+)");
    /** Other people's classes, and the codes of VerificationStatus. */
    private static final Set<String> NOT_OURS = Set.of(
            "IllegalArgumentException",
            "ProtectSystem",
            "RemoteIpValve",
            "SecurityHeaders",
            "Genuine",
            "SignatureDiffers",
            "NotConfirmed",
            "Incomplete",
            "Unreadable");

    private static final Pattern VERSION = Pattern.compile("<([a-z0-9-]+\\.version)>([^<$]+)<");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<groupId>([^<$]+)</groupId>\\s*<artifactId>([^<$]+)</artifactId>\\s*<version>([^<]+)</version>");

    static List<Readme> all() throws IOException {
        return Stream.concat(Readme.english().stream(), Readme.chinese().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPathExists(Readme readme) {
        List<String> named = all(PATH, readme.text());
        readme.blocks().forEach((name, block) -> {
            if (name.startsWith("copy: ")) {
                named.addAll(block.lines().toList());
            }
        });

        assertThat(named).allSatisfy(path -> assertThat(Path.of(path)).exists());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyLinkLeadsSomewhere(Readme readme) {
        assertThat(all(LINK, readme.text())).isNotEmpty().allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty()
                    ? readme.file()
                    : readme.file().toAbsolutePath().resolveSibling(parts[0]).normalize();
            assertThat(target).exists();
            if (parts.length == 2) {
                assertThat(Readme.read(target).anchors()).contains(parts[1]);
            }
        });
    }

    /** The list of changes names former classes, and integrate.md those of the vendor's sample of 2010. */
    @ParameterizedTest
    @MethodSource("all")
    void everyClassExists(Readme readme) throws IOException {
        assumeThat(readme.file().getFileName().toString()).isNotIn("changes.md", "integrate.md");
        Map<String, String> declared = declared();

        Matcher named = CLASS.matcher(readme.text());
        while (named.find()) {
            String name = named.group(1);
            if (!NOT_OURS.contains(name)) {
                assertThat(declared.keySet()).contains(name);
                String member = named.group(2) == null ? name : named.group(2);
                assertThat(declared.get(name).contains(member))
                        .as(named.group())
                        .isTrue();
            }
        }
    }

    /** The text of the file in which each type of this project is declared, by its simple name. */
    private static Map<String, String> declared() throws IOException {
        Map<String, String> declared = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                Matcher type = DECLARED.matcher(text);
                while (type.find()) {
                    declared.put(type.group(1), text);
                }
            }
        }
        return declared;
    }

    /** A page from which somebody copies another jar than the one that was tested is worse than none. */
    @ParameterizedTest
    @MethodSource("all")
    void everyJarIsTheOneInThePom(Readme readme) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"), StandardCharsets.UTF_8);
        Matcher version = VERSION.matcher(pom);
        while (version.find()) {
            pom = pom.replace("${" + version.group(1) + "}", version.group(2));
        }
        List<String> dependencies = new ArrayList<>();
        Matcher dependency = DEPENDENCY.matcher(pom);
        while (dependency.find()) {
            dependencies.add(dependency.group(1) + ":" + dependency.group(2) + ":" + dependency.group(3));
        }

        readme.blocks().forEach((name, block) -> {
            if (name.startsWith("jars: ")) {
                assertThat(dependencies).containsAll(block.lines().toList());
            }
        });
    }

    @Test
    void everyDocumentIsThereInBothLanguagesWithTheSameBlocksToCopy() throws IOException {
        List<Readme> english = Readme.english();
        List<Readme> chinese = Readme.chinese();

        assertThat(chinese)
                .extracting(readme -> readme.file().getFileName())
                .containsExactlyInAnyOrderElementsOf(english.stream()
                        .map(readme -> readme.file().getFileName())
                        .toList());
        for (Readme readme : english) {
            Readme other = chinese.stream()
                    .filter(it -> it.file().getFileName().equals(readme.file().getFileName()))
                    .findFirst()
                    .orElseThrow();
            assertThat(other.blocks()).as(readme.file().toString()).isEqualTo(readme.blocks());
        }
        assertThat(Readme.integrate().blocks()).isNotEmpty();
        assertThat(Readme.operate().blocks()).isNotEmpty();
    }

    @Test
    void theReadmeIsShort() throws IOException {
        for (Path readme : List.of(Path.of("README.md"), Path.of("src/site/markdown/zh/README.md"))) {
            assertThat(Files.readAllLines(readme, StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MOST_LINES);
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
