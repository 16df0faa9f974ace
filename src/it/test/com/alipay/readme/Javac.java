package com.alipay.readme;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles as a foreign project would: these sources, these jars, nothing else. Every warning is an error. */
public final class Javac {
    private Javac() {}

    /**
     * Compiles every source below the folders.
     *
     * @param lint what is warned about, such as {@code -Xlint:all}
     * @param classes where the classes go; made if missing
     * @throws AssertionError with the compiler's words
     */
    public static void compile(String lint, List<Path> sourceFolders, List<Path> jars, Path classes)
            throws IOException {
        Files.createDirectories(classes);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-encoding",
                    "UTF-8",
                    "-proc:none",
                    lint,
                    "-Werror",
                    "-classpath",
                    jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                    "-d",
                    classes.toString());
            boolean good = compiler.getTask(
                            messages,
                            files,
                            null,
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(sources(sourceFolders)))
                    .call();
            if (!good) {
                throw new AssertionError(messages.toString());
            }
        }
    }

    private static List<Path> sources(List<Path> folders) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> paths = Files.walk(folder)) {
                sources.addAll(
                        paths.filter(path -> path.toString().endsWith(".java")).toList());
            }
        }
        return sources;
    }
}
