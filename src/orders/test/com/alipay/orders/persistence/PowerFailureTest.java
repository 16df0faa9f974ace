package com.alipay.orders.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the embedded database after the power failed: at any moment it has everything that was answered before. */
class PowerFailureTest {
    private static final int WRITERS = 4;
    private static final int COMMITS = 1_000;
    private static final int IMAGES = 40;
    private static final int ROWS = 40;
    private static final int HOLES = 8;
    private static final int FAILURES = 25;

    private final Random chance = new Random(17);
    private final Set<Integer> answered = new ConcurrentSkipListSet<>();
    private final Map<Path, Set<Integer>> images = new TreeMap<>();
    private final AtomicInteger writes = new AtomicInteger();

    @TempDir
    Path folder;

    @BeforeEach
    void mount() {
        FaultyDisk.mount();
    }

    @Test
    void everythingAnsweredIsThereAndTheFileStaysSmall() throws Exception {
        long size;
        int forces;
        try (Database database = Database.open(FaultyDisk.url(folder), "", "", true)) {
            SurvivingOrders.create(database);
            FaultyDisk.atEachWrite(this::maybeFail);
            AtomicInteger next = new AtomicInteger();
            int before = FaultyDisk.forces();
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            try {
                List<Future<?>> writers = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    writers.add(threads.submit(() -> write(database, next)));
                }
                for (Future<?> writer : writers) {
                    writer.get();
                }
            } finally {
                threads.shutdownNow();
            }
            forces = FaultyDisk.forces() - before;
            size = Files.size(folder.resolve("orders.mv.db"));
        }
        long written = FaultyDisk.written();
        System.out.printf(
                "POWER %d commits, %d forces, %d images, file %d KB of %d KB written%n",
                COMMITS, forces, images.size(), size / 1024, written / 1024);
        assertThat(images).hasSizeGreaterThan(IMAGES / 2);
        assertThat(lost()).isEmpty();
        assertThat(size)
                .as("more was written than it may have")
                .isLessThan(written)
                .isLessThan(17L << 20);
    }

    /** H2 verifies beginning and end of what it wrote; a hole between them would be found when a row is read, if at all. */
    @Test
    void aWriteWithAHoleIsDiscarded() {
        try (Database database = Database.open(FaultyDisk.url(folder), "", "", true)) {
            SurvivingOrders.create(database);
            SurvivingOrders.write(database, 0, "before");
            answered.add(0);
            FaultyDisk.atEachForce(
                    () -> FaultyDisk.images(folder).withoutOneBlock().forEach(this::keep));
            for (int id = 1; id <= HOLES; id++) {
                SurvivingOrders.write(database, id, "x".repeat(500 * id));
                answered.add(id);
            }
            FaultyDisk.mount();
        }

        assertThat(images).hasSizeGreaterThan(HOLES * 3);
        assertThat(lost()).isEmpty();
    }

    /** What one failure leaves behind is no danger at the next. */
    @Test
    void powerFailsAgainAndAgain() throws IOException {
        Path file = folder.resolve("orders.mv.db");
        for (int failure = 1; failure <= FAILURES; failure++) {
            FaultyDisk.mount();
            AtomicInteger left = new AtomicInteger(1 + chance.nextInt(20));
            AtomicReference<byte[]> image = new AtomicReference<>();
            Set<Integer> acknowledged = new TreeSet<>();
            try (Database database = Database.open(FaultyDisk.url(folder), "", "", true)) {
                if (failure == 1) {
                    SurvivingOrders.create(database);
                }
                assertThat(SurvivingOrders.ids(database)).containsAll(answered);
                FaultyDisk.atEachWrite(() -> {
                    if (left.decrementAndGet() == 0) {
                        image.set(FaultyDisk.images(folder).afterPowerFailure(chance));
                        acknowledged.addAll(answered);
                    }
                });
                for (int row = 0; image.get() == null; row++) {
                    int id = failure * COMMITS + row;
                    SurvivingOrders.write(database, id, "x".repeat(chance.nextInt(4_000)));
                    answered.add(id);
                }
            }
            answered.clear();
            answered.addAll(acknowledged);
            Files.write(file, image.get());
        }
    }

    /** Returns what is missing, by image. */
    private List<String> lost() {
        List<String> lost = new ArrayList<>();
        for (Map.Entry<Path, Set<Integer>> image : images.entrySet()) {
            try (Database copy = Database.open(Database.embedded(image.getKey().toString()), "", "", false)) {
                Set<Integer> missing = new TreeSet<>(image.getValue());
                missing.removeAll(SurvivingOrders.ids(copy));
                if (!missing.isEmpty()) {
                    lost.add(image.getKey().getFileName() + " lacks " + missing);
                }
            } catch (RuntimeException e) {
                lost.add(image.getKey().getFileName() + ": " + DatabaseHealth.root(e));
            }
        }
        return lost;
    }

    /** Each row is written over and over, so that spaces in the file become free. */
    private Void write(Database database, AtomicInteger next) {
        for (int id = next.incrementAndGet(); id <= COMMITS; id = next.incrementAndGet()) {
            SurvivingOrders.write(database, id, "x".repeat(1_000));
            answered.add(id);
            if (id % ROWS == 0) {
                SurvivingOrders.execute(
                        database, "update kept set filler = '" + "y".repeat(id % 900) + "' where id > " + (id - ROWS));
            }
        }
        return null;
    }

    /** Called before a write, with nothing else written meanwhile. */
    private void maybeFail() {
        if (writes.incrementAndGet() % (COMMITS / IMAGES) != 0) {
            return;
        }
        keep(FaultyDisk.images(folder).afterPowerFailure(chance));
    }

    private void keep(byte[] file) {
        Path image = folder.resolve("image" + images.size());
        try {
            Files.write(image.resolveSibling(image.getFileName() + ".mv.db"), file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        images.put(image, new TreeSet<>(answered));
    }
}
