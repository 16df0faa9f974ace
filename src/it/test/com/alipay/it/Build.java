package com.alipay.it;

import java.nio.file.Path;

/** What the build hands to these tests, and where they leave their files. */
public final class Build {
    private Build() {}

    /** The finished WAR. */
    static Path war() {
        return path("war");
    }

    /** The sandbox as a program. */
    static Path sandboxJar() {
        return path("sandbox.jar");
    }

    /** A folder of that name under {@code target/it}, for one server or one browser. */
    public static Path folder(String name) {
        return war().resolveSibling("it").resolve(name);
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
