package com.alipay.it;

import java.nio.file.Path;

/** What the build hands to these tests, and where they leave their files. */
public final class Build {
    /** The number of this process among those in which tests run at the same time, from 1. */
    static final int FORK = Integer.getInteger("fork", 1);

    private Build() {}

    /** The finished WAR. */
    static Path war() {
        return path("war");
    }

    /** The sandbox as a program. */
    static Path sandboxJar() {
        return path("sandbox.jar");
    }

    /** A folder of that name under {@code target/it}, for one server or one browser of this process. */
    public static Path folder(String name) {
        return war().resolveSibling("it").resolve(name + "-" + FORK);
    }

    static Path path(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(
                    "the system property " + property + " is missing: run these tests with mvn verify");
        }
        return Path.of(value).toAbsolutePath();
    }
}
