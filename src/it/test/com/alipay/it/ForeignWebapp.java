package com.alipay.it;

import com.alipay.readme.Javac;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody else's web application, which takes files of this project as integrate.md tells.
 *
 * @param root the exploded web application
 * @param sources its Java sources
 */
record ForeignWebapp(Path root, Path sources) {
    private static final Pattern MODULE = Pattern.compile("src/[a-z]+");
    private static final Pattern IN_MODULE = Pattern.compile("src/[a-z]+/(java|resources)/(.+)");
    private static final Pattern ORDER_SERVICE =
            Pattern.compile("^.*com\\.alipay\\.orders\\.OrderService\\..*$", Pattern.MULTILINE);

    /** An empty one among the server's web applications. */
    static ForeignWebapp on(RealTomcat tomcat, String context) throws IOException {
        Path sources = Folders.fresh(tomcat.base().resolve("sources").resolve(context));
        return new ForeignWebapp(Folders.fresh(tomcat.base().resolve("webapps").resolve(context)), sources);
    }

    /** Copies files, folders and modules of this project to where the document says that they belong. */
    void copy(List<String> paths) throws IOException {
        for (String path : paths) {
            Path from = Path.of(path);
            if (MODULE.matcher(path).matches()) {
                copyIfPresent(from.resolve("java"), sources);
                copyIfPresent(from.resolve("resources"), classes());
                continue;
            }
            Path to = target(path);
            Files.createDirectories(to.getParent());
            if (Files.isDirectory(from)) {
                Folders.copy(from, to);
            } else {
                Files.copy(from, to);
            }
        }
    }

    private static void copyIfPresent(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            Files.createDirectories(to);
            Folders.copy(from, to);
        }
    }

    private Path target(String path) {
        if (path.startsWith("webapp/")) {
            return root.resolve(path.substring("webapp/".length()));
        }
        Matcher inModule = IN_MODULE.matcher(path);
        if (inModule.matches()) {
            return (inModule.group(1).equals("java") ? sources : classes()).resolve(inModule.group(2));
        }
        throw new AssertionError("the document does not say where " + path + " belongs");
    }

    /** A file of the shop's own, relative to its sources. */
    void source(String file, String text) throws IOException {
        write(sources.resolve(file), text);
    }

    /** A file of the shop's own, relative to the web application's root. */
    void file(String file, String text) throws IOException {
        write(root.resolve(file), text);
    }

    /** A web.xml with these elements and no other. */
    void webXml(String elements) throws IOException {
        write(
                root.resolve("WEB-INF/web.xml"),
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n" + elements
                        + "</web-app>\n");
    }

    /** Puts the shop's statement in the place of the one that names the order service. */
    void replaceTheStatement(String page, String statement) throws IOException {
        Path file = root.resolve(page);
        String text = Files.readString(file, StandardCharsets.UTF_8);
        long named = ORDER_SERVICE.matcher(text).results().count();
        if (named != 1 || ORDER_SERVICE.matcher(text).replaceAll("").contains("OrderService")) {
            throw new AssertionError(page + " should name OrderService in one statement and nowhere else");
        }
        write(file, ORDER_SERVICE.matcher(text).replaceAll(match -> statement.strip()));
    }

    /** Compiles the sources with these jars and no other. What class files of libraries mention is no lint of the shop's. */
    void compile(List<Path> jars) throws IOException {
        Javac.compile("-Xlint:all,-classfile", List.of(sources), jars, classes());
    }

    /** Puts jars into {@code WEB-INF/lib}. */
    void lib(List<Path> jars) throws IOException {
        Path lib = Files.createDirectories(root.resolve("WEB-INF/lib"));
        for (Path jar : jars) {
            Files.copy(jar, lib.resolve(jar.getFileName().toString()));
        }
    }

    private Path classes() {
        return root.resolve("WEB-INF/classes");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
