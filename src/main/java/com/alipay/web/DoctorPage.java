package com.alipay.web;

import com.alipay.config.Configuration;
import com.alipay.diagnosis.Check;
import com.alipay.diagnosis.ConfigDoctor;
import com.alipay.diagnosis.ConfigDoctor.Result;
import com.alipay.diagnosis.HttpNetwork;
import com.alipay.diagnosis.Outcome;
import com.alipay.diagnosis.Probes;
import com.alipay.orders.OrderBook;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.StringUtils;

/**
 * What admin/doctor.jsp shows: every check of the chapter about trouble, as it stands now. Asking takes some seconds.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public final class DoctorPage {

    /** One check, in words. */
    public record Line(String code, String state, String section, String advice, String fixer) {}

    /** Passwords of the containers' own examples. */
    private static final Set<String> KNOWN = Set.of("admin", "password", "123456", "tomcat", "s3cret", "changeit");

    private DoctorPage() {}

    /** All checks: what needs mending first, and otherwise in the tutorials' order. */
    public static List<Line> examine(HttpServletRequest request) {
        return results(request).stream()
                .sorted(Comparator.comparing(DoctorPage::rank))
                .map(DoctorPage::line)
                .toList();
    }

    private static int rank(Result result) {
        return switch (result.outcome().state()) {
            case FAILED -> result.isError() ? 0 : 1;
            case UNKNOWN -> 2;
            case PASSED, TOLD -> 3;
        };
    }

    static List<Result> results(HttpServletRequest request) {
        Configuration configuration = Configuration.current();
        HttpNetwork network = new HttpNetwork();
        SiteServer server = new SiteServer(
                configuration.merchant(),
                request.getServletContext().getServerInfo(),
                site(request),
                network,
                knownPassword(request));
        SiteBook book = new SiteBook(OrderBook.current());
        return new ConfigDoctor(configuration, new Probes(network, server, book, book)).examine();
    }

    /** The site by the socket the request came to: never by a name that the request brought. */
    private static URI site(HttpServletRequest request) {
        String host = request.getLocalAddr();
        return URI.create(
                (request.isSecure() ? "https://" : "http://") + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":"
                        + request.getLocalPort() + request.getContextPath() + "/");
    }

    /** Read from the operator's own log-in: trying passwords would have the container lock the account. */
    private static Optional<Boolean> knownPassword(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.startsWith("Basic ")) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(header.substring("Basic ".length()).strip());
            String[] login = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return Optional.of(login.length == 2 && (login[1].equals(login[0]) || KNOWN.contains(login[1])));
        } catch (IllegalArgumentException e) {
            // The container let somebody in by other means than this header.
            return Optional.empty();
        }
    }

    private static Line line(Result result) {
        Check check = result.check();
        boolean failed = result.outcome().state() == Outcome.State.FAILED;
        return new Line(
                check.code(),
                state(result),
                check.section(),
                StringUtils.defaultIfEmpty(result.chinese(), "—"),
                failed ? check.fixer().chinese() : "");
    }

    private static String state(Result result) {
        return switch (result.outcome().state()) {
            case PASSED -> "正常";
            case UNKNOWN -> "无法得知";
            case FAILED -> result.isError() ? "有误" : "提醒";
            case TOLD -> "供参考";
        };
    }
}
