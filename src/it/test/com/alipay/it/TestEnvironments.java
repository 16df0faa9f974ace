package com.alipay.it;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The benches of this run: each is started when a test first wants it, serves all test classes, and is closed at the end. */
final class TestEnvironments implements BeforeAllCallback, AutoCloseable {
    private static final Map<TomcatVersion, FutureTask<TestEnvironment>> BENCHES = new EnumMap<>(TomcatVersion.class);

    /** Starts it the first time; what could not be started once is not tried again for every test. */
    static synchronized TestEnvironment of(TomcatVersion version) throws InterruptedException {
        FutureTask<TestEnvironment> environment =
                BENCHES.computeIfAbsent(version, missing -> new FutureTask<>(() -> TestEnvironment.start(missing)));
        environment.run();
        try {
            return environment.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("there is no " + version + " to test on", e.getCause());
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // What stands in the root store is closed when the last test class is over.
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(TestEnvironments.class))
                .computeIfAbsent(TestEnvironments.class, key -> this);
    }

    @Override
    public void close() {
        synchronized (TestEnvironments.class) {
            BENCHES.values().forEach(TestEnvironments::close);
            BENCHES.clear();
        }
    }

    private static void close(FutureTask<TestEnvironment> environment) {
        try {
            environment.get().close();
        } catch (ExecutionException e) {
            // It never started; the tests that wanted it have said so.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
