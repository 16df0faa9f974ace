package com.alipay.readme;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The jars that this build uses, by their Maven coordinates. */
public final class Jars {
    private Jars() {}

    /** @param coordinates {@code groupId:artifactId:version} */
    public static List<Path> named(List<String> coordinates) {
        return coordinates.stream().map(Jars::named).toList();
    }

    private static Path named(String coordinates) {
        String[] parts = coordinates.split(":");
        Path inRepository = Path.of(parts[0].replace('.', '/'), parts[1], parts[2], parts[1] + "-" + parts[2] + ".jar");
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.endsWith(inRepository))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(coordinates + " is not what this build uses: correct the document"));
    }
}
