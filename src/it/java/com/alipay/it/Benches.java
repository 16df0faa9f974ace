package com.alipay.it;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The benches of this run: each is started when a test first wants it, serves all test classes, and is closed at the end. */
final class Benches implements BeforeAllCallback, AutoCloseable {
    private static final Map<TomcatVersion, Bench> RUNNING = new EnumMap<>(TomcatVersion.class);

    static synchronized Bench of(TomcatVersion version) throws IOException, InterruptedException {
        Bench bench = RUNNING.get(version);
        if (bench == null) {
            bench = Bench.start(version);
            RUNNING.put(version, bench);
        }
        return bench;
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
            RUNNING.values().forEach(Bench::close);
            RUNNING.clear();
        }
    }
}
