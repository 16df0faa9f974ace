package com.alipay.it;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What every Tomcat with the WAR would otherwise work out anew: the compiled pages, and the JVM's archive of loaded classes (CDS). A server
 * of its own makes them once per version and WAR, for all processes in which tests run. A page or class that differs is not taken from here:
 * Tomcat compares the times of pages, the JVM compares the bytes of classes.
 *
 * @param pages a web application's folder under {@code work}
 */
record PreparedTomcat(Path pages, Path classes) {
    private static final Map<TomcatVersion, PreparedTomcat> MADE = new EnumMap<>(TomcatVersion.class);

    static synchronized PreparedTomcat of(TomcatVersion version) throws IOException, InterruptedException {
        PreparedTomcat made = MADE.get(version);
        if (made == null) {
            made = makeOnce(version);
            MADE.put(version, made);
        }
        return made;
    }

    private static PreparedTomcat makeOnce(TomcatVersion version) throws IOException, InterruptedException {
        Path folder = version.home().resolveSibling("prepared-" + version.folder());
        PreparedTomcat prepared = new PreparedTomcat(folder.resolve("pages"), folder.resolve("classes.jsa"));
        Path done = folder.resolve("war.crc");
        CRC32 war = new CRC32();
        war.update(Files.readAllBytes(Build.war()));
        String crc = Long.toHexString(war.getValue());
        try (FileChannel file = FileChannel.open(
                        folder.resolveSibling(version.folder() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (lock.isValid() && !(Files.exists(done) && Files.readString(done).equals(crc))) {
                Folders.fresh(folder);
                prepared.make(version);
                Files.writeString(done, crc);
            }
        }
        return prepared;
    }

    private void make(TomcatVersion version) throws IOException, InterruptedException {
        try (RealTomcat tomcat = RealTomcat.prepare(version, "prepared-" + version.folder())
                .withAdmin()
                .withOptions("-XX:ArchiveClassesAtExit=" + classes)) {
            Shop shop = Shop.at(
                    tomcat, "alipay", StandardCharsets.UTF_8, tomcat.base().resolve("log/log.txt"));
            String nowhere = "http://127.0.0.1:9/gateway.do";
            tomcat.deploy("alipay", Shop.settings(shop.url(), shop.charset(), nowhere, nowhere))
                    .startUnprepared();
            shop.place(LocalAlipay.DUAL);
            for (String page : pagesOfTheWar()) {
                Http.getAsAdmin(shop.page(page));
            }
            tomcat.stop();
            Folders.copy(tomcat.work("alipay"), pages);
        }
    }

    private static List<String> pagesOfTheWar() throws IOException {
        try (FileSystem war = FileSystems.newFileSystem(Build.war())) {
            return Folders.walk(war.getPath("/")).stream()
                    .map(Path::toString)
                    .filter(path -> path.endsWith(".jsp") && !path.startsWith("/WEB-INF"))
                    .map(path -> path.substring(1))
                    .toList();
        }
    }
}
