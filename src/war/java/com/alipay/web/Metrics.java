package com.alipay.web;

import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.DatabaseUnavailableException;
import com.alipay.orders.persistence.OverviewDao.Waiting;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.ProcessingResult;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.protocol.VerificationResult;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this server has counted since it started, and what waits in the database, for Prometheus. Counters and times are of this
 * server alone; the gauges of waiting orders are the same on every server of one database. Thread-safe.
 */
public final class Metrics {
    private static final Logger log = LoggerFactory.getLogger(Metrics.class);

    private static volatile Metrics current;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final OrderService orders;
    private final Counter messages;
    private final Histogram times;

    Metrics(OrderService orders, Database database) {
        this.orders = orders;
        messages = Counter.builder()
                .name("alipay_messages")
                .help("Messages by page, verification (the codes of admin/notices.jsp) and outcome.")
                .labelNames("source", "verification", "outcome")
                .withoutExemplars()
                .register(registry);
        startAtZero();
        times = Histogram.builder()
                .name("alipay_page_seconds")
                .help("Time from the arrival of a request to the end of its answer.")
                .labelNames("page")
                // Exemplars would start a thread that outlives the web application.
                .withoutExemplars()
                .classicOnly()
                .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
                .register(registry);
        CounterWithCallback.builder()
                .name("alipay_listener_failures")
                .help("Calls of order_listener that failed; the step was rolled back.")
                .callback(point -> point.call(orders.listenerFailures()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("alipay_pool_connections")
                .help("Database connections of this server: in use, at most, and threads that wait for one.")
                .labelNames("state")
                .callback(point -> database.poolUsage().ifPresent(pool -> {
                    point.call(pool.active(), "active");
                    point.call(pool.size(), "limit");
                    point.call(pool.waiting(), "waiting");
                }))
                .register(registry);
        registry.register((MultiCollector) this::waiting);
        orders.observe(this::processed);
    }

    /** Creates the counters of both callback pages: one that appears only with its first message never rises, and no alert fires. */
    private void startAtZero() {
        for (MessageSource source : List.of(MessageSource.NOTIFY_URL, MessageSource.RETURN_URL)) {
            for (VerificationStatus verification : VerificationStatus.values()) {
                for (Outcome outcome : Outcome.values()) {
                    if ((verification == VerificationStatus.GENUINE) == (outcome != Outcome.REFUSED)) {
                        counter(source, verification, outcome);
                    }
                }
            }
        }
    }

    private CounterDataPoint counter(MessageSource source, VerificationStatus verification, Outcome outcome) {
        return messages.labelValues(
                source.code(), verification.code(), outcome.name().toLowerCase(Locale.ROOT));
    }

    /** Returns the metrics of this web application; empty if it has not started. */
    public static Optional<Metrics> current() {
        return Optional.ofNullable(current);
    }

    static void setCurrent(Metrics metrics) {
        current = metrics;
    }

    /** Writes all values in Prometheus' text format, in UTF-8. */
    public void write(OutputStream out) throws IOException {
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
    }

    /** The media type of {@link #write}. */
    public static String contentType() {
        return PrometheusTextFormatWriter.CONTENT_TYPE;
    }

    /** Records how long a page took. */
    void answered(String page, Duration time) {
        times.labelValues(page).observe(time.toNanos() / 1e9);
    }

    private void processed(MessageSource source, VerificationResult result, ProcessingResult outcome) {
        counter(source, VerificationStatus.of(result), Outcome.of(result, outcome))
                .inc();
    }

    /** What became of a message. */
    private enum Outcome {
        /** It changed its order. */
        ADVANCED,
        /** It was stored and changed nothing: repeated, late or not about this product. */
        RECORDED,
        HELD,
        /** Genuine, but its step was rolled back; it comes again. */
        FAILED,
        /** Not genuine, or not confirmed by the gateway. */
        REFUSED;

        static Outcome of(VerificationResult result, ProcessingResult outcome) {
            if (outcome.held()) {
                return HELD;
            }
            if (outcome.recorded()) {
                return outcome.isFirst() ? ADVANCED : RECORDED;
            }
            return result.isGenuine() ? FAILED : REFUSED;
        }
    }

    /** Reads what waits in the database; if it cannot be read, there is no value but {@code alipay_database_up}. */
    private MetricSnapshots waiting() {
        try {
            Waiting waiting = orders.notifications().overview(figures -> figures.waiting(Instant.now()));
            return MetricSnapshots.of(
                    gauge("alipay_database_up", "1 if the order database could be read.", 1),
                    gauge("alipay_held_messages", "Messages that wait for a person.", waiting.held()),
                    gauge("alipay_orders_to_ship", "Paid orders that are not shipped.", waiting.toShip()),
                    gauge(
                            "alipay_orders_at_cashier",
                            "Unpaid orders of thirty days seen at the cashier.",
                            waiting.atCashier()),
                    gauge("alipay_refunds_to_agree", "Refunds that wait for the seller.", waiting.refunds()));
        } catch (RuntimeException e) {
            DatabaseUnavailableException.log(log, e, "admin/metrics: the order database cannot be read");
            return MetricSnapshots.of(gauge("alipay_database_up", "1 if the order database could be read.", 0));
        }
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }
}
