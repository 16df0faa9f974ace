package com.alipay.launcher;

import com.alipay.sandbox.http.EmbeddedTomcat;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.StandardRoot;
import org.apache.tomcat.util.scan.StandardJarScanFilter;

/**
 * Serves the merchant's pages from {@code webapp/} and the classes that the build left under {@code target/}, on a Tomcat with
 * JSP at {@code /alipay}. An edited page is served at the next request.
 */
final class MerchantServer implements AutoCloseable {
    private static final String REMEDY = "start the merchant on another one: mvn -Psandbox -Dmerchant.port=8081";

    private final EmbeddedTomcat tomcat;

    private MerchantServer(EmbeddedTomcat tomcat) {
        this.tomcat = tomcat;
    }

    /**
     * Starts the server on the loopback address, with one user {@code admin}/{@code admin} in the role {@code alipay-admin}.
     *
     * @throws IllegalStateException the port is in use, or the web application failed to start
     */
    static MerchantServer start(Path project, Path base, int port) {
        // The web application reads it whenever it locates its data directory, not only at startup.
        System.setProperty("catalina.base", base.toAbsolutePath().toString());
        return new MerchantServer(EmbeddedTomcat.start(
                new EmbeddedTomcat.ServerConfig("the merchant", InetAddress.getLoopbackAddress(), port, base, REMEDY),
                tomcat -> context(tomcat, project)));
    }

    @Override
    public void close() {
        tomcat.close();
    }

    private static Context context(Tomcat tomcat, Path project) {
        tomcat.addUser("admin", "admin");
        tomcat.addRole("admin", "alipay-admin");
        Context context = tomcat.addWebapp(
                "/alipay", project.resolve("webapp").toAbsolutePath().toString());
        addClasses(context, project.resolve("target"));
        limitScanning(context);
        return context;
    }

    private static void addClasses(Context context, Path target) {
        WebResourceRoot resources = new StandardRoot(context);
        for (String module : List.of("alipay-kit", "alipay-orders", "alipay-diagnosis", "alipay")) {
            Path classes = target.resolve(module).resolve("classes").toAbsolutePath();
            resources.addPreResources(new DirResourceSet(resources, "/WEB-INF/classes", classes.toString(), "/"));
        }
        context.setResources(resources);
    }

    /** Scans only the jars that hold tags and EL functions: scanning every jar of Maven's class path takes seconds. */
    private static void limitScanning(Context context) {
        StandardJarScanFilter filter = new StandardJarScanFilter();
        filter.setDefaultTldScan(false);
        filter.setTldScan("encoder-*.jar");
        filter.setDefaultPluggabilityScan(false);
        context.getJarScanner().setJarScanFilter(filter);
    }
}
