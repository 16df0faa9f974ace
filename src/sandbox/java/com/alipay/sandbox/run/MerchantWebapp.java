package com.alipay.sandbox.run;

import com.alipay.sandbox.http.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.StandardRoot;
import org.apache.tomcat.util.scan.StandardJarScanFilter;

/**
 * The merchant's pages as they lie in {@code webapp/}, with the classes of {@code target/classes}, on a Tomcat with JSP at
 * {@code /alipay}. An edited page is served at the next request.
 */
final class MerchantWebapp implements AutoCloseable {
    private static final String REMEDY = "start the merchant on another one: mvn -Psandbox -Dmerchant.port=8081";

    private final Tomcat tomcat;

    private MerchantWebapp(Tomcat tomcat) {
        this.tomcat = tomcat;
    }

    /**
     * Starts it on the loopback address, with one user {@code admin}/{@code admin} in the role {@code alipay-admin}.
     *
     * @throws IllegalStateException the port is in use, or the web application failed to start
     */
    static MerchantWebapp start(Path project, Path base, int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Ports.requireFree(loopback, port, REMEDY);
        create(base.resolve("webapps"));
        System.setProperty("catalina.base", base.toAbsolutePath().toString());
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toAbsolutePath().toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", loopback.getHostAddress());
        // Under exec:java the default parent loader does not see Tomcat's own classes.
        tomcat.getEngine().setParentClassLoader(MerchantWebapp.class.getClassLoader());
        tomcat.addUser("admin", "admin");
        tomcat.addRole("admin", "alipay-admin");
        Context context = tomcat.addWebapp(
                "/alipay", project.resolve("webapp").toAbsolutePath().toString());
        create(project.resolve("target/classes"));
        addClasses(context, project.resolve("target/classes"));
        limitScanning(context);
        return new MerchantWebapp(tomcat).started(context);
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("the merchant did not stop cleanly: end its process", e);
        }
    }

    /** A context that failed does not throw: its state has to be asked for. */
    private MerchantWebapp started(Context context) {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("the merchant cannot start: see the cause", e);
        }
        if (tomcat.getConnector().getState() != LifecycleState.STARTED) {
            close();
            throw new IllegalStateException("the merchant's port was taken while it started: " + REMEDY);
        }
        if (context.getState() != LifecycleState.STARTED) {
            close();
            throw new IllegalStateException("webapp/ did not start: the messages above say which class or page failed");
        }
        return this;
    }

    private static void addClasses(Context context, Path classes) {
        WebResourceRoot resources = new StandardRoot(context);
        resources.addPreResources(new DirResourceSet(
                resources, "/WEB-INF/classes", classes.toAbsolutePath().toString(), "/"));
        context.setResources(resources);
    }

    /** Only the jars that hold tags and EL functions: looking into every jar of Maven's class path takes seconds. */
    private static void limitScanning(Context context) {
        StandardJarScanFilter filter = new StandardJarScanFilter();
        filter.setDefaultTldScan(false);
        filter.setTldScan("jakarta.servlet.jsp.jstl-*.jar,encoder-*.jar");
        filter.setDefaultPluggabilityScan(false);
        context.getJarScanner().setJarScanFilter(filter);
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory + ": is target/ writable?", e);
        }
    }
}
