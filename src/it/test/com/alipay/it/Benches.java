package com.alipay.it;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The benches of this run: each is started when a test first wants it, serves all test classes, and is closed at the end. */
final class Benches implements BeforeAllCallback, AutoCloseable {
    private static final Map<TomcatVersion, FutureTask<Bench>> BENCHES = new EnumMap<>(TomcatVersion.class);

    /** Starts it the first time; what could not be started once is not tried again for every test. */
    static synchronized Bench of(TomcatVersion version) throws InterruptedException {
        FutureTask<Bench> bench =
                BENCHES.computeIfAbsent(version, missing -> new FutureTask<>(() -> Bench.start(missing)));
        bench.run();
        try {
            return bench.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("there is no " + version + " to test on", e.getCause());
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // What stands in the root store is closed when the last test class is over.
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Benches.class))
                .computeIfAbsent(Benches.class, key -> this);
    }

    @Override
    public void close() {
        synchronized (Benches.class) {
            BENCHES.values().forEach(Benches::close);
            BENCHES.clear();
        }
    }

    private static void close(FutureTask<Bench> bench) {
        try {
            bench.get().close();
        } catch (ExecutionException e) {
            // It never started; the tests that wanted it have said so.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
