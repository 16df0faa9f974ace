package com.alipay.diagnosis.site;

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

/** The way to Alipay that every notification needs: it is asked whether it issued an id that nobody issued. */
final class GatewayChecks {
    private static final Duration LARGEST_DEVIATION = Duration.ofSeconds(30);

    /** An answer, and when it came: the other checks take time of their own. */
    private record Timed(HttpProbeResult page, Instant came) {}

    private final Optional<URI> address;
    private final Optional<ProbeFuture<ConnectionResult>> reach;
    private final Optional<ProbeFuture<Timed>> verified;

    GatewayChecks(MerchantConfig merchant, Probes probes, ProbeExecutor questions) {
        address = HostNames.address(merchant.gateway())
                .flatMap(it -> HostNames.address(merchant.verify_gateway()))
                .map(it -> new NotifyVerifyClient(merchant).address("0"));
        reach = address.map(it -> questions.ask(() -> probes.network().reach(it)));
        // What stands in the line of partner may be the key, which is for nobody's ears.
        verified = address.filter(it -> merchant.partner().matches(SigningAccount.PARTNER))
                .map(it -> questions.ask(() ->
                        new Timed(probes.network().get(it), probes.server().now())));
    }

    /** Where an outgoing proxy is in use no line of our own has to open: the answer shows that it works. */
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

    /** A question about an id that nobody issued is answered false, or invalid. */
    CheckStatus verifies() {
        if (verified.isEmpty()) {
            return CheckStatus.unknown("partner");
        }
        return answer().map(
                        it -> CheckStatus.passedIf(isVerdict(it), "HTTP " + it.status() + ", " + PageChecks.bytes(it)))
                .orElse(CheckStatus.unknown(host()));
    }

    private static boolean isVerdict(HttpProbeResult answer) {
        return answer.status() == 200 && NotifyVerifyClient.word(answer.text()).isPresent();
    }

    /** The header Date of the same answer. */
    CheckStatus clock() {
        Optional<Timed> answer = timed();
        Optional<Instant> theirs =
                answer.flatMap(it -> it.page().header("date")).flatMap(GatewayChecks::time);
        if (theirs.isEmpty()) {
            return CheckStatus.unknown(host() + ": Date?");
        }
        Duration off = Duration.between(theirs.get(), answer.get().came());
        return CheckStatus.passedIf(
                off.abs().compareTo(LARGEST_DEVIATION) <= 0, (off.isNegative() ? "" : "+") + off.toSeconds() + " s");
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
            // What was asked: whether the header holds a time.
            return Optional.empty();
        }
    }
}
