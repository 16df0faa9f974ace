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

/**
 * What the doctor found.
 *
 * @param began when it began
 * @param took how long it took, {@link SiteDiagnoser#PATIENCE} at the most
 * @param results every check, in the tutorials' order
 */
public record SiteDiagnosis(Instant began, Duration took, List<CheckResult> results) {
    /** Passwords of the containers' own examples. */
    private static final Set<String> KNOWN = Set.of("admin", "password", "123456", "tomcat", "s3cret", "changeit");

    /** By what was found out about the asking operator's password: nobody is given a finding about somebody else's. */
    private static final Map<Optional<Boolean>, SingleFlight<SiteDiagnosis>> RUNNING = new ConcurrentHashMap<>();

    private static volatile SiteDiagnosis last;

    /** The examination that ended last on this server; empty before the first. */
    public static Optional<SiteDiagnosis> last() {
        return Optional.ofNullable(last);
    }

    /** Examines the site; whoever asks while the same examination is going on is given that one. */
    public static SiteDiagnosis of(HttpServletRequest request) {
        Configuration configuration = Configuration.current();
        HttpNetworkProbe network = new HttpNetworkProbe();
        Optional<Boolean> knownPassword = knownPassword(request.getHeader("Authorization"));
        ContainerProbe server = new ContainerProbe(
                configuration.merchant(),
                request.getServletContext().getServerInfo(),
                site(request),
                network,
                knownPassword);
        DatabaseSiteProbe book = DatabaseSiteProbe.current();
        SiteDiagnoser doctor = new SiteDiagnoser(configuration, new Probes(network, server, book, book));
        return RUNNING.computeIfAbsent(knownPassword, any -> new SingleFlight<>())
                .get(() -> {
                    Instant began = Instant.now();
                    List<CheckResult> results = doctor.examine();
                    last = new SiteDiagnosis(began, Duration.between(began, Instant.now()), results);
                    return last;
                });
    }

    /** The site by the socket the request came to: never by a name that the request brought. */
    private static URI site(HttpServletRequest request) {
        String host = request.getLocalAddr();
        return URI.create(
                (request.isSecure() ? "https://" : "http://") + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":"
                        + request.getLocalPort() + request.getContextPath() + "/");
    }

    /** Read from the operator's own log-in: trying passwords would have the container lock the account. */
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
            // The container let somebody in by other means than this header.
            return Optional.empty();
        }
    }
}
