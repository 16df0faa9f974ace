package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox as a program: what is in the jar, how it starts and ends, what it says when it cannot. */
class SandboxJarIT {
    private static final Pattern OF_THE_JDK = Pattern.compile("(java|javax|jdk|sun)\\..*");

    @TempDir
    Path folder;

    @Test
    void theJarHoldsTheSandboxAndItsLibraries() throws IOException {
        try (JarFile jar = new JarFile(Build.sandboxJar().toFile())) {
            List<String> names = jar.stream().map(JarEntry::getName).toList();
            assertThat(names)
                    .contains(
                            "com/alipay/sandbox/cli/Main.class",
                            "com/alipay/sandbox/config/demo.properties",
                            "META-INF/LICENSE",
                            "META-INF/NOTICE",
                            "META-INF/licenses/tomcat/LICENSE",
                            "META-INF/licenses/commons-codec/NOTICE.txt",
                            "META-INF/licenses/slf4j/LICENSE.txt",
                            "META-INF/services/org.slf4j.spi.SLF4JServiceProvider")
                    .noneMatch(name -> name.endsWith("module-info.class"))
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)"))
                    .noneMatch(name -> name.startsWith("merchant/") || name.startsWith("filters/"))
                    .noneMatch(name -> name.matches("(org/junit|org/apache/jasper|org/h2|org/jdbi|org/flywaydb)/.*"));
            assertThat(names.stream().filter(name -> name.matches("com/alipay/.*\\.class")))
                    .allMatch(name -> name.matches("com/alipay/(sandbox|diagnosis|config|i18n|protocol|util)/.*"))
                    .noneMatch(name -> name.matches(".*(Test|Extension|FakeMerchant)(\\$.*)?\\.class"));
        }
    }

    /** A class that is missing would be missed by a user only, one too many by nobody. */
    @Test
    void ofTheMerchantsClassesItHoldsWhatExplainsAndNothingElse() throws IOException {
        try (JarFile jar = new JarFile(Build.sandboxJar().toFile())) {
            Set<String> names = jar.stream().map(JarEntry::getName).collect(Collectors.toSet());
            Map<String, Set<String>> uses = new HashMap<>();
            for (JavaClass type : new ClassFileImporter()
                    .withImportOption(location -> location.contains("/com/alipay/"))
                    .importJar(jar)) {
                Set<String> targets = uses.computeIfAbsent(file(type), any -> new TreeSet<>());
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(target -> !target.isPrimitive()
                                && !OF_THE_JDK.matcher(target.getName()).matches())
                        .map(SandboxJarIT::file)
                        .forEach(targets::add);
            }
            Set<String> reached = new TreeSet<>();
            uses.keySet().stream()
                    .filter(name -> name.startsWith("com/alipay/sandbox/"))
                    .forEach(name -> reach(name, uses, reached));

            assertThat(names).containsAll(reached);
            assertThat(uses.keySet())
                    .filteredOn(name -> !name.contains("/diagnosis/"))
                    .isSubsetOf(reached);
        }
    }

    private static void reach(String name, Map<String, Set<String>> uses, Set<String> reached) {
        if (reached.add(name)) {
            uses.getOrDefault(name, Set.of()).forEach(used -> reach(used, uses, reached));
        }
    }

    /** Where a class lies, or the one around it. */
    private static String file(JavaClass type) {
        return type.getName().replaceAll("\\$.*", "").replace('.', '/') + ".class";
    }

    @Test
    void explainAnswersWithoutASandbox() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef\n");
        SandboxProcess explain = SandboxProcess.run(
                folder,
                "explain",
                "--key-file",
                "key",
                "--lang",
                "en",
                "id=1&total_fee=0.01&sign=" + DigestUtils.md5Hex("total_fee=0.010123456789abcdef0123456789abcdef"));

        assertThat(explain.exitCode()).isEqualTo(1);
        assertThat(explain.output())
                .contains("EXTRA_PARAMETER", "id=1&total_fee=0.01")
                .doesNotContain("0123456789abcdef0123456789abcdef", "Exception", "WARN");
    }

    @Test
    void doctorChecksAFileOfSettings() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("alipay.properties"),
                "partner=2088\nkey=0123456789abcdef0123456789abcdef\n"
                        + "gateway=http://localhost:9/gateway.do\nverify_gateway=http://localhost:9/query.do\n");
        SandboxProcess doctor = SandboxProcess.run(folder, "doctor", "alipay.properties", "--lang", "en");

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.output())
                .contains("PARTNER_AND_KEY", "[unknown] DATABASE_REACHABLE")
                .doesNotContain("0123456789abcdef0123456789abcdef", "\tat ");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void itStartsWithoutAFileSaysWhatToDoAndStopsCleanly(String signal, int code)
            throws IOException, InterruptedException {
        try (SandboxProcess sandbox = SandboxProcess.run(folder, "--port", "0")) {
            String url = sandbox.url();
            assertThat(Http.get(url + "/").statusCode()).isEqualTo(200);
            sandbox.signal(signal);

            assertThat(sandbox.exitCode()).isEqualTo(code);
            assertThat(sandbox.output())
                    .contains("partner 2088000000000001", url + "/gateway.do", url + "/trades", "Stopped.")
                    .doesNotContain("sandbox0sandbox0", "WARN", "ERROR", "Exception");
        }
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheRemedy() throws IOException, InterruptedException {
        try (SandboxProcess first = SandboxProcess.run(folder, "--port", "0")) {
            String port = first.url().replaceAll(".*:", "");
            Path other = folder.resolve("other");
            assertThat(other.toFile().mkdir()).isTrue();
            SandboxProcess second = SandboxProcess.run(other, "--port", port);

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output()).contains("port " + port, "--port 8091").doesNotContain("at com.alipay");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--prot 8091, --prot",
        "--port many, --port",
        "--port 70000, --port (70000)",
        "--partner 2088000000000001, --key is missing",
        "--key 0123456789abcdef, --partner is missing",
        "--partner top-secret --key 2088000000000001, --partner is not of the right form",
        "--profile lax, --profile (lax) is unknown: write one of open-platform",
        "--charset utf8, --charset (utf8) is unknown: write gbk or utf-8",
        "--config none.properties, there is no such file",
        "--config a.properties --partner 2088000000000001 --key k, --config and --partner",
    })
    void aWrongOptionIsNamedWithTheRemedy(String options, String message) throws IOException, InterruptedException {
        SandboxProcess sandbox = SandboxProcess.run(folder, options.split(" "));

        assertThat(sandbox.exitCode()).isEqualTo(2);
        assertThat(sandbox.output()).contains(message).doesNotContain("top-secret", "\tat ");
    }

    @Test
    void theConfigurationItPrintsIsOneItTakes() throws IOException, InterruptedException {
        SandboxProcess printed = SandboxProcess.run(folder, "--print-config");
        assertThat(printed.exitCode()).isEqualTo(0);
        Path other = folder.resolve("other");
        assertThat(other.toFile().mkdir()).isTrue();

        try (SandboxProcess sandbox = SandboxProcess.run(other, "--port", "0", "--config", "../output.txt")) {
            sandbox.url();
            assertThat(sandbox.output()).contains("2088000000000001", "2088000000000011", "2088000000000021");
        }
    }
}
