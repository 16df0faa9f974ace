package com.alipay.sandbox.client;

import com.alipay.sandbox.Sandbox;
import com.alipay.sandbox.SandboxOptions;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.http.EmbeddedTomcat;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.notification.NotificationProfile;
import com.alipay.sandbox.persistence.TempDirectory;
import com.alipay.sandbox.protocol.FormCodec;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A local Alipay and the remote control of it. Without a network, an account or a file; its state is in memory unless {@link
 * Builder#data} names a file.
 *
 * <pre>
 * try (AlipaySandbox sandbox = AlipaySandbox.start()) {
 *     SandboxTrade paid = sandbox.pay(SandboxOrder.of("T1", "0.01").notifyUrl("http://localhost:8080/notify"));
 *     sandbox.ship("T1");
 * }
 * </pre>
 *
 * <p>A call that changes a trade returns after the shop has been notified once. An order number stands for the newest trade with
 * it. Every method throws {@link SandboxException} for what is refused or not possible now. Thread-safe.
 */
public final class AlipaySandbox implements AutoCloseable {
    private static final String MOST = "1000";
    private static final String LANGUAGE = Locale.getDefault().getLanguage().equals("zh") ? "zh" : "en";

    private final SandboxAddresses own;
    private final SandboxAddresses addresses;
    private final List<SandboxMerchant> merchants;
    private final Runnable stop;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * @param own where this program reaches it
     * @param url where shops and browsers do
     */
    private AlipaySandbox(String own, String url, List<SandboxMerchant> merchants, Runnable stop) {
        this.own = new SandboxAddresses(own);
        this.addresses = new SandboxAddresses(url);
        this.merchants = List.copyOf(merchants);
        this.stop = stop;
    }

    /** Starts a sandbox with the built-in merchant on any free port of this machine. */
    public static AlipaySandbox start() {
        return builder().start();
    }

    /** Starts a sandbox with that merchant on any free port of this machine. */
    public static AlipaySandbox start(SandboxMerchant merchant) {
        return builder().merchant(merchant).start();
    }

    /** Returns a builder for everything that can be chosen. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Connects to a sandbox that runs, in a container or another process; {@link #close} leaves it running.
     *
     * @param url its address, such as {@code http://localhost:8090}
     */
    public static AlipaySandbox at(String url) {
        String address = url.replaceFirst("/+$", "");
        return new AlipaySandbox(address, address, List.of(SandboxMerchant.demo()), () -> {});
    }

    public SandboxAddresses addresses() {
        return addresses;
    }

    /** Returns the merchants it was started with; of a sandbox that ran before, the built-in one. */
    public List<SandboxMerchant> merchants() {
        return merchants;
    }

    /** Returns the first of {@link #merchants}. */
    public SandboxMerchant merchant() {
        return merchants.get(0);
    }

    /**
     * Opens a pay request as the buyer's browser does.
     *
     * @param payRequest the query string, or the address that the shop sends the browser to; only its query counts
     * @throws SandboxException the gateway refuses it: {@link SandboxException#code} is the error code
     */
    public void open(String payRequest) {
        String query = payRequest.substring(payRequest.indexOf('?') + 1);
        HttpResponse<String> answer = send(own.gateway() + "?" + query, request -> request.GET());
        String code = answer.headers().firstValue("X-Sandbox-Error").orElse("");
        if (!code.isEmpty() || answer.statusCode() >= 400) {
            String parameter =
                    answer.headers().firstValue("X-Sandbox-Parameter").orElse("");
            throw new SandboxException(
                    code,
                    "the gateway refused the pay request: HTTP " + answer.statusCode() + " " + code + " " + parameter
                            + ", see " + addresses.url() + "/journal");
        }
    }

    /** Places the order and pays it as {@link #pay(String)}. */
    public SandboxTrade pay(SandboxOrder order) {
        open(order.payRequest());
        return pay(order.outTradeNo());
    }

    /**
     * Pays as the buyer, by escrow where there is a choice.
     *
     * @param outTradeNo the order number of a pay request that the gateway has accepted
     */
    public SandboxTrade pay(String outTradeNo) {
        return paid(Map.of("out_trade_no", outTradeNo));
    }

    /** Pays by escrow (担保交易). */
    public SandboxTrade payEscrow(String outTradeNo) {
        return paid(Map.of("out_trade_no", outTradeNo, "mode", "escrow"));
    }

    /** Pays instantly (即时到账). */
    public SandboxTrade payInstantly(String outTradeNo) {
        return paid(Map.of("out_trade_no", outTradeNo, "mode", "instant"));
    }

    /** Ships the goods, as the seller. */
    public SandboxTrade ship(String outTradeNo) {
        return act(outTradeNo, "send_goods", Map.of());
    }

    /** Confirms the receipt, as the buyer. */
    public SandboxTrade confirm(String outTradeNo) {
        return act(outTradeNo, "confirm_goods", Map.of());
    }

    /** Closes the unpaid trade. */
    public SandboxTrade close(String outTradeNo) {
        return act(outTradeNo, "close", Map.of());
    }

    /** Refunds everything: the buyer asks and the seller agrees, or the seller refunds an instant payment. No goods go back. */
    public SandboxTrade refund(String outTradeNo) {
        return refund(outTradeNo, Map.of());
    }

    /**
     * Refunds a part in the same way; by escrow after shipping only.
     *
     * @param yuan the part
     */
    public SandboxTrade refund(String outTradeNo, BigDecimal yuan) {
        return refund(outTradeNo, Map.of("refund_fee", yuan.toPlainString()));
    }

    /**
     * Takes any step that {@link SandboxTrade#actions} names.
     *
     * @param parameters of the step, by the names of the JSON API
     */
    public SandboxTrade act(String outTradeNo, String action, Map<String, String> parameters) {
        return act(trade(outTradeNo), action, parameters);
    }

    /** Returns the trade of that order number. */
    public SandboxTrade trade(String outTradeNo) {
        SandboxTrade newest = list("trades", Map.of("out_trade_no", outTradeNo, "limit", "1"))
                .map(SandboxTrade::new)
                .findFirst()
                .orElseThrow(() -> new SandboxException(
                        "", "no trade of the order " + outTradeNo + ": a trade begins when its buyer logs in or pays"));
        return new SandboxTrade(get("trades/" + newest.tradeNo(), Map.of()).getAsJsonObject());
    }

    /** Returns the trades, newest first, 1,000 at most. */
    public List<SandboxTrade> trades() {
        return list("trades", Map.of("limit", MOST)).map(SandboxTrade::new).toList();
    }

    /** Returns the attempts to notify the shop of that order, oldest first. */
    public List<SandboxDelivery> deliveries(String outTradeNo) {
        return deliveries(Map.of("out_trade_no", outTradeNo, "limit", MOST));
    }

    /** Returns the attempts to notify shops, oldest first: the last 1,000. */
    public List<SandboxDelivery> deliveries() {
        return deliveries(Map.of("limit", MOST));
    }

    /** Sends that notification again and returns the new attempt. */
    public SandboxDelivery resend(SandboxDelivery delivery) {
        return new SandboxDelivery(
                post("deliveries/" + delivery.id() + "/resend", Map.of()).getAsJsonObject());
    }

    /** Returns the sandbox's time, in China's zone: {@code 2011-03-15 12:00:00}. */
    public String now() {
        return Json.text(get("clock", Map.of()).getAsJsonObject(), "now");
    }

    /** Moves the sandbox's clock on; returns when everything due has been delivered. */
    public void advance(Duration by) {
        post("clock", Map.of("advance", by.toString()));
    }

    /** Makes that go wrong from now on, for every order. */
    public void fault(Fault fault) {
        post("faults", Map.of("fault", fault.name()));
    }

    /** Makes that go wrong the next {@code count} times. */
    public void fault(Fault fault, int count) {
        post("faults", Map.of("fault", fault.name(), "count", String.valueOf(count)));
    }

    /** Makes that go wrong the next {@code count} times for one order. */
    public void fault(Fault fault, int count, String outTradeNo) {
        post("faults", Map.of("fault", fault.name(), "count", String.valueOf(count), "out_trade_no", outTradeNo));
    }

    /** Ends every fault. */
    public void endFaults() {
        json(send(api("faults"), request -> request.DELETE()));
    }

    /** Returns the last 1,000 requests and notifications, oldest first. */
    public List<SandboxJournalEntry> journal() {
        Map<Long, String> deliveries =
                deliveries().stream().collect(Collectors.toMap(SandboxDelivery::id, SandboxDelivery::toString));
        return reversed(list("journal", Map.of("limit", MOST))
                .map(entry -> new SandboxJournalEntry(
                        entry,
                        entry.has("delivery")
                                ? deliveries.getOrDefault(entry.get("delivery").getAsLong(), "")
                                : "")));
    }

    /** Removes all state, ends every fault and sets the clock back. */
    public void reset() {
        post("reset", Map.of());
    }

    /** Stops the sandbox, if {@link #start} started it. */
    @Override
    public void close() {
        if (!stopped.getAndSet(true)) {
            stop.run();
        }
    }

    private SandboxTrade paid(Map<String, String> form) {
        return new SandboxTrade(post("pay", form).getAsJsonObject());
    }

    private SandboxTrade act(SandboxTrade trade, String action, Map<String, String> form) {
        return new SandboxTrade(
                post("trades/" + trade.tradeNo() + "/" + action, form).getAsJsonObject());
    }

    private SandboxTrade refund(String outTradeNo, Map<String, String> amount) {
        SandboxTrade trade = trade(outTradeNo);
        if (trade.actions().contains("refund")) {
            return act(trade, "refund", amount);
        }
        act(trade, "apply_refund", amount);
        return act(trade, "agree_refund", Map.of());
    }

    private List<SandboxDelivery> deliveries(Map<String, String> query) {
        return reversed(list("deliveries", query).map(SandboxDelivery::new));
    }

    private Stream<JsonObject> list(String path, Map<String, String> query) {
        return Json.objects(get(path, query)).stream();
    }

    private static <T> List<T> reversed(Stream<T> newestFirst) {
        List<T> all = new ArrayList<>(newestFirst.toList());
        Collections.reverse(all);
        return List.copyOf(all);
    }

    private JsonElement get(String path, Map<String, String> query) {
        return json(send(api(path) + "?" + form(query), request -> request.GET()));
    }

    private JsonElement post(String path, Map<String, String> form) {
        return json(send(
                api(path),
                request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(form)))));
    }

    private String api(String path) {
        return own.url() + "/sandbox/api/" + path;
    }

    private static String form(Map<String, String> values) {
        return FormCodec.encode(new TreeMap<>(values).entrySet(), StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(String url, UnaryOperator<HttpRequest.Builder> request) {
        return Http.send(url, each -> request.apply(each.header("Accept-Language", LANGUAGE)), StandardCharsets.UTF_8);
    }

    private static JsonElement json(HttpResponse<String> answer) {
        JsonElement json = Json.parse(answer.body());
        if (answer.statusCode() >= 400) {
            JsonObject problem = json.getAsJsonObject();
            throw new SandboxException(
                    Json.text(problem, "error"), Json.text(problem, "title") + ": " + Json.text(problem, "detail"));
        }
        return json;
    }

    /** What a sandbox is started with. */
    public static final class Builder {
        private final List<SandboxMerchant> merchants = new ArrayList<>();
        private int port;
        private Optional<Path> data = Optional.empty();
        private Optional<String> publicUrl = Optional.empty();
        private Optional<NotificationProfile> profile = Optional.empty();

        private Builder() {}

        /** Adds a merchant; without any it serves the built-in one. */
        public Builder merchant(SandboxMerchant merchant) {
            merchants.add(merchant);
            return this;
        }

        /** Sets the port; any free one unless set. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** Keeps the state in that file, over restarts. */
        public Builder data(Path file) {
            data = Optional.of(file);
            return this;
        }

        /**
         * Sets the address that is signed and shown, where shops and browsers reach it under another than this machine's.
         *
         * @param url scheme, host and port
         */
        public Builder publicUrl(String url) {
            publicUrl = Optional.of(url);
            return this;
        }

        /**
         * Sets how merchants are notified: {@code open-platform}, {@code v1.0+strict} and the like.
         *
         * @throws IllegalArgumentException no such profile
         */
        public Builder profile(String name) {
            profile = Optional.of(NotificationProfile.named(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "profile (" + name + ") is unknown: " + NotificationProfile.advice())));
            return this;
        }

        /**
         * Starts it and returns when it accepts requests.
         *
         * @throws IllegalStateException the port or the data file is in use; the message says what to do
         */
        public AlipaySandbox start() {
            List<SandboxMerchant> served = merchants.isEmpty() ? List.of(SandboxMerchant.demo()) : merchants;
            EmbeddedTomcat.logWarningsOnly();
            TempDirectory work = TempDirectory.create();
            SandboxOptions options = SandboxOptions.forMerchants(new Merchants(
                            served.stream().map(SandboxMerchant::account).toList()))
                    .withPort(port)
                    .withWork(work.path());
            options = data.map(options::withData).orElse(options);
            options = publicUrl.map(options::withPublicUrl).orElse(options);
            options = profile.map(options::withNotifications).orElse(options);
            try {
                Sandbox sandbox = Sandbox.start(options);
                return new AlipaySandbox("http://localhost:" + sandbox.port(), sandbox.url(), served, () -> {
                    sandbox.close();
                    work.close();
                });
            } catch (RuntimeException e) {
                work.close();
                throw e;
            }
        }
    }
}
