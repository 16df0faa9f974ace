package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.readme.Javac;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox as a library: what is in the jar, and projects of other people that have it on their class path. */
class LibraryIT {
    private static final Path BUILT = Path.of("target").toAbsolutePath();
    private static final Path LIBRARY = BUILT.resolve("alipay-sandbox/library.jar");
    private static final Path EXAMPLE = Path.of("src/examples/java");

    private static final String SPRING_SHOP = """
            package shop;

            import java.util.Map;
            import org.springframework.boot.autoconfigure.SpringBootApplication;
            import org.springframework.web.bind.annotation.*;

            @SpringBootApplication
            @RestController
            public class SpringShop {
                @PostMapping("/notify")
                String paid(@RequestParam Map<String, String> message) {
                    return message.get("out_trade_no").equals("T1") ? "success" : "fail";
                }
            }
            """;

    private static final String SPRING_TEST = """
            package shop;

            import static org.junit.jupiter.api.Assertions.assertTrue;
            import com.alipay.sandbox.client.*;
            import com.alipay.sandbox.junit.AlipaySandboxTest;

            @AlipaySandboxTest
            class SpringShopTest {
                @org.junit.jupiter.api.Test
                void answersSuccess(AlipaySandbox alipay) {
                    try (var shop = org.springframework.boot.SpringApplication.run(SpringShop.class, "--server.port=0")) {
                        String port = shop.getEnvironment().getProperty("local.server.port");
                        alipay.pay(SandboxOrder.of("T1", "0.01").notifyUrl("http://localhost:" + port + "/notify"));
                        assertTrue(alipay.deliveries("T1").get(2).acknowledged());
                    }
                }
            }
            """;

    private static final String PLAIN = """
            import com.alipay.sandbox.client.*;

            class Plain {
                public static void main(String[] arguments) {
                    try (AlipaySandbox alipay = AlipaySandbox.start()) {
                        alipay.pay(SandboxOrder.of("T1", "0.01"));
                        alipay.ship("T1");
                        System.out.println(alipay.confirm("T1").status());
                    }
                }
            }
            """;

    private static final String FAILING = """
            import com.alipay.sandbox.client.*;
            import com.alipay.sandbox.junit.AlipaySandboxTest;

            @AlipaySandboxTest
            class FailingTest {
                @org.junit.jupiter.api.Test
                void isPaidAtNoShop(AlipaySandbox alipay) {
                    alipay.pay(SandboxOrder.of("T1", "0.01").notifyUrl("http://localhost:9/notify"));
                    throw new AssertionError(SignedNotification.paid(SandboxOrder.of("T2", "0.01")).without("notify_id").gbk());
                }
            }
            """;

    @Test
    void itHoldsNoClassOfAnybodyElse() throws IOException {
        try (JarFile jar = new JarFile(LIBRARY.toFile())) {
            List<String> names = jar.stream().map(JarEntry::getName).toList();
            assertThat(names.stream().filter(name -> name.endsWith(".class")))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("com/alipay/sandbox/"));
            assertThat(names).noneMatch(name -> name.endsWith("logback.xml"));
            assertThat(jar.stream()
                            .filter(entry -> entry.getName().startsWith("META-INF/services/") && !entry.isDirectory()))
                    .allMatch(entry -> entry.getName().contains("/com.alipay.sandbox."));
        }
        System.out.println("alipay-sandbox as a library: " + Files.size(LIBRARY) / 1024 + " KB");
    }

    @Test
    void itsPomNamesNoDependency() throws IOException {
        assertThat(Files.readString(LIBRARY.resolveSibling("library.pom")))
                .contains("<artifactId>alipay-sandbox</artifactId>", "Apache-2.0")
                .doesNotContain("<dependency>", "<parent>");
        assertThat(Files.readString(BUILT.resolve("alipay-sandbox-junit/.flattened-pom.xml")))
                .contains("<artifactId>alipay-sandbox</artifactId>")
                .containsPattern("junit-jupiter-api</artifactId>\\s*<version>[^<]*</version>\\s*<scope>provided")
                .doesNotContain("<parent>");
    }

    @Test
    void aSpringBootTwoShopOnTomcatNineIsTestedWithJUnitFive() throws Exception {
        Project project = Project.make("spring-boot-2", "boot2", "junit5")
                .source("SpringShop.java", SPRING_SHOP)
                .source("SpringShopTest.java", SPRING_TEST);

        assertThat(project.test()).contains("Tomcat/9.", "1 tests successful").doesNotContain("SLF4J");
    }

    @ParameterizedTest
    @ValueSource(strings = {"junit5", "junit6"})
    void theExampleIsGreen(String junit) throws Exception {
        Project project = Project.make("example-" + junit, junit)
                .source("TeaShop.java", Files.readString(EXAMPLE.resolve("TeaShop.java")))
                .source("TeaShopTest.java", Files.readString(EXAMPLE.resolve("TeaShopTest.java")));

        assertThat(project.test()).contains("1 tests successful").doesNotContain("journal");
    }

    @Test
    void aFailedTestPrintsWhatTheSandboxSaw() throws Exception {
        String output = Project.make("failing", "junit6")
                .source("FailingTest.java", FAILING)
                .test();

        assertThat(output)
                .contains("1 tests failed", "The sandbox's journal of isPaidAtNoShop")
                .containsPattern(
                        "-> NOTIFICATION T1 WAIT_SELLER_SEND_GOODS .*http://localhost:9/notify.*not acknowledged")
                .contains("out_trade_no=T2", "sign_type=MD5");
    }

    @Test
    void aProgramNeedsNothingElseOnItsClassPath() throws Exception {
        assertThat(Project.make("plain").source("Plain.java", PLAIN).run("Plain"))
                .endsWith("TRADE_FINISHED\n")
                .doesNotContain("SLF4J", "WARNING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/site/markdown/sandbox.md", "src/site/markdown/zh/sandbox.md"})
    void theDocumentShowsTheExample(Path document) throws IOException {
        String test = Files.readString(EXAMPLE.resolve("TeaShopTest.java"));
        assertThat(Files.readString(document))
                .contains("```java\n" + test.substring(test.indexOf("@AlipaySandboxTest")) + "```");
    }

    /** What the document calls short. */
    @Test
    void noTestIsLongerThanFifteenLines() throws IOException {
        for (String test : List.of(SPRING_TEST, PLAIN, Files.readString(EXAMPLE.resolve("TeaShopTest.java")))) {
            assertThat(test.lines().filter(line -> !line.isBlank() && !line.startsWith("import")))
                    .hasSizeLessThanOrEqualTo(15);
        }
    }

    /** An empty folder, these sources, and these jars. */
    private record Project(Path folder, List<Path> jars) {
        static Project make(String name, String... groups) throws IOException {
            List<Path> jars = new ArrayList<>();
            // Their own Tomcat and their own SLF4J first, as a class path can come out.
            for (String group : groups) {
                try (Stream<Path> files = Files.list(BUILT.resolve("outside").resolve(group))) {
                    files.sorted().forEach(jars::add);
                }
            }
            jars.add(LIBRARY);
            jars.add(BUILT.resolve("alipay-sandbox-junit/alipay-sandbox-junit-1.0.0.jar"));
            return new Project(Folders.fresh(Build.folder(name)), jars);
        }

        Project source(String name, String text) throws IOException {
            Files.writeString(Files.createDirectories(folder.resolve("src")).resolve(name), text);
            return this;
        }

        String test() throws Exception {
            return run("org.junit.platform.console.ConsoleLauncher", "execute", "--scan-classpath", "classes");
        }

        String run(String main, String... arguments) throws Exception {
            Path classes = folder.resolve("classes");
            Javac.compile("-Xlint:none", List.of(folder.resolve("src")), jars, classes);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    Stream.concat(Stream.of(classes), jars.stream())
                            .map(Path::toString)
                            .collect(Collectors.joining(File.pathSeparator)),
                    main));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
