package com.alipay.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jasper.JspC;

/** The classes of every page, compiled by Tomcat's own compiler: a page that does not compile fails the build. */
final class CompiledPages {
    private CompiledPages() {}

    /** Compiles the pages into the package {@code pages}. */
    static Path folder() {
        Path folder = Path.of("target/pages").toAbsolutePath();
        JspC compiler = new JspC();
        compiler.setUriroot(Path.of("webapp").toAbsolutePath().toString());
        compiler.setOutputDir(folder.toString());
        compiler.setPackage("pages");
        compiler.setCompile(true);
        compiler.setFailOnError(true);
        compiler.setJavaEncoding("UTF-8");
        compiler.setClassPath(System.getProperty("java.class.path"));
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        compiler.execute();
        return folder;
    }
}
