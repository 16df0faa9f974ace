package com.alipay.diagnosis.site;

import static com.alipay.diagnosis.DiagnosticCode.MESSAGES;

import com.alipay.config.MerchantConfig;
import com.alipay.diagnosis.signature.SigningAccount;
import com.alipay.diagnosis.site.ConnectionResult.Stage;
import com.alipay.diagnosis.site.ProbeExecutor.ProbeFuture;
import com.alipay.protocol.NotifyVerifyClient;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Checks the connection to Alipay that every notification needs, by asking Alipay to verify an invalid notify_id. */
final class GatewayChecks {
    private static final Duration LARGEST_DEVIATION = Duration.ofSeconds(30);

    /** A response and the time it was received; the other checks take time, too. */
    private record Timed(HttpProbeResult page, Instant came) {}

    private final Optional<URI> address;
    private final Optional<ProbeFuture<ConnectionResult>> reach;
    private final Optional<ProbeFuture<Timed>> verified;

    GatewayChecks(MerchantConfig merchant, Probes probes, ProbeExecutor questions) {
        address = HostNames.address(merchant.gateway())
                .flatMap(it -> HostNames.address(merchant.verify_gateway()))
                .map(it -> NotifyVerifyClient.address(merchant, "0"));
        reach = address.map(it -> questions.ask(() -> probes.network().reach(it)));
        // If the setting partner is not a partner number, it may be the key, which must not be sent.
        verified = address.filter(it -> merchant.partner().matches(SigningAccount.PARTNER))
                .map(it -> questions.ask(() ->
                        new Timed(probes.network().get(it), probes.server().now())));
    }

    /** Checks one connection stage. Passes if Alipay answered: with an outgoing proxy, no direct connection has to open. */
    CheckStatus came(Stage step) {
        Optional<ConnectionResult> reached = reach.flatMap(ProbeFuture::answer);
        boolean plain = step == Stage.TLS
                && address.filter(it -> it.getScheme().equalsIgnoreCase("http")).isPresent();
        if (answer().filter(GatewayChecks::isVerdict).isPresent()
                || reached.filter(it -> it.came(step)).isPresent()) {
            return CheckStatus.passed(plain ? "http" : host());
        }
        if (reached.isEmpty()) {
            return CheckStatus.unknown(host());
        }
        boolean before = step.ordinal() > 0 && !reached.get().came(Stage.values()[step.ordinal() - 1]);
        return before
                ? CheckStatus.unknown(host())
                : CheckStatus.failed(host() + ": " + reached.get().detail());
    }

    private String host() {
        return address.map(it -> it.getHost() + ":" + HostNames.port(it)).orElse("gateway, verify_gateway");
    }

    /** Checks that Alipay answers false, or invalid, for an invalid notify_id. */
    CheckStatus verifies() {
        if (verified.isEmpty()) {
            return CheckStatus.unknown("partner");
        }
        return answer().map(it -> CheckStatus.passedIf(
                        isVerdict(it), MESSAGES.message("seen.and", "HTTP " + it.status(), PageChecks.bytes(it))))
                .orElse(CheckStatus.unknown(host()));
    }

    private static boolean isVerdict(HttpProbeResult answer) {
        return answer.status() == 200 && NotifyVerifyClient.word(answer.text()).isPresent();
    }

    /** Compares this machine's clock with the header Date of the same response. */
    CheckStatus clock() {
        Optional<Timed> answer = timed();
        Optional<Instant> theirs =
                answer.flatMap(it -> it.page().header("date")).flatMap(GatewayChecks::time);
        if (theirs.isEmpty()) {
            return CheckStatus.unknown(host() + ": Date?");
        }
        Duration off = Duration.between(theirs.get(), answer.get().came());
        return CheckStatus.passedIf(
                off.abs().compareTo(LARGEST_DEVIATION) <= 0,
                MESSAGES.message("seconds", (off.isNegative() ? "" : "+") + off.toSeconds()));
    }

    private Optional<Timed> timed() {
        return verified.flatMap(ProbeFuture::answer).filter(it -> it.page().isSuccess());
    }

    private Optional<HttpProbeResult> answer() {
        return timed().map(Timed::page);
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException e) {
            // The header is not a valid time.
            return Optional.empty();
        }
    }
}
