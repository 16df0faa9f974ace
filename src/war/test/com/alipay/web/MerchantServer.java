package com.alipay.web;

import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.StandardRoot;
import org.apache.tomcat.util.scan.StandardJarScanFilter;
import org.slf4j.LoggerFactory;

/** The web application in a Tomcat of this JVM, with a class loader of its own; its libraries are those of the tests. */
public final class MerchantServer implements AutoCloseable {
    static final String KEY = "0123456789abcdef0123456789abcdef";

    private static final String OWN_LOGGING = "alipay.logging";

    /** What Tomcat sets for the whole JVM. */
    private static final List<String> PROPERTIES = List.of(
            "catalina.base",
            "catalina.home",
            "catalina.useNaming",
            "java.naming.factory.initial",
            "java.naming.factory.url.pkgs");

    private final Tomcat tomcat;
    private final Context context;
    private final HttpClient http = HttpClient.newHttpClient();

    private MerchantServer(Tomcat tomcat, Context context) {
        this.tomcat = tomcat;
        this.context = context;
    }

    /**
     * Starts it with two operators: {@code admin}, whose password everybody knows, and {@code careful}; and {@code monitor}, who
     * reads the metrics.
     *
     * @param folder an empty one
     * @param webXml what the deployment descriptor is changed to
     */
    public static MerchantServer start(Path folder, Map<String, String> settings, String... webXml)
            throws IOException, LifecycleException {
        // The tests' own logging stays as it is.
        logging(null);
        Path config = folder.resolve("alipay.properties");
        Files.writeString(
                config,
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining("\n")),
                StandardCharsets.UTF_8);
        Path webapp = copied(folder.resolve("webapp"));
        Path descriptor = webapp.resolve("WEB-INF/web.xml");
        String text = Files.readString(descriptor);
        for (int i = 0; i < webXml.length; i += 2) {
            text = text.replace(webXml[i], webXml[i + 1]);
        }
        Files.writeString(descriptor, text);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.enableNaming();
        tomcat.setPort(0);
        tomcat.getConnector()
                .setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        tomcat.addUser("admin", "admin");
        tomcat.addRole("admin", "alipay-admin");
        tomcat.addUser("monitor", "reads-numbers");
        tomcat.addRole("monitor", "alipay-metrics");
        tomcat.addUser("careful", "Xk29-long-and-random");
        tomcat.addRole("careful", "alipay-admin");
        tomcat.getEngine().setParentClassLoader(MerchantServer.class.getClassLoader());
        Files.createDirectories(folder.resolve("webapps"));
        Context context = tomcat.addWebapp("/alipay", webapp.toString());
        context.addParameter("alipay.config", config.toString());
        StandardRoot resources = new StandardRoot(context);
        for (String module : List.of("alipay-kit", "alipay-orders", "alipay-diagnosis", "alipay")) {
            Path classes = Path.of("target", module, "classes").toAbsolutePath();
            resources.addPreResources(new DirResourceSet(resources, "/WEB-INF/classes", classes.toString(), "/"));
        }
        context.setResources(resources);
        StandardJarScanFilter filter = new StandardJarScanFilter();
        filter.setDefaultTldScan(false);
        filter.setTldScan("encoder-*.jar");
        filter.setDefaultPluggabilityScan(false);
        context.getJarScanner().setJarScanFilter(filter);
        tomcat.start();
        return new MerchantServer(tomcat, context);
    }

    /** Settings that are complete, with a database file in that folder and a gateway that nobody answers at. */
    public static Map<String, String> settings(Path folder) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("partner", "2088000000000001");
        settings.put("key", KEY);
        settings.put("seller_email", "seller@example.com");
        settings.put("notify_url", "http://localhost:9/alipay/notify_url.jsp");
        settings.put("return_url", "http://localhost:9/alipay/return_url.jsp");
        settings.put("show_url", "http://localhost:9/alipay/index.jsp");
        settings.put("mainname", "test");
        settings.put("input_charset", "utf-8");
        settings.put("sign_type", "MD5");
        settings.put("transport", "http");
        settings.put("gateway", "http://localhost:9/gateway.do");
        settings.put("verify_gateway", "http://localhost:9/trade/notify_query.do");
        settings.put("order_listener", "merchant.ShopOrderListener");
        settings.put("log_path", folder.resolve("log").toString());
        settings.put("db.url", "jdbc:h2:file:" + folder.resolve("orders"));
        settings.put("check_at_start", "false");
        return settings;
    }

    private static void logging(String ours) {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).putProperty(OWN_LOGGING, ours);
    }

    private static Path copied(Path to) throws IOException {
        Path from = Path.of("webapp");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    ClassLoader classLoader() {
        return context.getLoader().getClassLoader();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/alipay/" + path));
    }

    /** @param login name and password with a colon between; "" for nobody */
    public HttpRequest.Builder request(String path, String login) {
        return login.isEmpty()
                ? request(path)
                : request(path)
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpClient http() {
        return http;
    }

    /** Takes the web application away, as an operator's undeploy does; the server goes on. */
    void undeploy() {
        tomcat.getHost().removeChild(context);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        PROPERTIES.forEach(System::clearProperty);
        logging("true");
    }
}
