package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.client.AlipaySandbox;
import com.alipay.sandbox.client.SandboxMerchant;
import com.alipay.sandbox.client.SandboxOrder;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The file system of the Dockerfile's image, made in a folder by the Dockerfile's own lines, and its command run there as its user.
 * What only a container engine can do stays untested, and the output says so.
 */
class ContainerIT {
    private static final Path DOCKERFILE = Path.of("src/sandbox/Dockerfile");
    private static final long STARTS_WITHIN_SECONDS = 600;
    private static final long ENDS_WITHIN_SECONDS = 5;

    private Path root;

    @BeforeEach
    void assemble() throws IOException {
        // Its user must be able to walk to it.
        root = Files.createTempDirectory("alipay-image");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> arguments = new ArrayList<>(List.of(line("RUN jlink ").split(" ")));
        arguments.set(arguments.size() - 1, inRoot(arguments.get(arguments.size() - 1)));
        PrintWriter out = new PrintWriter(System.out, true);
        assertThat(ToolProvider.findFirst("jlink").orElseThrow().run(out, out, arguments.toArray(String[]::new)))
                .isZero();
        String[] copied = line("COPY target/").split(" ");
        Path jar = Path.of(inRoot(copied[1]));
        Files.createDirectories(jar.getParent());
        Files.copy(Path.of("target", copied[0]), jar);
    }

    @AfterEach
    void remove() throws IOException {
        Folders.fresh(root);
        Files.delete(root);
    }

    @Test
    void itStartsIsHealthyPaysAndStopsAsItsUser() throws Exception {
        System.err.println("NOT TESTED: the image in a container engine. Its file system was made in a folder.");
        int port = Ports.free();
        Map<String, String> environment = environment();
        assertThat(environment).containsEntry("ALIPAY_SANDBOX_HOST", "0.0.0.0");
        environment.put("ALIPAY_SANDBOX_PORT", String.valueOf(port));
        // A test serves this machine alone.
        environment.put("ALIPAY_SANDBOX_HOST", "127.0.0.1");
        environment.put("ALIPAY_SANDBOX_PARTNER", "2088000000000777");
        environment.put("ALIPAY_SANDBOX_KEY", "0123456789abcdef0123456789abcdef");
        environment.put("ALIPAY_SANDBOX_PUBLIC_URL", "http://alipay.test");
        Process process = start(environment);
        try {
            awaitHealth(process, environment);
            assertThat(owner(process)).as("the user").isEqualTo(isRoot() ? Integer.parseInt(line("USER ")) : self());

            AlipaySandbox alipay = AlipaySandbox.at("http://127.0.0.1:" + port);
            SandboxMerchant merchant =
                    SandboxMerchant.of("2088000000000777", "0123456789abcdef0123456789abcdef", "seller@example.com");
            assertThat(alipay.pay(SandboxOrder.of("T1", "0.01")
                                    .merchant(merchant)
                                    .gbk())
                            .field("subject"))
                    .isEqualTo("测试订单");

            long before = System.nanoTime();
            process.destroy();
            assertThat(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS))
                    .as("ended within " + ENDS_WITHIN_SECONDS + " s of SIGTERM")
                    .isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            System.out.printf(
                    "image without its base: %d MB, user %s, stopped in %d ms%n",
                    size() >> 20, line("USER "), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(root.resolve("output")))
                .contains("READY http://alipay.test/", "Stopped.")
                .doesNotContain("Exception", "WARN", "localhost:" + port);
    }

    private Process start(Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            String user = line("USER ");
            command.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
        }
        JsonArray entry = JsonParser.parseString(line("ENTRYPOINT ")).getAsJsonArray();
        entry.forEach(word ->
                command.add(word.getAsString().startsWith("/") ? inRoot(word.getAsString()) : word.getAsString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("output").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    /** Repeats the health check, as an engine does. */
    private void awaitHealth(Process process, Map<String, String> environment) throws Exception {
        String check = line("HEALTHCHECK ").replaceFirst(".*? CMD ", "");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_SECONDS);
        while (process.isAlive() && System.nanoTime() < deadline) {
            ProcessBuilder health = new ProcessBuilder("sh", "-c", check);
            health.environment().putAll(environment);
            if (health.start().waitFor() == 0) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new AssertionError("never healthy (" + check + "): " + Files.readString(root.resolve("output")));
    }

    /** What stands behind the first line that begins so; the test follows the Dockerfile, not the reverse. */
    private static String line(String start) {
        return lines(start).findFirst().orElseThrow(() -> new AssertionError(DOCKERFILE + " has no line " + start));
    }

    private static Stream<String> lines(String start) {
        try {
            return Files.readAllLines(DOCKERFILE, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        lines("ENV ").map(line -> line.split("=", 2)).forEach(pair -> environment.put(pair[0], pair[1]));
        return environment;
    }

    private String inRoot(String path) {
        return root + path;
    }

    private long size() throws IOException {
        long size = 0;
        for (Path path : Folders.walk(root.resolve("opt"))) {
            size += Files.isRegularFile(path) ? Files.size(path) : 0;
        }
        return size;
    }

    private static int owner(Process process) throws IOException {
        return (int) Files.getAttribute(Path.of("/proc", String.valueOf(process.pid())), "unix:uid");
    }

    private static int self() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    private static boolean isRoot() throws IOException {
        return self() == 0;
    }
}
