package com.alipay.web;

import com.alipay.config.Configuration;
import com.alipay.config.MerchantConfig;
import com.alipay.diagnosis.site.CheckStatus.State;
import com.alipay.diagnosis.site.ConnectionResult;
import com.alipay.diagnosis.site.HostNames;
import com.alipay.diagnosis.site.HttpNetworkProbe;
import com.alipay.diagnosis.site.HttpProbeResult;
import com.alipay.diagnosis.site.NetworkProbe;
import com.alipay.diagnosis.site.Probes;
import com.alipay.diagnosis.site.SiteCheck;
import com.alipay.diagnosis.site.SiteDiagnoser;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import com.alipay.diagnosis.site.SiteSummary;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Runs the site diagnosis once after the start, and writes one line with the remedy into log.txt for each check that does not
 * pass. It uses its own thread and does not delay the start. A web application is not notified when its server begins to answer,
 * so {@code notify_url} is tried until it answers 200, seven times within about two minutes; then the diagnosis runs in any case.
 * {@code check_at_start=false} disables it.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
final class StartupCheck implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StartupCheck.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int TRIES = 7;

    /** Longer than the timeout of one network probe. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    /** An address that never answers, used as the site's address if the settings contain none. */
    private static final URI NOWHERE = URI.create("http://localhost:0/");

    /** A line for log.txt. */
    record Line(Level level, String text) {}

    private final Configuration configuration;
    private final String container;
    private final DatabaseSiteProbe databaseProbe;
    private final HttpNetworkProbe network = new HttpNetworkProbe();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "alipay self-check");

    private StartupCheck(Configuration configuration, String container, DatabaseSiteProbe databaseProbe) {
        this.configuration = configuration;
        this.container = container;
        this.databaseProbe = databaseProbe;
    }

    /**
     * Starts the check, unless the configuration disables it.
     *
     * @param container the container's name and version
     */
    static StartupCheck start(Configuration configuration, String container, DatabaseSiteProbe databaseProbe) {
        StartupCheck check = new StartupCheck(configuration, container, databaseProbe);
        if (configuration.merchant().check_at_start()) {
            check.thread.setDaemon(true);
            check.thread.start();
        }
        return check;
    }

    /** Starts no more probes and waits for the running one, without interrupting it: see {@link ScheduledJob}. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(STOP_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            log.warn("the startup check still waits for the network");
        }
    }

    private void run() {
        try {
            if (awaitSite()) {
                List<CheckResult> results = diagnose();
                if (!isStopping()) {
                    lines(results).forEach(line -> log.atLevel(line.level()).log(line.text()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("the startup check failed", e);
        }
    }

    /** Waits until the site answers or the tries are used up; returns false if the application stops before. */
    private boolean awaitSite() throws InterruptedException {
        Optional<URI> page = HostNames.address(configuration.merchant().notify_url());
        Duration pause = FIRST_PAUSE;
        for (int tries = 0; tries < TRIES; tries++) {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            if (page.isEmpty() || network.get(page.get()).status() == 200) {
                return true;
            }
            pause = pause.multipliedBy(2);
        }
        return true;
    }

    private List<CheckResult> diagnose() {
        MerchantConfig merchant = configuration.merchant();
        URI site = HostNames.address(merchant.notify_url()).orElse(NOWHERE);
        ContainerProbe server = new ContainerProbe(merchant, container, site.resolve("."), network, Optional.empty());
        // The current configuration includes problems that were found after the start.
        return new SiteDiagnoser(
                        Configuration.current(), new Probes(new StoppableProbe(), server, databaseProbe, databaseProbe))
                .examine();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Starts no probe once the application stops, because nobody reads the result. */
    private final class StoppableProbe implements NetworkProbe {
        @Override
        public ConnectionResult reach(URI address) {
            return isStopping()
                    ? new ConnectionResult(ConnectionResult.Stage.NOTHING, "the application ends")
                    : network.reach(address);
        }

        @Override
        public HttpProbeResult get(URI address) {
            return isStopping() ? HttpProbeResult.failure("the application ends") : network.get(address);
        }
    }

    /** Returns a line for each check that did not pass, and a summary. */
    static List<Line> lines(List<CheckResult> results) {
        List<Line> failed = results.stream()
                .filter(result -> result.outcome().state() == State.FAILED)
                .map(StartupCheck::line)
                .toList();
        SiteSummary summary = SiteSummary.of(results);
        Line sum = new Line(
                Level.INFO, "check: " + results.size() + " checks: " + summary.sentence() + ": see admin/doctor.jsp");
        return Stream.concat(failed.stream(), Stream.of(sum)).toList();
    }

    private static Line line(CheckResult result) {
        SiteCheck check = result.check();
        String observed = result.outcome().detail().in(Locale.ENGLISH);
        return new Line(
                switch (check.severity()) {
                    case ERROR -> Level.ERROR;
                    case WARNING -> Level.WARN;
                    case INFORMATION -> Level.INFO;
                },
                "check: " + check.code() + " (" + check.severity() + "): " + result.sentence()
                        + (observed.isEmpty() ? "" : " (" + observed + ")") + ". To be fixed in "
                        + result.responsible().label() + (check.section().isEmpty() ? "" : "; " + check.section()));
    }
}
