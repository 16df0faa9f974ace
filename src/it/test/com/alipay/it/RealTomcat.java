package com.alipay.it;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A Tomcat as a merchant has it: an unpacked distribution that runs in a process of its own, with a {@code CATALINA_BASE} of its
 * own. Its {@code conf} is the distribution's; only the port is another, and the address is the loopback one. In particular
 * nobody has set {@code URIEncoding}. Its JVM is as hostile as that of the tests, and has C1 alone: what C2 would compile never
 * pays in the seconds these servers live.
 */
public final class RealTomcat implements AutoCloseable {
    private static final long STARTS_WITHIN_SECONDS = 600;
    private static final long STOPS_WITHIN_SECONDS = 600;
    private static final String HOSTILE_JVM = "-Xmx256m -XX:TieredStopAtLevel=1"
            + " -Dfile.encoding=GBK -Duser.timezone=Australia/Sydney -Duser.language=tr -Duser.country=TR";
    private static final String NO_USERS = "<tomcat-users xmlns=\"http://tomcat.apache.org/xml\" version=\"1.0\"/>";
    private static final String ONE_ADMIN = "<tomcat-users xmlns=\"http://tomcat.apache.org/xml\" version=\"1.0\">"
            + "<user username=\"admin\" password=\"admin\" roles=\"alipay-admin\"/></tomcat-users>";

    private final TomcatVersion version;
    private final Path base;
    private final int port;
    /** The web applications that are the WAR. */
    private final List<String> deployed = new ArrayList<>();

    private Process process;
    private Thread reader;
    private String options = HOSTILE_JVM;

    private RealTomcat(TomcatVersion version, Path base, int port) {
        this.version = version;
        this.base = base;
        this.port = port;
    }

    /** Lays out a base folder of that name; nothing is deployed and nobody may log in. */
    public static RealTomcat prepare(TomcatVersion version, String name) throws IOException {
        Path base = Folders.fresh(Build.folder(name));
        RealTomcat tomcat = new RealTomcat(version, base, Ports.free());
        Folders.copy(version.home().resolve("conf"), base.resolve("conf"));
        for (String folder : new String[] {"webapps", "logs", "work", "temp"}) {
            Files.createDirectories(base.resolve(folder));
        }
        Path server = base.resolve("conf/server.xml");
        String xml = Files.readString(server, StandardCharsets.UTF_8);
        xml = replaceOnce(xml, "<Server port=\"8005\"", "<Server port=\"-1\"");
        xml = replaceOnce(
                xml,
                "<Connector port=\"8080\" protocol=\"HTTP/1.1\"",
                "<Connector port=\"" + tomcat.port + "\" address=\"127.0.0.1\" protocol=\"HTTP/1.1\"");
        Files.writeString(server, xml, StandardCharsets.UTF_8);
        tomcat.users(NO_USERS);
        return tomcat;
    }

    /** From now on {@code admin} with the password {@code admin} has the role {@code alipay-admin}. */
    public RealTomcat withAdmin() throws IOException {
        users(ONE_ADMIN);
        return this;
    }

    /** More options for its JVM. */
    public RealTomcat withOptions(String more) {
        options = HOSTILE_JVM + " " + more;
        return this;
    }

    /** Lays the context descriptor of that web application where the operator puts it. */
    public RealTomcat describe(String context, String descriptor) throws IOException {
        Path folder = Files.createDirectories(base.resolve("conf/Catalina/localhost"));
        Files.writeString(folder.resolve(context + ".xml"), descriptor, StandardCharsets.UTF_8);
        return this;
    }

    /** Adds that class to a web application, from a folder of its own, as a shop adds its code. */
    RealTomcat addClass(String context, Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        Path classes = base.resolve("shop-classes").toAbsolutePath();
        Files.createDirectories(classes.resolve(file).getParent());
        try (InputStream bytes = type.getResourceAsStream("/" + file)) {
            Files.copy(bytes, classes.resolve(file));
        }
        return describe(
                context,
                "<Context><Resources><PostResources className=\"org.apache.catalina.webresources.DirResourceSet\" base=\""
                        + classes + "\" webAppMount=\"/WEB-INF/classes\"/></Resources></Context>");
    }

    /** Drops the WAR in; nothing else. */
    public RealTomcat deploy(String context) throws IOException {
        Files.copy(Build.war(), base.resolve("webapps").resolve(context + ".war"));
        deployed.add(context);
        return this;
    }

    /** Drops the WAR in, and its configuration beside the server's; nothing else. */
    public RealTomcat deploy(String context, Map<String, String> settings) throws IOException {
        return deploy(context).configure(context, settings);
    }

    /** Only the configuration; somebody else has put a web application of that name into {@code webapps}. */
    public RealTomcat configure(String context, Map<String, String> settings) throws IOException {
        String lines = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
        Files.writeString(base.resolve("conf").resolve(context + ".properties"), lines, StandardCharsets.UTF_8);
        return this;
    }

    /** Returns when the server says that it has started. */
    public RealTomcat start() throws IOException, InterruptedException {
        PreparedTomcat prepared = PreparedTomcat.of(version);
        for (String context : deployed) {
            if (Files.notExists(work(context))) {
                Folders.copy(prepared.pages(), Files.createDirectories(work(context)));
            }
        }
        return start(options + " -XX:SharedArchiveFile=" + prepared.classes());
    }

    /** The same, and it compiles every page and reads every class itself. */
    RealTomcat startUnprepared() throws IOException, InterruptedException {
        return start(options);
    }

    private RealTomcat start(String options) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        version.home().resolve("bin/catalina.sh").toString(), "run")
                .directory(base.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("CATALINA_HOME", version.home().toString());
        environment.put("CATALINA_BASE", base.toString());
        environment.put("JRE_HOME", System.getProperty("java.home"));
        environment.put("CATALINA_OPTS", options);
        environment.keySet().removeAll(Set.of("JAVA_OPTS", "CLASSPATH", "ALIPAY_CONFIG", "CATALINA_PID"));
        process = builder.start();
        // Should the tests be stopped in the middle, no server stays behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process.toHandle()::destroy));
        CompletableFuture<Void> started = new CompletableFuture<>();
        reader = new Thread(() -> follow(started), "console of " + base.getFileName());
        reader.setDaemon(true);
        reader.start();
        try {
            started.get(STARTS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException(version + " did not start: read " + consoleFile(), e);
        }
        return this;
    }

    int port() {
        return port;
    }

    /** The server's process: catalina.sh puts Java in its own place. */
    public long pid() {
        return process.pid();
    }

    /** As a power cut would end it: nothing is flushed, nothing is closed. It can be started again. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
        reader.join();
    }

    /** What it has said so far, over all its starts. */
    public String console() throws IOException {
        return Files.readString(consoleFile(), StandardCharsets.ISO_8859_1);
    }

    /** {@code CATALINA_BASE}. */
    public Path base() {
        return base;
    }

    /** Where it keeps the compiled pages of a web application. */
    Path work(String context) {
        return base.resolve("work/Catalina/localhost").resolve(context);
    }

    /** Address of a web application, without a slash at the end. */
    public String url(String context) {
        return "http://localhost:" + port + "/" + context;
    }

    @Override
    public void close() {
        stop();
    }

    /** Stops it as an operator does. It can be started again. */
    public void stop() {
        if (process == null) {
            return;
        }
        // Not process.destroy(): it would close the pipe, and the last words of the server would be lost.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.toHandle().destroyForcibly();
                process.waitFor();
            }
            reader.join();
        } catch (InterruptedException e) {
            process.toHandle().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Copies the server's output to a file until it ends; bytes go through unchanged. */
    private void follow(CompletableFuture<Void> started) {
        try (BufferedReader lines = new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
                Writer copy = Files.newBufferedWriter(consoleFile(), StandardCharsets.ISO_8859_1, CREATE, APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line);
                copy.write('\n');
                copy.flush();
                if (line.contains("Server startup in")) {
                    started.complete(null);
                }
            }
            started.completeExceptionally(new IllegalStateException("the server ended"));
        } catch (IOException e) {
            started.completeExceptionally(new UncheckedIOException(e));
        }
    }

    private Path consoleFile() {
        return base.resolve("logs/console.log");
    }

    private void users(String xml) throws IOException {
        Files.writeString(base.resolve("conf/tomcat-users.xml"), xml, StandardCharsets.UTF_8);
    }

    private static String replaceOnce(String text, String old, String replacement) {
        if (text.indexOf(old) < 0 || text.indexOf(old) != text.lastIndexOf(old)) {
            throw new IllegalStateException("server.xml should hold " + old + " once");
        }
        return text.replace(old, replacement);
    }
}
