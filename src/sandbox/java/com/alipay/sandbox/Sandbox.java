package com.alipay.sandbox;

import com.alipay.sandbox.access.OriginCheck;
import com.alipay.sandbox.access.RequestGuard;
import com.alipay.sandbox.account.Accounts;
import com.alipay.sandbox.account.Merchants;
import com.alipay.sandbox.account.RsaKeyPair;
import com.alipay.sandbox.account.Signers;
import com.alipay.sandbox.api.Api;
import com.alipay.sandbox.api.Problem;
import com.alipay.sandbox.cashier.Cashier;
import com.alipay.sandbox.cashier.CashierPages;
import com.alipay.sandbox.cashier.CashierSessions;
import com.alipay.sandbox.cashier.ReturnUrl;
import com.alipay.sandbox.clock.Agenda;
import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.data.Vault;
import com.alipay.sandbox.desk.Desk;
import com.alipay.sandbox.error.ErrorPage;
import com.alipay.sandbox.explain.ExplainPage;
import com.alipay.sandbox.explain.Explainer;
import com.alipay.sandbox.explain.VerifyWords;
import com.alipay.sandbox.fault.Faults;
import com.alipay.sandbox.gateway.AntiPhishingKeys;
import com.alipay.sandbox.gateway.Gateway;
import com.alipay.sandbox.gateway.Gateways;
import com.alipay.sandbox.gateway.NotifyVerify;
import com.alipay.sandbox.gateway.ServerServices;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.EventStream;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.OwnCertificate;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.http.Server;
import com.alipay.sandbox.http.TemplateFile;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.journal.Journal;
import com.alipay.sandbox.journal.JournalEntry;
import com.alipay.sandbox.journal.RequestRecorder;
import com.alipay.sandbox.notifier.Notifier;
import com.alipay.sandbox.notifier.NotifyIds;
import com.alipay.sandbox.notifier.Pace;
import com.alipay.sandbox.notifier.VerifyLog;
import com.alipay.sandbox.people.ClockPages;
import com.alipay.sandbox.people.DeliveryPages;
import com.alipay.sandbox.people.DemoShop;
import com.alipay.sandbox.people.FaultPages;
import com.alipay.sandbox.people.HomePage;
import com.alipay.sandbox.people.JournalPage;
import com.alipay.sandbox.people.NotFoundPage;
import com.alipay.sandbox.people.Snippets;
import com.alipay.sandbox.people.TradePages;
import com.alipay.sandbox.refund.RefundBatches;
import com.alipay.sandbox.refund.RefundDesk;
import com.alipay.sandbox.refund.RefundPages;
import com.alipay.sandbox.refund.RefundRequests;
import com.alipay.sandbox.trade.TradeBook;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local Alipay: gateway, cashier, notifier, trade management and a clock that can be moved. Its
 * state is in memory, or with {@link SandboxOptions#withData} in a file that outlives it.
 *
 * <pre>
 * try (Sandbox sandbox = Sandbox.start(SandboxOptions.forMerchant(partner, key, "seller@example.com"))) {
 *     String gateway = sandbox.url() + "/gateway.do";
 * }
 * </pre>
 *
 * <p>Thread-safe. This class only puts the parts together.
 */
public final class Sandbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final int ENDS_WITHIN_SECONDS = 30;

    private final Vault vault;
    private final SandboxClock clock;
    private final Agenda agenda;
    private final DaemonThreads threads = new DaemonThreads();
    private final ExecutorService executor = Executors.newCachedThreadPool(threads);
    private final NotifyIds ids;
    private final TradeBook book;
    private final CashierSessions sessions;
    private final AntiPhishingKeys keys;
    private final VerifyLog verified = new VerifyLog();
    private final RefundBatches batches;
    private final Faults faults;
    private final RsaKeyPair rsaKey;
    private final Signers signers;
    private final ReturnUrl returnUrl;
    private final Notifier notifier;
    private final Desk desk;
    private final Journal journal;
    private final String host;
    private final EventStream events;
    private final Server server;

    private Sandbox(SandboxOptions options, Vault vault, Function<Executor, Pace> pace) {
        this.vault = vault;
        host = host(options.address());
        clock = new SandboxClock(vault);
        agenda = new Agenda(clock);
        ids = new NotifyIds(clock, vault);
        book = new TradeBook(vault);
        sessions = new CashierSessions(vault);
        keys = new AntiPhishingKeys(clock, vault);
        batches = new RefundBatches(vault);
        faults = new Faults(vault);
        rsaKey = options.rsaKey().orElseGet(() -> RsaKeyPair.keptIn(vault));
        signers = new Signers(options.merchants(), rsaKey);
        returnUrl = new ReturnUrl(signers, ids, clock, faults);
        notifier = new Notifier(
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
        desk = new Desk(book, notifier, agenda, clock, options.merchants(), vault);
        CompletableFuture<Void> serving = new CompletableFuture<>();
        notifier.goOn(serving);
        desk.goOn();
        Templates templates = new Templates();
        RequestGuard guard = new RequestGuard(new OriginCheck(options.allowedHosts()), templates);
        events = new EventStream(guard.ownPages(call -> Reply.empty(200)), journal::await, executor);
        server = start(options, templates, guard);
        serving.complete(null);
        agenda.start();
    }

    /**
     * Starts one and returns when it serves.
     *
     * @throws IllegalStateException the port or the data file is in use, or the file is none of a sandbox; the message says what
     *     to do
     */
    public static Sandbox start(SandboxOptions options) {
        return start(options, Pace::real);
    }

    /** @param pace of slow connections */
    static Sandbox start(SandboxOptions options, Function<Executor, Pace> pace) {
        return new Sandbox(options, options.data().map(Vault::inFile).orElseGet(Vault::inMemory), pace);
    }

    static Sandbox start(SandboxOptions options, Vault vault) {
        return new Sandbox(options, vault, Pace::real);
    }

    /** The port it listens on, also when any free one was asked for. */
    public int port() {
        return server.port();
    }

    /** {@code https://localhost:8443}, without a slash at the end; empty unless https was asked for. */
    public Optional<String> tlsUrl() {
        OptionalInt port = server.tlsPort();
        return port.isPresent() ? Optional.of("https://" + host + ":" + port.getAsInt()) : Optional.empty();
    }

    /** {@code http://localhost:8090}, without a slash at the end; with the address it listens on where that is not this machine alone. */
    public String url() {
        return "http://" + host + ":" + port();
    }

    private static String host(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return "localhost";
        }
        String name = address.getHostAddress().replaceFirst("%.*", "");
        return address instanceof Inet6Address ? "[" + name + "]" : name;
    }

    /** Has every entry of the journal told to somebody. */
    public void onJournal(Consumer<JournalEntry> listener) {
        journal.onEntry(listener);
    }

    /** Forgets trades, deliveries, cashier pages and faults, and sets the clock back to system time. */
    public void reset() {
        vault.together(() -> {
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
        vault.save();
    }

    /** What is under way is given up; with a data file it is done again after the next start. */
    @Override
    public void close() {
        faults.letGo();
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

    /** Of the deliveries that were given up. */
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
        Explainer explainer = new Explainer(options.merchants(), rsaKey.publicKey());
        RequestRecorder recorder = new RequestRecorder(journal, explainer, this::whyNotConfirmed);
        try {
            Optional<OwnCertificate> certificate =
                    options.tlsPort().isPresent() ? Optional.of(OwnCertificate.make(options.work())) : Optional.empty();
            Map<String, Handler> handlers = handlers(options, templates, explainer);
            certificate.ifPresent(own -> handlers.put("/sandbox_certificate.pem", call -> Reply.pem(own.pem())));
            handlers.replaceAll((address, handler) -> guarded(guard, address, handler));
            handlers.replaceAll((address, handler) -> recorder.of(address, saving(address, handler, templates)));
            return Server.start(
                    options.place(),
                    handlers,
                    Map.of("/journal/events", events),
                    certificate.map(own -> new Server.Tls(options.tlsPort().getAsInt(), own)),
                    () -> templates.render("badaddress", Map.of()));
        } catch (RuntimeException e) {
            agenda.close();
            vault.close();
            executor.shutdownNow();
            throw e;
        }
    }

    /** Nobody is answered before what he has changed is saved. */
    private Handler saving(String address, Handler handler, Templates templates) {
        return call -> {
            try {
                return handled(handler, call);
            } catch (UncheckedIOException e) {
                LOG.error("{}; what changes is in memory alone until it can be", e.getMessage());
                return address.equals("/sandbox/api/*")
                        ? Problem.notSaved(e.getMessage())
                        : Reply.html(
                                503,
                                templates.render("notsaved", Map.of("reason", e.getMessage())),
                                StandardCharsets.UTF_8);
            }
        };
    }

    private Reply handled(Handler handler, Call call) {
        try {
            return handler.handle(call);
        } finally {
            vault.save();
        }
    }

    /** Why the latest question about that notify_id was not answered with true; empty if nobody asked. */
    private String whyNotConfirmed(String notifyId) {
        return verified.about(notifyId).stream()
                .findFirst()
                .map(VerifyWords::of)
                .map(VerifyWords::why)
                .orElse("");
    }

    private Map<String, Handler> handlers(SandboxOptions options, Templates templates, Explainer explainer) {
        Merchants merchants = options.merchants();
        ErrorPage errors = new ErrorPage(templates, explainer);
        Accounts accounts = new Accounts(merchants, options.buyers());
        Cashier cashier = new Cashier(accounts, desk, book);
        RefundRequests refunds = new RefundRequests(accounts, book, clock);
        RefundDesk refundDesk = new RefundDesk(book, desk, notifier, faults, batches, vault);
        NotifyVerify verify = new NotifyVerify(ids, faults, clock, verified);
        Handler gateway = new Gateways(
                merchants,
                merchant -> new Gateway(
                        merchant,
                        accounts,
                        book,
                        keys,
                        new ServerServices(merchant, signers, book, desk, keys, refunds, refundDesk, faults, errors),
                        verify,
                        sessions,
                        errors));
        TradePages trades = new TradePages(templates, book, desk, notifier, sessions, faults, clock, merchants);
        DeliveryPages deliveries = new DeliveryPages(templates, notifier, verified);
        Api api = new Api(
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

        Map<String, Handler> handlers = new HashMap<>();
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
        handlers.put("/livez", call -> Reply.word("ok"));
        handlers.put("/readyz", call -> Reply.word("ok"));
        handlers.put("/openapi.json", call -> Api.description());
        handlers.put("/alipay_public_key.pem", call -> Reply.pem(rsaKey.publicPem()));
        handlers.put("/", new NotFoundPage(templates));
        return handlers;
    }

    private static Handler guarded(RequestGuard guard, String address, Handler handler) {
        return switch (address) {
            case "/gateway.do", "/cooperate/gateway.do", "/trade/notify_query.do" -> guard.anyOrigin(handler);
            case "/sandbox/api/*" -> guard.api(handler);
            default -> guard.ownPages(handler);
        };
    }

    /** Threads that do not keep a process alive. */
    private static final class DaemonThreads implements ThreadFactory {
        private final AtomicInteger count = new AtomicInteger();
        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "sandbox-notifier-" + count.incrementAndGet());
            thread.setDaemon(true);
            // Made on a request's thread, it would otherwise hold on to that web application's class loader.
            thread.setContextClassLoader(Sandbox.class.getClassLoader());
            threads.removeIf(each -> each.getState() == Thread.State.TERMINATED);
            threads.add(thread);
            return thread;
        }

        /** Whether all have ended within that time. */
        boolean join(Duration patience) throws InterruptedException {
            long end = System.nanoTime() + patience.toNanos();
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
            return threads.stream().noneMatch(Thread::isAlive);
        }
    }
}
