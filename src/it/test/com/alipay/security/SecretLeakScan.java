package com.alipay.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Searches all that a run left under {@code target}. */
final class SecretLeakScan {

    /** What is searched; the first that fits counts. */
    enum Kind {
        /** What the clients of the tests were answered: pages, JSON, headers. */
        ANSWERS("received/.*\\.answers"),
        /** Logs and consoles of the servers. */
        LOGS("it/.*(/logs?/.*|\\.log|/log\\.txt)"),
        /** The order databases and the notification logs, as the databases keep them. */
        DATABASES("it/.*(\\.db|/data/.*)|(mariadb|mysql).*"),
        /** Everything else that a server wrote: the sandbox's data, compiled pages. */
        FILES("it/.*"),
        /** Names, output and exceptions of the tests. */
        REPORTS("([^/]+/)?(surefire|failsafe)-reports/.*"),
        /** Tables that tests write. */
        TABLES("[^/]*\\.md");

        private final Predicate<String> path;

        Kind(String path) {
            this.path = Pattern.compile(path).asMatchPredicate();
        }
    }

    /** What has to hold a key, or is no output of the run. */
    enum Exempt {
        /** The settings of a shop: this is where its key belongs. */
        SETTINGS("it/[^/]+/conf/[^/]+\\.properties|it/[^/]+/target/sandbox/[^/]+/sandbox\\.properties"),
        /** What was deployed, which the build made: classes, libraries, pages. WarIT looks for a key in there. */
        DEPLOYED("it/[^/]+/webapps/.*|it/[^/]+-war-[0-9]+/.*"),
        /** What a sandbox keeps with {@code --data}, its own RSA key among it; nobody but its owner can read the file. */
        SANDBOX_DATA("it/[^/]+/[^/]+\\.data"),
        /** The write-ahead logs of a database, which repeat its tables. */
        WRITE_AHEAD("it/[^/]+/data/pg_wal/.*"),
        /** The lists that this search works with. */
        LISTS("received/.*\\.signatures");

        private final Predicate<String> path;

        Exempt(String path) {
            this.path = Pattern.compile(path).asMatchPredicate();
        }

        boolean covers(String path) {
            return this.path.test(path);
        }
    }

    /** How much of a kind was searched. */
    static final class Extent {
        int files;
        long bytes;

        @Override
        public String toString() {
            return files + " files, " + bytes + " bytes";
        }
    }

    private final Path target;
    private final Instant since;
    private final SecretSearch search;
    private final Map<Kind, Extent> extents = new EnumMap<>(Kind.class);
    private final Map<Exempt, Integer> exempted = new EnumMap<>(Exempt.class);
    private final List<String> leaks = new ArrayList<>();

    private SecretLeakScan(Path target, Instant since, SecretSearch search) {
        this.target = target;
        this.since = since;
        this.search = search;
        for (Kind kind : Kind.values()) {
            extents.put(kind, new Extent());
        }
    }

    /**
     * Searches every file that is not older than that: what an earlier run left is not this one's.
     *
     * @param target the build's folder
     */
    static SecretLeakScan of(Path target, Instant since) throws IOException {
        SecretLeakScan sweep = new SecretLeakScan(target, since, new SecretSearch(KnownKeys.all(), withheld(target)));
        sweep.walk();
        return sweep;
    }

    /** Where something was found, and what. */
    List<String> leaks() {
        return leaks;
    }

    Extent extent(Kind kind) {
        return extents.get(kind);
    }

    /** How many files of the run were left out for that reason. */
    int exempted(Exempt reason) {
        return exempted.getOrDefault(reason, 0);
    }

    /** The signatures that would have made unverified messages valid, and that no client sent. */
    static Set<String> withheld(Path target) throws IOException {
        Set<String> withheld = signatures(target, ResponseRecorder.WITHHELD);
        withheld.removeAll(signatures(target, ResponseRecorder.SENT));
        return withheld;
    }

    private static Set<String> signatures(Path target, String name) throws IOException {
        Set<String> all = new HashSet<>();
        for (Path run : runs(target)) {
            Path list = run.resolve(name);
            if (Files.exists(list)) {
                all.addAll(Files.readAllLines(list));
            }
        }
        return all;
    }

    private static List<Path> runs(Path target) throws IOException {
        Path received = target.resolve("received");
        if (!Files.isDirectory(received)) {
            return List.of();
        }
        try (Stream<Path> runs = Files.list(received)) {
            return runs.toList();
        }
    }

    private void walk() throws IOException {
        Files.walkFileTree(target, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()
                        && !attributes.lastModifiedTime().toInstant().isBefore(since)) {
                    search(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    // A browser or a database has tidied up behind itself.
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    private void search(Path file) throws IOException {
        String path = target.relativize(file).toString().replace('\\', '/');
        for (Exempt reason : Exempt.values()) {
            if (reason.covers(path)) {
                exempted.merge(reason, 1, Integer::sum);
                return;
            }
        }
        Optional<Kind> kind = List.of(Kind.values()).stream()
                .filter(each -> each.path.test(path))
                .findFirst();
        if (kind.isPresent()) {
            Extent extent = extents.get(kind.get());
            extent.files++;
            try (InputStream octets = Files.newInputStream(file)) {
                SecretSearch.Found found = search.in(octets);
                extent.bytes += found.searched();
                found.secrets().forEach(secret -> leaks.add(path + " holds " + secret));
            }
        }
    }
}
