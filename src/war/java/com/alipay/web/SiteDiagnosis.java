package com.alipay.web;

import com.alipay.config.Configuration;
import com.alipay.diagnosis.site.HttpNetworkProbe;
import com.alipay.diagnosis.site.Probes;
import com.alipay.diagnosis.site.SiteDiagnoser;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The result of one site diagnosis.
 *
 * @param began when it began
 * @param elapsed its duration, {@link SiteDiagnoser#PATIENCE} at most
 * @param results every check, in the tutorials' order
 */
public record SiteDiagnosis(Instant began, Duration elapsed, List<CheckResult> results) {
    /** Passwords from the examples of containers. */
    private static final Set<String> KNOWN = Set.of("admin", "password", "123456", "tomcat", "s3cret", "changeit");

    /** Running diagnoses by the result of the password check: no operator receives a result about another's password. */
    private static final Map<Optional<Boolean>, SingleFlight<SiteDiagnosis>> RUNNING = new ConcurrentHashMap<>();

    private static volatile SiteDiagnosis last;

    /** Returns the diagnosis that ended last on this server; empty before the first. */
    public static Optional<SiteDiagnosis> last() {
        return Optional.ofNullable(last);
    }

    /** Diagnoses the site; a request during the same diagnosis receives its result. */
    public static SiteDiagnosis of(HttpServletRequest request) {
        return of(request, finished -> {});
    }

    /** Does the same, and hands over each result as soon as it is there, unless another request has begun the diagnosis. */
    public static SiteDiagnosis of(HttpServletRequest request, Consumer<CheckResult> finished) {
        Configuration configuration = Configuration.current();
        HttpNetworkProbe network = new HttpNetworkProbe();
        Optional<Boolean> knownPassword = knownPassword(request.getHeader("Authorization"));
        ContainerProbe server = new ContainerProbe(
                configuration.merchant(),
                request.getServletContext().getServerInfo(),
                site(request),
                network,
                knownPassword);
        DatabaseSiteProbe databaseProbe = DatabaseSiteProbe.current();
        SiteDiagnoser diagnoser =
                new SiteDiagnoser(configuration, new Probes(network, server, databaseProbe, databaseProbe));
        return RUNNING.computeIfAbsent(knownPassword, any -> new SingleFlight<>())
                .get(() -> {
                    Instant began = Instant.now();
                    List<CheckResult> results = diagnoser.examine(finished);
                    last = new SiteDiagnosis(began, Duration.between(began, Instant.now()), results);
                    return last;
                });
    }

    /** Returns the site's address by the socket of the request, never by a host name sent with it. */
    private static URI site(HttpServletRequest request) {
        String host = request.getLocalAddr();
        return URI.create(
                (request.isSecure() ? "https://" : "http://") + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":"
                        + request.getLocalPort() + request.getContextPath() + "/");
    }

    /** Reads the password from the operator's own log-in; trying passwords would make the container lock the account. */
    private static Optional<Boolean> knownPassword(String authorization) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring("Basic ".length()).strip());
            String[] login = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return Optional.of(login.length == 2 && (login[1].equals(login[0]) || KNOWN.contains(login[1])));
        } catch (IllegalArgumentException e) {
            // The container used another kind of log-in than this header.
            return Optional.empty();
        }
    }
}
