package com.alipay.web;

import com.alipay.config.MerchantConfig;
import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.diagnosis.signature.DiagnosisInput;
import com.alipay.diagnosis.signature.SignatureDiagnoser;
import com.alipay.diagnosis.signature.SigningAccount;
import com.alipay.diagnosis.site.ConnectionResult;
import com.alipay.diagnosis.site.HttpProbeResult;
import com.alipay.diagnosis.site.NetworkProbe;
import com.alipay.diagnosis.site.NotificationHistoryProbe.Refusal;
import com.alipay.diagnosis.verification.NotifyIdDiagnoser;
import com.alipay.diagnosis.verification.NotifyIdDiagnoser.PossibleCause;
import com.alipay.diagnosis.verification.NotifyIdDiagnoser.VerifyCall;
import com.alipay.diagnosis.verification.NotifyIdFailure;
import com.alipay.i18n.Text;
import com.alipay.orders.NotificationQueryService;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.NotificationQuery;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.protocol.FormData;
import com.alipay.protocol.Money;
import com.alipay.protocol.Notification;
import com.alipay.protocol.NotifyVerifyClient;
import com.alipay.protocol.VerificationResult;
import com.alipay.web.StoredDiagnosis.SkipReason;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Diagnoses why a message was not accepted, and stores the result with the message, once. One message at a time: however many
 * threads ask, it uses one processor and holds one message of up to 64 KiB in memory. Never called by public pages.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public final class NotificationDiagnoser {
    private static final Logger log = LoggerFactory.getLogger(NotificationDiagnoser.class);

    private static volatile NotificationDiagnoser current;

    /** Size from which a stored message may be truncated and is not diagnosed: its missing end would look lost on the way. */
    private static final int KEPT = 64 * 1024;

    /** Maximum age of an unanswered verification call for which a network probe is still informative. */
    private static final Duration SOON = Duration.ofMinutes(2);

    private static final Duration CACHED = Duration.ofSeconds(20);

    private static final int DELIVERIES = 100;

    /** Maximum number of refused messages of each kind that are searched for the last refusal. */
    private static final int REFUSALS = 1_000;

    private final OrderService orderService;
    private final MerchantConfig merchant;
    private final NotifyIdDiagnoser notifyIdDiagnoser;
    private final Clock clock;

    NotificationDiagnoser(OrderService orderService, MerchantConfig merchant, NetworkProbe network, Clock clock) {
        this.orderService = orderService;
        this.merchant = merchant;
        this.notifyIdDiagnoser = new NotifyIdDiagnoser(new CachingProbe(network));
        this.clock = clock;
    }

    /** Returns the instance of this web application. */
    public static NotificationDiagnoser current() {
        NotificationDiagnoser started = current;
        if (started == null) {
            throw new IllegalStateException(
                    ApplicationInitializer.problem().map(Text::toString).orElse("the application has stopped"));
        }
        return started;
    }

    /** Sets the instance of this web application. Called once, at start-up. */
    static void setCurrent(NotificationDiagnoser diagnoser) {
        current = diagnoser;
    }

    /** Returns whether the message was rejected and has no stored diagnosis yet. */
    public static boolean isUndiagnosed(NotificationDao.NotificationRecord entry) {
        return ProcessingStatus.REFUSED.is(entry.outcome())
                && StoredDiagnosis.read(entry.diagnosis()).isEmpty();
    }

    /**
     * Returns the stored diagnosis of the message, or diagnoses it now, which may take some seconds.
     *
     * @return empty for a message that was accepted, and for one that is no longer stored
     */
    public synchronized Optional<StoredDiagnosis> diagnose(long id, boolean unverified) {
        NotificationQueryService notifications = orderService.notifications();
        Optional<NotificationDao.NotificationRecord> entry =
                unverified ? notifications.findUnverified(id) : notifications.find(id);
        if (entry.isEmpty() || !isUndiagnosed(entry.get())) {
            return entry.flatMap(known -> StoredDiagnosis.read(known.diagnosis()));
        }
        Optional<FormData> content = unverified ? notifications.unverifiedContent(id) : notifications.content(id);
        Optional<StoredDiagnosis> diagnosis =
                content.map(message -> unverified ? signature(entry.get(), message) : notifyId(entry.get(), message));
        diagnosis.ifPresent(found -> {
            if (unverified) {
                notifications.recordUnverifiedDiagnosis(id, found.column());
            } else {
                notifications.recordDiagnosis(id, found.column());
            }
        });
        return diagnosis;
    }

    /**
     * Diagnoses an unverified message with the present settings, ignoring the stored diagnosis: it shows whether corrected
     * settings solve the problem.
     *
     * @return empty if the message is no longer stored
     */
    public synchronized Optional<StoredDiagnosis> diagnoseAgain(long unverifiedId) {
        NotificationQueryService notifications = orderService.notifications();
        Optional<StoredDiagnosis> diagnosis = notifications
                .findUnverified(unverifiedId)
                .flatMap(entry ->
                        notifications.unverifiedContent(unverifiedId).map(message -> signature(entry, message)));
        diagnosis.ifPresent(found -> notifications.recordUnverifiedDiagnosis(unverifiedId, found.column()));
        return diagnosis;
    }

    /**
     * Returns the newest notification refused for a cause that refuses further ones, too. Before an unverified one counts, it is
     * diagnosed with the present settings: those may be fixed.
     */
    public Optional<Refusal> lastRefusal() {
        NotificationQueryService notifications = orderService.notifications();
        NotificationQuery newest = NotificationQuery.newest(REFUSALS);
        NotificationQuery rejected = newest.with(NotificationQuery.Field.OUTCOME, ProcessingStatus.REFUSED.code());
        List<Refused> refused = Stream.concat(
                        notifications.searchUnverified(newest).stream().flatMap(entry -> Refused.of(entry, true)),
                        notifications.search(rejected).stream().flatMap(entry -> Refused.of(entry, false)))
                .sorted(Comparator.comparing((Refused it) -> it.refusal().at()).reversed())
                .toList();
        Set<DiagnosticCode> fixed = new HashSet<>();
        for (Refused each : refused) {
            DiagnosticCode cause = each.refusal().cause();
            if (!fixed.contains(cause) && !(each.unverified() && isFixed(each.id()))) {
                return Optional.of(each.refusal());
            }
            fixed.add(cause);
        }
        return Optional.empty();
    }

    private boolean isFixed(long unverifiedId) {
        return diagnoseAgain(unverifiedId)
                .filter(now -> now.state() == StoredDiagnosis.State.RIGHT)
                .isPresent();
    }

    /** A refused notification with a lasting cause. */
    private record Refused(long id, boolean unverified, Refusal refusal) {
        static Stream<Refused> of(NotificationDao.NotificationRecord entry, boolean unverified) {
            return StoredDiagnosis.read(entry.diagnosis())
                    .filter(it -> entry.source().equals(MessageSource.NOTIFY_URL.code()))
                    .flatMap(StoredDiagnosis::lasting)
                    .map(cause -> new Refused(entry.id(), unverified, new Refusal(entry.last_received_at(), cause)))
                    .stream();
        }
    }

    private StoredDiagnosis signature(NotificationDao.NotificationRecord entry, FormData message) {
        byte[] raw = message.delivery().raw();
        if (!merchant.canSign()) {
            return StoredDiagnosis.not(SkipReason.NO_KEY);
        }
        if (raw.length >= KEPT) {
            return StoredDiagnosis.not(SkipReason.TOO_LARGE);
        }
        if (message.fields().isEmpty()) {
            return StoredDiagnosis.not(SkipReason.NO_PARAMETERS);
        }
        DiagnosisInput input = entry.source().equals(MessageSource.RETURN_URL.code())
                ? DiagnosisInput.ofReturn(raw)
                : DiagnosisInput.ofNotification(raw);
        try {
            return StoredDiagnosis.of(new SignatureDiagnoser(SigningAccount.of(merchant), List.of())
                    .examine(input.knowing(known(entry.out_trade_no()))));
        } catch (RuntimeException e) {
            log.error("unverified message {}: the diagnosis failed", entry.id(), e);
            return StoredDiagnosis.not(SkipReason.BROKE_OFF);
        }
    }

    /** Returns the expected values of a message about this order, by protocol parameter name. */
    private Map<String, String> known(String out_trade_no) {
        Optional<Order> found = out_trade_no.isEmpty() ? Optional.empty() : orderService.find(out_trade_no);
        if (found.isEmpty()) {
            return Map.of();
        }
        Order order = found.get();
        Map<String, String> known = new HashMap<>();
        known.put("out_trade_no", order.out_trade_no());
        known.put("subject", order.subject());
        known.put("body", order.body());
        known.put("seller_email", order.seller_email());
        known.put("price", Money.format(order.price()));
        known.put("quantity", Integer.toString(order.quantity()));
        known.put("discount", Money.format(order.discount()));
        known.put("trade_no", order.trade_no());
        known.put("buyer_email", order.buyer_email());
        known.put("buyer_id", order.buyer_id());
        known.put("total_fee", total(order));
        known.values().removeIf(value -> value == null || value.isEmpty());
        return known;
    }

    /** Returns what was paid or, if only one shipping option was offered, what will be paid; null otherwise. */
    private static String total(Order order) {
        if (order.total_fee() != null) {
            return Money.format(order.total_fee());
        }
        return order.logistics().size() == 1
                ? Money.format(order.payable(order.logistics().get(0)))
                : null;
    }

    private StoredDiagnosis notifyId(NotificationDao.NotificationRecord entry, FormData message) {
        Notification notification = new Notification(message.values());
        String responseTxt = entry.why().map(DecisionReason::actual).orElse("");
        boolean rejected = entry.verificationStatus().equals(VerificationStatus.NOT_CONFIRMED.code());
        if (!rejected
                && !NotifyIdDiagnoser.isTold(responseTxt)
                && Duration.between(entry.last_received_at(), clock.instant()).compareTo(SOON) > 0) {
            return StoredDiagnosis.not(SkipReason.TOO_LATE);
        }
        VerificationResult result = rejected
                ? new VerificationResult.NotifyIdRejected(notification, verifyResponse(responseTxt), responseTxt)
                : new VerificationResult.GatewayUnreachable(notification, responseTxt);
        try {
            return StoredDiagnosis.of(notifyIdDiagnoser.examine(
                    result,
                    new VerifyCall(
                            merchant.partner(),
                            NotifyVerifyClient.address(merchant, entry.notify_id()),
                            URI.create(merchant.gateway()),
                            entry.last_received_at(),
                            isConfirmedBefore(entry))));
        } catch (IllegalArgumentException e) {
            // These addresses are malformed, so no verification call was made.
            return StoredDiagnosis.of(List.of(new PossibleCause(NotifyIdFailure.ADDRESS_MALFORMED, true, "")));
        }
    }

    /** Caches the last connection probe, so that an outage of the gateway is not probed again for each message. */
    private final class CachingProbe implements NetworkProbe {
        private final NetworkProbe network;
        private Map<URI, ConnectionResult> lines = Map.of();
        private Instant tried = Instant.MIN;

        CachingProbe(NetworkProbe network) {
            this.network = network;
        }

        @Override
        public ConnectionResult reach(URI address) {
            URI line = address.resolve("/");
            if (!lines.containsKey(line)
                    || Duration.between(tried, clock.instant()).compareTo(CACHED) > 0) {
                lines = Map.of(line, network.reach(address));
                tried = clock.instant();
            }
            return lines.get(line);
        }

        @Override
        public HttpProbeResult get(URI address) {
            return network.get(address);
        }
    }

    /** Converts the stored responseTxt. */
    private static VerificationResult.VerifyResponse verifyResponse(String responseTxt) {
        return switch (responseTxt) {
            case "false" -> VerificationResult.VerifyResponse.FALSE;
            case "invalid" -> VerificationResult.VerifyResponse.INVALID;
            default -> VerificationResult.VerifyResponse.OTHER;
        };
    }

    private boolean isConfirmedBefore(NotificationDao.NotificationRecord entry) {
        Instant then = entry.last_received_at();
        return orderService
                .notifications()
                .search(NotificationQuery.newest(DELIVERIES).with(NotificationQuery.Field.NOTIFY_ID, entry.notify_id()))
                .stream()
                .anyMatch(other -> other.verificationStatus().equals(VerificationStatus.GENUINE.code())
                        && other.id() != entry.id()
                        && !other.received_at().isAfter(then));
    }
}
