package com.alipay.sandbox;

import com.alipay.i18n.Language;
import com.alipay.i18n.Reader;
import com.alipay.i18n.Text;
import com.alipay.sandbox.api.ApiHandler;
import com.alipay.sandbox.api.ProblemDetail;
import com.alipay.sandbox.cashier.Cashier;
import com.alipay.sandbox.cashier.CashierSessions;
import com.alipay.sandbox.cashier.ReturnUrlBuilder;
import com.alipay.sandbox.diagnosis.DiagnosisService;
import com.alipay.sandbox.diagnosis.ExplainPage;
import com.alipay.sandbox.diagnosis.NotifyVerifyText;
import com.alipay.sandbox.fault.FaultRegistry;
import com.alipay.sandbox.gateway.AntiPhishingKeys;
import com.alipay.sandbox.gateway.Gateway;
import com.alipay.sandbox.gateway.NotifyVerifyService;
import com.alipay.sandbox.gateway.PartnerDispatcher;
import com.alipay.sandbox.gateway.ServerServiceDispatcher;
import com.alipay.sandbox.http.EventStream;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.OriginCheck;
import com.alipay.sandbox.http.OwnCertificate;
import com.alipay.sandbox.http.RequestGuard;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Server;
import com.alipay.sandbox.http.TemplateFile;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.journal.Journal;
import com.alipay.sandbox.journal.JournalEntry;
import com.alipay.sandbox.journal.RequestRecorder;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.merchant.RsaKeyPair;
import com.alipay.sandbox.merchant.SignerFactory;
import com.alipay.sandbox.notification.DelayScheduler;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.notification.NotifyIdRegistry;
import com.alipay.sandbox.notification.NotifyVerifyLog;
import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.refund.BatchRefundRequestParser;
import com.alipay.sandbox.refund.BatchRefundService;
import com.alipay.sandbox.refund.RefundBatches;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.scheduling.Scheduler;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.TradeRepository;
import com.alipay.sandbox.trade.TradeRepository.NoSuchTradeException;
import com.alipay.sandbox.trade.TradeService;
import com.alipay.sandbox.ui.CashierPages;
import com.alipay.sandbox.ui.ClockPages;
import com.alipay.sandbox.ui.DeliveryPages;
import com.alipay.sandbox.ui.DemoShop;
import com.alipay.sandbox.ui.ErrorPage;
import com.alipay.sandbox.ui.FaultPages;
import com.alipay.sandbox.ui.HomePage;
import com.alipay.sandbox.ui.JournalPage;
import com.alipay.sandbox.ui.NotFoundPage;
import com.alipay.sandbox.ui.RefundPages;
import com.alipay.sandbox.ui.Snippets;
import com.alipay.sandbox.ui.TradePages;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local Alipay: gateway, cashier, notifications, trade management and a clock that can be moved. Its state is in memory, or
 * with {@link SandboxOptions#withData} in a file that survives a restart.
 *
 * <pre>
 * try (Sandbox sandbox = Sandbox.start(SandboxOptions.forMerchant(partner, key, "seller@example.com"))) {
 *     String gateway = sandbox.url() + "/gateway.do";
 * }
 * </pre>
 *
 * <p>Thread-safe. This class only assembles the components.
 */
public final class Sandbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final int ENDS_WITHIN_SECONDS = 30;

    private final StateStore vault;
    private final SandboxClock clock;
    private final Scheduler agenda;
    private final DaemonThreads threads = new DaemonThreads();
    private final ExecutorService executor = Executors.newCachedThreadPool(threads);
    private final NotifyIdRegistry ids;
    private final TradeRepository book;
    private final CashierSessions sessions;
    private final AntiPhishingKeys keys;
    private final NotifyVerifyLog verified = new NotifyVerifyLog();
    private final RefundBatches batches;
    private final FaultRegistry faults;
    private final RsaKeyPair rsaKey;
    private final SignerFactory signers;
    private final ReturnUrlBuilder returnUrl;
    private final NotificationService notifier;
    private final TradeService desk;
    private final Journal journal;
    private final String host;
    private final Optional<String> publicUrl;
    private final EventStream events;
    private final Server server;

    private Sandbox(SandboxOptions options, StateStore vault, Function<Executor, DelayScheduler> pace) {
        this.vault = vault;
        publicUrl = options.publicUrl();
        host = publicUrl.map(url -> URI.create(url).getHost()).orElseGet(() -> host(options.address()));
        clock = new SandboxClock(vault);
        agenda = new Scheduler(clock);
        ids = new NotifyIdRegistry(clock, vault);
        book = new TradeRepository(vault);
        sessions = new CashierSessions(vault);
        keys = new AntiPhishingKeys(clock, vault);
        batches = new RefundBatches(vault);
        faults = new FaultRegistry(vault);
        rsaKey = options.rsaKey().orElseGet(() -> RsaKeyPair.keptIn(vault));
        signers = new SignerFactory(options.merchants(), rsaKey);
        returnUrl = new ReturnUrlBuilder(signers, ids, clock, faults);
        notifier = new NotificationService(
                signers,
                options.notifications(),
                returnUrl::of,
                clock,
                agenda,
                ids,
                faults,
                executor,
                pace.apply(executor),
                vault);
        journal = new Journal(clock);
        notifier.onDelivery(journal::add);
        desk = new TradeService(book, notifier, agenda, clock, options.merchants(), vault);
        CompletableFuture<Void> serving = new CompletableFuture<>();
        notifier.resume(serving);
        desk.resume();
        Templates templates = new Templates();
        RequestGuard guard = new RequestGuard(new OriginCheck(options.allowedHosts()), templates);
        events = new EventStream(guard.ownPages(call -> HttpResponse.empty(200)), journal::await, executor);
        server = start(options, templates, guard);
        serving.complete(null);
        agenda.start();
    }

    /**
     * Starts a sandbox and returns when it accepts requests.
     *
     * @throws IllegalStateException the port or the data file is in use, or the file is not a sandbox's data file; the message
     *     says what to do
     */
    public static Sandbox start(SandboxOptions options) {
        return start(options, DelayScheduler::real);
    }

    /** @param pace schedules the delays of throttled connections */
    static Sandbox start(SandboxOptions options, Function<Executor, DelayScheduler> pace) {
        return new Sandbox(options, options.data().map(StateStore::inFile).orElseGet(StateStore::inMemory), pace);
    }

    static Sandbox start(SandboxOptions options, StateStore vault) {
        return new Sandbox(options, vault, DelayScheduler::real);
    }

    /** Returns the port it listens on, also when any free port was requested. */
    public int port() {
        return server.port();
    }

    /** Returns {@code https://localhost:8443}, without a trailing slash; empty unless https was requested. */
    public Optional<String> tlsUrl() {
        OptionalInt port = server.tlsPort();
        return port.isPresent() ? Optional.of("https://" + host + ":" + port.getAsInt()) : Optional.empty();
    }

    /**
     * Returns {@code http://localhost:8090}, without a trailing slash: the public address if there is one, with the bound address
     * if that is not loopback.
     */
    public String url() {
        return publicUrl.orElseGet(() -> "http://" + host + ":" + port());
    }

    private static String host(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return "localhost";
        }
        String name = address.getHostAddress().replaceFirst("%.*", "");
        return address instanceof Inet6Address ? "[" + name + "]" : name;
    }

    /** Registers a listener that receives every entry of the journal. */
    public void onJournal(Consumer<JournalEntry> listener) {
        journal.onEntry(listener);
    }

    /** Removes trades, delivery attempts, cashier pages and faults, and sets the clock back to system time. */
    public void reset() {
        vault.atomically(() -> {
            agenda.reset();
            notifier.clear();
            sessions.clear();
            book.clear();
            ids.clear();
            verified.clear();
            journal.clear();
            keys.clear();
            batches.clear();
            faults.clear();
        });
        vault.flush();
    }

    /** Stops the sandbox and abandons work in progress; with a data file, that work is repeated after the next start. */
    @Override
    public void close() {
        faults.releaseAll();
        agenda.close();
        events.close();
        journal.close();
        server.close();
        closeVault();
        executor.shutdownNow();
        awaitEnd();
    }

    private void closeVault() {
        try {
            vault.close();
        } catch (UncheckedIOException e) {
            LOG.error("{}; the last changes are lost", e.getMessage());
        }
    }

    /** Waits until the abandoned deliveries have ended. */
    private void awaitEnd() {
        try {
            if (!threads.join(Duration.ofSeconds(ENDS_WITHIN_SECONDS))) {
                LOG.warn("a delivery is still under way after {} s", ENDS_WITHIN_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Server start(SandboxOptions options, Templates templates, RequestGuard guard) {
        DiagnosisService explainer = new DiagnosisService(options.merchants(), rsaKey.publicKey());
        RequestRecorder recorder = new RequestRecorder(journal, explainer, this::whyNotConfirmed);
        try {
            Optional<OwnCertificate> certificate =
                    options.tlsPort().isPresent() ? Optional.of(OwnCertificate.make(options.work())) : Optional.empty();
            Map<String, RequestHandler> handlers = handlers(options, templates, explainer);
            certificate.ifPresent(own -> handlers.put("/sandbox_certificate.pem", call -> HttpResponse.pem(own.pem())));
            handlers.replaceAll((address, handler) -> guarded(guard, address, handler));
            handlers.replaceAll(
                    (address, handler) -> recorder.of(address, saving(address, againAfterReset(handler), templates)));
            return Server.start(
                    options.place(),
                    handlers,
                    Map.of("/journal/events", events),
                    certificate.map(own -> new Server.Tls(options.tlsPort().getAsInt(), own)),
                    () -> templates.render(Reader.UNKNOWN, "badaddress", Map.of("languages", badAddress())));
        } catch (RuntimeException e) {
            agenda.close();
            vault.close();
            executor.shutdownNow();
            throw e;
        }
    }

    /** Handles a request once more if a reset removed its trade meanwhile: as if it had come after the reset. */
    static RequestHandler againAfterReset(RequestHandler handler) {
        return call -> {
            try {
                return handler.handle(call);
            } catch (NoSuchTradeException e) {
                return handler.handle(call); // finds no trade, and says so in its own words
            }
        };
    }

    /** Wraps a handler so that every change is saved before the response is sent. */
    private RequestHandler saving(String address, RequestHandler handler, Templates templates) {
        return call -> {
            try {
                return handled(handler, call);
            } catch (UncheckedIOException e) {
                LOG.error("{}; what changes is in memory alone until it can be", e.getMessage());
                return address.equals("/sandbox/api/*")
                        ? ProblemDetail.notSaved(Texts.of("problem.not-saved", e.getMessage()))
                        : templates.page(503, "notsaved", Map.of("reason", e.getMessage()));
            }
        };
    }

    private HttpResponse handled(RequestHandler handler, HttpRequest call) {
        try {
            return handler.handle(call);
        } finally {
            vault.flush();
        }
    }

    /** Returns why the latest notify_verify call for that notify_id was not answered with true; empty if there was none. */
    private Text whyNotConfirmed(String notifyId) {
        return verified.about(notifyId).stream()
                .findFirst()
                .map(NotifyVerifyText::of)
                .flatMap(NotifyVerifyText::why)
                .orElse(Text.NONE);
    }

    private Map<String, RequestHandler> handlers(
            SandboxOptions options, Templates templates, DiagnosisService explainer) {
        Merchants merchants = options.merchants();
        ErrorPage errors = new ErrorPage(templates, explainer);
        Accounts accounts = new Accounts(merchants, options.buyers());
        Cashier cashier = new Cashier(accounts, desk, book);
        BatchRefundRequestParser refunds = new BatchRefundRequestParser(accounts, book, clock);
        BatchRefundService refundDesk = new BatchRefundService(book, desk, notifier, faults, batches, vault);
        NotifyVerifyService verify = new NotifyVerifyService(ids, faults, clock, verified);
        RequestHandler gateway = new PartnerDispatcher(
                merchants,
                merchant -> new Gateway(
                        merchant,
                        accounts,
                        book,
                        keys,
                        new ServerServiceDispatcher(
                                merchant, signers, book, desk, keys, refunds, refundDesk, faults, errors),
                        verify,
                        sessions,
                        errors));
        TradePages trades = new TradePages(templates, book, desk, notifier, sessions, faults, clock, merchants);
        DeliveryPages deliveries = new DeliveryPages(templates, notifier, verified);
        ApiHandler api = new ApiHandler(
                accounts,
                book,
                desk,
                cashier,
                sessions,
                returnUrl,
                notifier,
                journal,
                agenda,
                clock,
                faults,
                explainer,
                rsaKey.publicPem(),
                this::reset);

        Map<String, RequestHandler> handlers = new HashMap<>();
        handlers.put("/gateway.do", gateway);
        handlers.put("/cooperate/gateway.do", gateway);
        handlers.put("/trade/notify_query.do", verify);
        handlers.put("/cashier/*", new CashierPages(templates, sessions, cashier, book, returnUrl, errors));
        handlers.put("/trades/*", trades);
        handlers.put("/deliveries/*", deliveries);
        handlers.put("/journal/*", new JournalPage(templates, journal, notifier));
        handlers.put("/clock", new ClockPages(templates, agenda));
        handlers.put("/faults/*", new FaultPages(templates, faults, book));
        handlers.put("/refunds/*", new RefundPages(templates, refundDesk, errors));
        handlers.put("/explain", new ExplainPage(templates, explainer, notifier, journal));
        handlers.put("/sandbox/api/*", api);
        handlers.put("/sandbox.css", new TemplateFile("sandbox.css", "text/css;charset=UTF-8"));
        handlers.put("/sandbox.js", new TemplateFile("sandbox.js", "text/javascript;charset=UTF-8"));
        Snippets snippets = new Snippets(this::url);
        handlers.put("", new HomePage(templates, options, rsaKey.publicPem(), clock, this::url, snippets));
        handlers.put("/demo/*", new DemoShop(templates, snippets, this::url));
        handlers.put("/livez", call -> HttpResponse.word("ok"));
        handlers.put("/readyz", call -> HttpResponse.word("ok"));
        handlers.put("/openapi.json", call -> ApiHandler.description());
        handlers.put("/alipay_public_key.pem", call -> HttpResponse.pem(rsaKey.publicPem()));
        handlers.put("/", new NotFoundPage(templates));
        return handlers;
    }

    /** Returns why the address cannot be read, in each language: the reader's is not known. */
    private static List<Map<String, String>> badAddress() {
        return Stream.of(Language.values())
                .map(language -> Map.of(
                        "code", language.code(),
                        "title", Texts.of("badaddress.title").in(language.locale()),
                        "reason", Texts.of("badaddress.reason").in(language.locale()),
                        "remedy", Texts.of("badaddress.remedy").in(language.locale()),
                        "hint", Texts.of("badaddress.hint").in(language.locale())))
                .toList();
    }

    private static RequestHandler guarded(RequestGuard guard, String address, RequestHandler handler) {
        return switch (address) {
            case "/gateway.do", "/cooperate/gateway.do", "/trade/notify_query.do" -> guard.anyOrigin(handler);
            case "/sandbox/api/*" -> guard.api(handler);
            default -> guard.ownPages(handler);
        };
    }

    /** Creates daemon threads, which do not keep the process alive. */
    private static final class DaemonThreads implements ThreadFactory {
        private final AtomicInteger count = new AtomicInteger();
        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "sandbox-notifier-" + count.incrementAndGet());
            thread.setDaemon(true);
            // A thread created during a request would otherwise keep that web application's class loader in memory.
            thread.setContextClassLoader(Sandbox.class.getClassLoader());
            threads.removeIf(each -> each.getState() == Thread.State.TERMINATED);
            threads.add(thread);
            return thread;
        }

        /** Waits for all threads; returns whether they ended within that time. */
        boolean join(Duration patience) throws InterruptedException {
            long end = System.nanoTime() + patience.toNanos();
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
            return threads.stream().noneMatch(Thread::isAlive);
        }
    }
}
