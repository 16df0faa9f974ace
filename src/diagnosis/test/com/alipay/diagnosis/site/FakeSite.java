package com.alipay.diagnosis.site;

import com.alipay.config.Configuration;
import com.alipay.diagnosis.site.CheckStatus.State;
import com.alipay.diagnosis.site.ConnectionResult.Stage;
import com.alipay.diagnosis.site.NotificationHistoryProbe.AddressRecord;
import com.alipay.diagnosis.site.NotificationHistoryProbe.History;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import com.alipay.i18n.Text;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A site in good order: its settings, its pages by address, and what its machine, its database and its ledger say. */
final class FakeSite implements NetworkProbe, ServerProbe, DatabaseProbe, NotificationHistoryProbe {
    static final String KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m";
    static final Instant NOW = Instant.parse("2011-03-15T02:00:00Z");
    static final String HOME = "203.0.113.10";
    private static final String DATE = "Tue, 15 Mar 2011 02:00:10 GMT";

    final Map<String, String> settings = new LinkedHashMap<>(Map.of(
            "partner", "2088000000000001",
            "key", KEY,
            "seller_email", "seller@example.com",
            "mainname", "测试商店",
            "notify_url", "http://shop.example.com/alipay/notify_url.jsp",
            "return_url", "http://shop.example.com/alipay/return_url.jsp"));
    /** The file of the settings; null if they are given as they are. */
    Path file;

    final Map<String, Integer> asked = new ConcurrentHashMap<>();
    HttpProbeResult notify = page(200, "fail");
    HttpProbeResult returned = page(200, "<html><body>付款结果</body></html>", "Content-Type", "text/html");
    HttpProbeResult goods = returned;
    HttpProbeResult verify = page(200, "false", "Date", DATE);
    ConnectionResult reach = new ConnectionResult(Stage.TLS, "");
    Instant now = NOW;
    String container = "Apache Tomcat/10.1.55";
    Optional<Boolean> knownPassword = Optional.of(false);
    Optional<String> logProblem = Optional.empty();
    CallbackProbeResult knock = arrived(List.of(), true, "UTF-8");
    CallbackProbeResult ownDoor = knock;
    Optional<String> echoed = Optional.of("测试订单");
    DatabaseProbe.Condition state = new DatabaseProbe.Condition(true, true, Optional.of(true), "");
    Optional<Instant> lastNotification = Optional.of(NOW.minus(Duration.ofHours(1)));
    Optional<Refusal> lastRefusal = Optional.empty();
    final List<AddressRecord> seen = new ArrayList<>(List.of(new AddressRecord(HOME, NOW.minus(Duration.ofDays(30)))));
    Set<String> addresses = Set.of(HOME);

    static HttpProbeResult page(int status, String body) {
        return page(status, body, "Content-Type", "text/plain");
    }

    static HttpProbeResult page(int status, String body, String header, String value) {
        return new HttpProbeResult(
                status, Map.of(header, List.of(value)), body.getBytes(StandardCharsets.UTF_8), Text.NONE);
    }

    /** A form that came to this process, for the host it was sent to. */
    static CallbackProbeResult arrived(List<String> ahead, boolean whole, String uriEncoding) {
        return arrived(new RequestArrival(ahead, whole, Optional.of(uriEncoding), ""));
    }

    static CallbackProbeResult arrived(RequestArrival arrival) {
        return new CallbackProbeResult(page(200, "fail"), Optional.of(arrival), false);
    }

    FakeSite with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Both pages below this address. */
    FakeSite at(String folder) {
        return with("notify_url", folder + "notify_url.jsp").with("return_url", folder + "return_url.jsp");
    }

    @Override
    public ConnectionResult reach(URI address) {
        return reach;
    }

    @Override
    public HttpProbeResult get(URI address) {
        String url = address.toString();
        asked.merge(url, 1, Integer::sum);
        if (url.equals(settings.get("notify_url"))) {
            return notify;
        }
        if (url.equals(settings.get("return_url"))) {
            return returned;
        }
        if (url.equals(settings.get("show_url"))) {
            return goods;
        }
        return url.contains("partner=2088000000000001&notify_id=") ? verify : page(404, "nothing here");
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public String container() {
        return container;
    }

    @Override
    public Optional<Boolean> hasKnownPassword() {
        return knownPassword;
    }

    @Override
    public Optional<Text> logWriteError() {
        return logProblem.map(Text::of);
    }

    @Override
    public CallbackProbeResult postToNotifyUrl(URI address) {
        Optional<RequestArrival> arrival = knock.arrival()
                .map(it -> it.host().isEmpty()
                        ? new RequestArrival(
                                it.precedingFilters(), it.bodyAvailable(), it.uriEncoding(), address.getRawAuthority())
                        : it);
        return new CallbackProbeResult(knock.answer(), arrival, knock.here());
    }

    @Override
    public CallbackProbeResult postToLocalConnector() {
        return ownDoor;
    }

    @Override
    public Optional<String> roundTrip(String text) {
        return echoed;
    }

    @Override
    public DatabaseProbe.Condition condition() {
        return state;
    }

    @Override
    public Optional<History> history() {
        return Optional.of(new History(lastNotification, seen, addresses, lastRefusal));
    }

    Configuration configuration() {
        return file == null ? Configuration.of(settings) : Configuration.read(file.toString(), "test");
    }

    List<CheckResult> examine() {
        return new SiteDiagnoser(configuration(), new Probes(this, this, this, this)).examine();
    }

    Set<SiteCheck> checks(State state) {
        return checks(examine(), state);
    }

    static Set<SiteCheck> checks(List<CheckResult> results, State state) {
        return results.stream()
                .filter(result -> result.outcome().state() == state)
                .map(CheckResult::check)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(SiteCheck.class)));
    }
}
