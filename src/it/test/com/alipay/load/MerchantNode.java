package com.alipay.load;

import com.alipay.it.Http;
import com.alipay.it.RealTomcat;
import com.alipay.it.Shop;
import com.alipay.it.TomcatVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * One of a merchant's servers: a Tomcat process with the WAR, and the shop's own code in a jar that comes in through the context
 * descriptor, exactly as {@code conf/tomcat/alipay.xml} shows it.
 */
record MerchantNode(RealTomcat tomcat, Shop shop) implements AutoCloseable {
    private static final Pattern SHOPS_JARS =
            Pattern.compile("<!--\\s*(<Resources>.*?</Resources>)\\s*-->", Pattern.DOTALL);

    /** Not started yet. */
    static MerchantNode prepare(String name, ShopDatabase database, String gateway, String verifyGateway)
            throws IOException {
        RealTomcat tomcat = RealTomcat.prepare(TomcatVersion.TOMCAT_10, name).withAdmin();
        Shop shop =
                Shop.at(tomcat, "alipay", StandardCharsets.UTF_8, tomcat.base().resolve("log/log.txt"));
        Map<String, String> settings = Shop.settings(shop.url(), shop.charset(), gateway, verifyGateway);
        settings.putAll(database.settings());
        settings.put("order_listener", CountingListener.class.getName());
        tomcat.deploy("alipay", settings).describe("alipay", descriptor(shopsJar(tomcat.base())));
        return new MerchantNode(tomcat, shop);
    }

    /** Starts them all at once. */
    static List<MerchantNode> start(List<MerchantNode> nodes) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
        try {
            List<Future<MerchantNode>> started = new ArrayList<>();
            for (MerchantNode node : nodes) {
                started.add(threads.submit(() -> {
                    node.tomcat().start();
                    return node;
                }));
            }
            for (Future<MerchantNode> one : started) {
                one.get();
            }
            return nodes;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Whether the shop's page is shown. */
    boolean shows(String page) throws IOException, InterruptedException {
        return Http.get(shop.page(page)).statusCode() == 200;
    }

    @Override
    public void close() {
        tomcat.close();
    }

    private static String descriptor(Path jars) throws IOException {
        String example = Files.readString(Path.of("conf/tomcat/alipay.xml"), StandardCharsets.UTF_8);
        Matcher resources = SHOPS_JARS.matcher(example);
        if (!resources.find()) {
            throw new IllegalStateException("conf/tomcat/alipay.xml shows no folder for the shop's jars");
        }
        return resources.replaceFirst("$1").replace("/opt/shop/lib", jars.toString());
    }

    /** The folder with the jar in it. */
    private static Path shopsJar(Path base) throws IOException {
        Path folder = Files.createDirectories(base.resolve("shop-lib"));
        String entry = CountingListener.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(folder.resolve("shop.jar"));
                JarOutputStream jar = new JarOutputStream(file);
                InputStream bytes = CountingListener.class.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new ZipEntry(entry));
            bytes.transferTo(jar);
        }
        return folder.toAbsolutePath();
    }
}
