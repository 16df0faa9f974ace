package com.alipay.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Merchant and sandbox in one process, as {@code mvn -Psandbox} runs them, in a project folder of its own. */
final class SandboxRun implements AutoCloseable {
    private static final long STARTS_WITHIN_SECONDS = 600;
    private static final long ENDS_WITHIN_SECONDS = 600;

    private final Process process;
    private final Path output;
    private final int port;

    private SandboxRun(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Returns when it has greeted its user. */
    static SandboxRun start(String name) throws IOException {
        Path project = Folders.fresh(Build.folder(name));
        Files.createDirectories(project.resolve("target"));
        for (String part : new String[] {
            "conf", "webapp", "target/alipay-kit", "target/alipay-orders", "target/alipay-diagnosis", "target/alipay"
        }) {
            Files.createSymbolicLink(project.resolve(part), Path.of(part).toAbsolutePath());
        }
        int port = Ports.free();
        Path output = project.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dmerchant.port=" + port,
                        "-Dsandbox.port=" + Ports.free(),
                        "com.alipay.launcher.SandboxLauncher")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        // Should the tests be stopped in the middle, nothing stays behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        SandboxRun run = new SandboxRun(process, output, port);
        run.awaitGreeting();
        return run;
    }

    private void awaitGreeting() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_SECONDS);
        while (!Files.readString(output, StandardCharsets.ISO_8859_1).contains("Ctrl-C stops both")) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new AssertionError("it did not start: " + Files.readString(output, StandardCharsets.ISO_8859_1));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Address of the merchant, without a slash at the end. */
    String url() {
        return "http://localhost:" + port + "/alipay";
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
    }
}
