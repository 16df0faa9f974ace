package com.alipay.load;

import com.alipay.it.Build;
import java.nio.file.Path;
import java.util.Locale;

/** What the proofs have in common: their size, their seed, their folders and how they tell their figures. */
final class LoadTest {
    /** What is done at random is done with this seed: {@code -Dseed=...} repeats or varies it. */
    static final long SEED = Long.getLong("seed", 20110315L);

    private LoadTest() {}

    /** The first figure in {@code mvn}, the second in {@code mvn -Dsoak=true}. */
    static int size(int small, int soak) {
        return Boolean.getBoolean("soak") ? soak : small;
    }

    /** One line on the console of the build. */
    static void report(String format, Object... values) {
        System.out.println("PROOF " + String.format(Locale.ROOT, format, values));
    }

    /** Where the servers of a proof keep their data. */
    static Path folder(String name) {
        return Build.folder(name);
    }
}
