package com.alipay.load;

import com.alipay.it.SandboxProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM has taken of the machine so far.
 *
 * @param live bytes of its heap that are in use after a full collection
 * @param resident bytes of all its memory that the machine holds
 * @param cpu time of all its threads
 */
record MemoryUse(long live, long resident, Duration cpu) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

    static MemoryUse of(SandboxProcess process) throws IOException, InterruptedException {
        Duration cpu = ProcessHandle.of(process.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO);
        String status = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status"));
        return new MemoryUse(number(TOTAL, objects(process)), number(RESIDENT, status) * 1024, cpu);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d MiB live, %d MiB resident", live >> 20, resident >> 20);
    }

    /** The JDK's tool collects the garbage before it counts. */
    private static String objects(SandboxProcess process) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String counted = new String(tool.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        tool.waitFor();
        return counted;
    }

    private static long number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return Long.parseLong(found.group(1));
    }
}
