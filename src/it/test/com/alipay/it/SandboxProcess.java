package com.alipay.it;

import com.alipay.security.ResponseRecorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code alipay-sandbox.jar} as a user starts it: {@code java -jar}, with nothing else on the class path. */
public final class SandboxProcess implements AutoCloseable {
    private static final long STARTS_WITHIN_SECONDS = 600;
    private static final long ENDS_WITHIN_SECONDS = 600;
    /** As brief.jvm in the pom. */
    private static final List<String> BRIEF_JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Pattern GREETING = Pattern.compile("READY (http://localhost:\\d+)/");

    private final Process process;
    private final Path output;

    private SandboxProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it in an empty folder of that name, as hostile a JVM as that of the tests, for seconds; does not wait. */
    static SandboxProcess run(Path folder, String... options) throws IOException {
        return run(BRIEF_JVM, folder, options);
    }

    /** The same with these options for the JVM itself, such as {@code -Xmx256m}. */
    public static SandboxProcess run(List<String> jvm, Path folder, String... options) throws IOException {
        Path output = folder.resolve("output.txt");
        // A shell in the background makes its children deaf to SIGINT, and they theirs: env gives them back their ears.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=GBK",
                "-Duser.timezone=Australia/Sydney",
                "-Duser.language=tr",
                "-Duser.country=TR"));
        command.addAll(jvm);
        command.addAll(List.of("-jar", Build.sandboxJar().toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        // Should the tests be stopped in the middle, no sandbox stays behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new SandboxProcess(process, output);
    }

    /** Waits for the greeting; answers the address in it, without a slash at the end. */
    public String url() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_SECONDS);
        while (process.isAlive() && System.nanoTime() < deadline) {
            Matcher greeting = GREETING.matcher(output());
            if (greeting.find()) {
                return greeting.group(1);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new AssertionError("the sandbox did not start: " + output());
    }

    public LocalAlipay alipay() throws IOException {
        return new LocalAlipay(url(), this::close);
    }

    public long pid() {
        return process.pid();
    }

    /** {@code INT} is what Ctrl-C sends. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits for its end. */
    public int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the sandbox does not end: " + output());
        }
        return process.exitValue();
    }

    /** What it has printed so far. */
    public String output() throws IOException {
        return Files.readString(output, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        record();
    }

    /** Its folder goes with the test. */
    private void record() {
        try {
            ResponseRecorder.RUN.received("process", "sandbox", Files.readAllBytes(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
