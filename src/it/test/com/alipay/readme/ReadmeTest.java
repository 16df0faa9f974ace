package com.alipay.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the READMEs name exists, and both tell a reader to copy the same. */
class ReadmeTest {
    private static final Pattern PATH = Pattern.compile("`((?:src|webapp|conf|log)/[^`\\s<>*{…]*)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<groupId>([^<$]+)</groupId>\\s*<artifactId>([^<$]+)</artifactId>\\s*<version>([^<]+)</version>");

    static List<Readme> both() throws IOException {
        return List.of(Readme.english(), Readme.chinese());
    }

    @ParameterizedTest
    @MethodSource("both")
    void everyPathExists(Readme readme) {
        List<String> named = all(PATH, readme.text());
        readme.blocks().forEach((name, block) -> {
            if (name.startsWith("copy: ")) {
                named.addAll(block.lines().toList());
            }
        });

        assertThat(named)
                .isNotEmpty()
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
    }

    @ParameterizedTest
    @MethodSource("both")
    void everyLinkLeadsSomewhere(Readme readme) {
        assertThat(all(LINK, readme.text()))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(readme.file().toAbsolutePath().resolveSibling(link))
                        .exists());
    }

    /** A page from which somebody copies another jar than the one that was tested is worse than none. */
    @ParameterizedTest
    @MethodSource("both")
    void everyJarIsTheOneInThePom(Readme readme) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"), StandardCharsets.UTF_8);
        for (String property : List.of("jdbi", "flyway")) {
            Matcher version =
                    Pattern.compile("<" + property + "\\.version>([^<]+)<").matcher(pom);
            assertThat(version.find()).isTrue();
            pom = pom.replace("${" + property + ".version}", version.group(1));
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
    void theChineseReadmeHasTheSameBlocksToCopy() throws IOException {
        assertThat(Readme.chinese().blocks())
                .isNotEmpty()
                .isEqualTo(Readme.english().blocks());
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
