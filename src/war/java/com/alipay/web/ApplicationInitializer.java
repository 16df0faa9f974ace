package com.alipay.web;

import com.alipay.config.Configuration;
import com.alipay.config.MerchantConfig;
import com.alipay.config.Violation;
import com.alipay.diagnosis.site.HttpNetworkProbe;
import com.alipay.diagnosis.site.SiteDiagnoser;
import com.alipay.gateway.GatewayClient;
import com.alipay.i18n.Text;
import com.alipay.orders.OrderEvent;
import com.alipay.orders.OrderListener;
import com.alipay.orders.OrderService;
import com.alipay.orders.Reconciler;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.DatabaseConfigurationException;
import com.alipay.orders.persistence.DatabaseReplacedException;
import com.alipay.util.AlipayNotify;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the web application: reads the configuration, opens the log and the database, and reports every problem. A problem never
 * prevents the start, because a page that explains it is more useful than a 404.
 */
public final class ApplicationInitializer implements ServletContextListener {
    private static final Logger log = LoggerFactory.getLogger(ApplicationInitializer.class);

    private static volatile Optional<Text> problem = Optional.of(Labels.message("start.NO_LISTENER"));

    /** Longer than the timeout of one network probe. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    private final BackgroundJobs jobs = new BackgroundJobs();

    /** Returns why this web application has not started; empty if it has. */
    static Optional<Text> problem() {
        return problem;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            start(event.getServletContext());
            problem = Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            log.error("the application has not started: fix the cause and deploy again", e);
            problem = Optional.of(Labels.message("start.FAILED", e.getClass().getSimpleName()));
        }
    }

    private void start(ServletContext context) {
        Configuration configuration =
                Configuration.start(() -> context.getInitParameter(Configuration.NAME), context.getContextPath());
        LogbackConfigurer logFile = LogbackConfigurer.open(configuration, base());
        jobs.onStop(logFile::close);
        log.info("configuration: {}", configuration.source());
        log.info("log file: {} (in UTF-8, whatever the charset of the site)", logFile.location());
        jobs.onStop(() -> log.info("stopped"));
        Database database = openDatabase(configuration.merchant(), context.getContextPath());
        jobs.onStop(Database::forgetDrivers);
        jobs.onStop(database::close);
        jobs.onStop(ApplicationInitializer::awaitDoctor);
        jobs.every(Duration.ofSeconds(1), "alipay database", database::maintain);
        String node = NodeId.current();
        log.info("node: {}", node);
        OrderService orderService = new OrderService(
                configuration.merchant(), database, listener(configuration.merchant()), Clock.systemUTC(), node);
        OrderService.setCurrent(orderService);
        Metrics.setCurrent(new Metrics(orderService, database));
        AlipayNotify.use(orderService);
        DatabaseSiteProbe.setCurrent(new DatabaseSiteProbe(
                configuration.merchant().notify_url(),
                database,
                () -> NotificationDiagnoser.current().lastRefusal()));
        NotificationDiagnoser.setCurrent(new NotificationDiagnoser(
                orderService, configuration.merchant(), new HttpNetworkProbe(), Clock.systemUTC()));
        jobs.everyAndAtTheEnd(Duration.ofSeconds(1), "alipay unverified messages", () -> {
            orderService.unverifiedMessages().write();
            orderService.deliveries().write();
        });
        DiagnosisJob diagnosis = new DiagnosisJob(orderService, NotificationDiagnoser.current(), System::nanoTime);
        jobs.whenNeeded(Duration.ofSeconds(1), "alipay diagnosis", diagnosis::runOnce);
        jobs.onStop(diagnosis::stop);
        // A change of address is recorded every minute, so that it can be ordered reliably before or after the last
        // notification.
        jobs.every(Duration.ofMinutes(1), "alipay addresses", DatabaseSiteProbe.current()::recordAddresses);
        startReconciler(configuration.merchant(), orderService, database);
        jobs.onStop(StartupCheck.start(configuration, context.getServerInfo(), DatabaseSiteProbe.current())::close);
        for (Violation finding : Configuration.current().findings()) {
            if (finding.isError()) {
                log.error("alipay_config: {}", finding);
            } else {
                log.warn("alipay_config: {}", finding);
            }
        }
    }

    private void startReconciler(MerchantConfig merchant, OrderService orderService, Database database) {
        Reconciler reconciler = new Reconciler(orderService, database, new GatewayClient(merchant), Clock.systemUTC());
        Reconciler.setCurrent(reconciler);
        if (merchant.reconcile_minutes() > 0) {
            log.info("reconciler: every {} minutes", merchant.reconcile_minutes());
            jobs.every(Duration.ofMinutes(merchant.reconcile_minutes()), "alipay reconciler", reconciler::runOnce);
        }
        jobs.whenNeeded(Duration.ofSeconds(1), "alipay reconcile since", reconciler::continueRun);
        jobs.onStop(reconciler::shutdown);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        jobs.stop();
    }

    /** Waits for running probes, because one that still runs would keep the whole undeployed application in memory. */
    private static void awaitDoctor() {
        try {
            if (!SiteDiagnoser.awaitEnd(ENDS_WITHIN)) {
                log.warn("a network probe is still running after {} s", ENDS_WITHIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens the database of orders; if that fails, returns one that retries every second. */
    private static Database openDatabase(MerchantConfig merchant, String contextPath) {
        try {
            return open(merchant.database(), contextPath);
        } catch (IllegalStateException e) {
            log.error("the order database cannot be opened; retrying every second: {}", e.getMessage());
            log.debug("the order database cannot be opened", e);
            Configuration.report(finding(merchant, e));
            return Database.openLater(
                    () -> open(merchant.database(), contextPath),
                    () -> Configuration.withdraw("db.url"),
                    Database.file(address(merchant.database(), contextPath)),
                    e);
        }
    }

    private static Violation finding(MerchantConfig merchant, IllegalStateException problem) {
        String url = merchant.database().toString();
        if (problem instanceof DatabaseReplacedException replaced) {
            return Labels.finding("db.url", url, "database.replaced", replaced.place());
        }
        if (problem instanceof DatabaseConfigurationException unusable) {
            return new Violation("db.url", url, unusable.problem(), unusable.remedy(), Violation.Severity.ERROR);
        }
        return Labels.finding("db.url", url, "database.closed");
    }

    private static Database open(MerchantConfig.Database settings, String contextPath) {
        Optional<Path> marker = Optional.of(data().resolve(Configuration.contextName(contextPath) + ".databases"));
        Optional<Database> containers = settings.url().isEmpty()
                ? Database.ofContainer("jdbc/alipay", settings.migrate(), marker)
                : Optional.empty();
        if (containers.isPresent()) {
            log.info("order database: JNDI jdbc/alipay");
            return containers.get();
        }
        String url = address(settings, contextPath);
        Database database = Database.open(url, settings.user(), settings.password(), settings.migrate(), marker);
        log.info(
                "order database: {}",
                settings.url().isEmpty() ? Database.file(url).orElseThrow() : settings);
        return database;
    }

    /** Returns the JDBC address of the database, used if the container provides no connection pool. */
    private static String address(MerchantConfig.Database settings, String contextPath) {
        return settings.url().isEmpty()
                ? Database.embedded(data().resolve(Configuration.contextName(contextPath))
                        .resolve("orders")
                        .toString())
                : settings.url();
    }

    private static Path data() {
        return base().resolve("alipay-data");
    }

    private static Optional<OrderListener> listener(MerchantConfig merchant) {
        String name = merchant.order_listener();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            Class<?> type = Class.forName(name, true, ApplicationInitializer.class.getClassLoader());
            return Optional.of(
                    type.asSubclass(OrderListener.class).getConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            log.error("order_listener {} cannot be used", name, e);
            Configuration.report(Labels.finding("order_listener", name, "listener.unusable", e));
            return Optional.of(new FailingListener(name));
        }
    }

    /** Replaces a listener that cannot be loaded; every call fails, so that no paid order bypasses the merchant's code. */
    private record FailingListener(String name) implements OrderListener {
        @Override
        public void paid(OrderEvent event, Connection connection) {
            refuse();
        }

        @Override
        public void shipped(OrderEvent event, Connection connection) {
            refuse();
        }

        @Override
        public void finished(OrderEvent event, Connection connection) {
            refuse();
        }

        @Override
        public void closed(OrderEvent event, Connection connection) {
            refuse();
        }

        @Override
        public void refund(OrderEvent event, Connection connection) {
            refuse();
        }

        private void refuse() {
            throw new IllegalStateException("order_listener " + name + " cannot be loaded: fix it and restart");
        }
    }

    /** Returns the container's folder, to which relative paths are resolved. */
    static Path base() {
        return Path.of(System.getProperty("catalina.base", System.getProperty("user.dir")));
    }
}
