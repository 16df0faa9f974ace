package com.alipay.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the threads of a process have taken of the processors so far, as Linux counts it.
 *
 * @param named of the threads of that name
 * @param all of all its threads, ended ones too
 */
record ThreadTime(Duration named, Duration all) {
    /** Linux counts in hundredths of a second, on every machine that Java runs on. */
    private static final long MILLIS_A_TICK = 10;

    /** Linux keeps so many letters of a thread's name. */
    private static final int LONGEST_NAME = 15;

    static ThreadTime of(long pid, String name) throws IOException {
        Path process = Path.of("/proc", String.valueOf(pid));
        long named = 0;
        for (Path thread : threads(process)) {
            if (name(thread).equals(name.substring(0, Math.min(name.length(), LONGEST_NAME)))) {
                named += ticks(thread);
            }
        }
        return new ThreadTime(
                Duration.ofMillis(named * MILLIS_A_TICK), Duration.ofMillis(ticks(process) * MILLIS_A_TICK));
    }

    ThreadTime since(ThreadTime before) {
        return new ThreadTime(named.minus(before.named), all.minus(before.all));
    }

    private static List<Path> threads(Path process) throws IOException {
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            return threads.toList();
        }
    }

    private static String name(Path thread) throws IOException {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (NoSuchFileException e) {
            // It has ended since it was listed.
            return "";
        }
    }

    /** In user mode and in the kernel: the 12th and 13th word behind the name, which may hold blanks. */
    private static long ticks(Path of) throws IOException {
        String line = Files.readString(of.resolve("stat"));
        String[] words = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(words[11]) + Long.parseLong(words[12]);
    }
}
