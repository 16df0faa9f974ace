package com.alipay.sandbox.notification;

import com.alipay.sandbox.fault.FaultTarget;
import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.trade.Trade;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Issues notify ids and checks whether they are still valid.
 *
 * <p>The id of a return is valid for 60 seconds, may be verified repeatedly, and is removed after its minute. {@link IdLifetime}
 * defines how long the id of a notification is valid. It is kept as long as the notification: while a next attempt is planned, or
 * one of its attempts is in the log. A removed id is answered like a consumed one.
 */
public final class NotifyIdRegistry {
    /** Validity of a return's id, and under v1.0 of a notification's. */
    public static final Duration MINUTE = Duration.ofSeconds(60);

    private static final String HEX = "0123456789abcdef";
    private static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String BASE62 = BASE36 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    record Issued(String partner, FaultTarget target, Instant goodUntil, boolean once) {
        private NotifyIdStatus standing(String asking, Instant now) {
            if (!partner.equals(asking)) {
                return NotifyIdStatus.OTHER_PARTNER;
            }
            if (!now.isAfter(goodUntil)) {
                return NotifyIdStatus.GOOD;
            }
            return goodUntil.equals(Instant.MIN)
                    ? once ? NotifyIdStatus.USED : NotifyIdStatus.ACKNOWLEDGED
                    : NotifyIdStatus.EXPIRED;
        }

        private Issued usedUp() {
            return new Issued(partner, target, Instant.MIN, once);
        }
    }

    private final SandboxClock clock;
    private final RandomGenerator random = new SecureRandom();
    private final StoredMap<Issued> issued;
    private final StoredMap<Issued> ofReturns;

    public NotifyIdRegistry(SandboxClock clock, StateStore vault) {
        this.clock = clock;
        this.issued = vault.map("notify_ids", Issued.class);
        this.ofReturns = vault.map("return_ids", Issued.class);
    }

    /**
     * Creates an id for a return built then: 70 characters, in which {@code %2F} and {@code %2B} are literal.
     *
     * <pre>
     * RqPnCoPT3K9%2Fvwbh3I%2B…   on the wire: RqPnCoPT3K9%252Fvwbh3I%252B…
     * </pre>
     */
    public String forReturn(Trade trade, Instant made) {
        String id = "RqPnCoPT3K9%2Fvwbh3I%2B" + letters(14, BASE62) + "%2F" + letters(14, BASE62) + "%2B"
                + letters(13, BASE62);
        Issued entry = new Issued(trade.request().partner(), FaultTarget.of(trade), made.plus(MINUTE), false);
        synchronized (issued) {
            forgetOldReturns();
            ofReturns.put(id, entry);
        }
        return id;
    }

    /**
     * Creates an id for a notification: 32 hex digits and a two-character suffix, the same for all ids of a merchant. It becomes
     * valid with the first sending.
     */
    String forNotification(String partner) {
        int tail = Math.floorMod(partner.hashCode(), 36 * 36);
        return letters(32, HEX) + BASE36.charAt(tail / 36) + BASE36.charAt(tail % 36);
    }

    /** Makes the id valid from now on; called at every sending of its notification. */
    void activate(String id, NotificationContent message, IdLifetime policy) {
        boolean once = policy == IdLifetime.ONCE_WITHIN_A_MINUTE;
        Instant goodUntil = once ? clock.now().plus(MINUTE) : Instant.MAX;
        synchronized (issued) {
            issued.put(id, new Issued(message.partner(), message.target(), goodUntil, once));
        }
    }

    /** Consumes the id after the merchant's {@code success}; an id that is valid for a minute stays so. */
    void acknowledged(String id) {
        synchronized (issued) {
            issued.find(id).filter(found -> !found.once()).ifPresent(found -> issued.put(id, found.usedUp()));
        }
    }

    /** Removes the id of a notification that is no longer kept. */
    void forget(String id) {
        synchronized (issued) {
            issued.remove(id);
        }
    }

    /**
     * Verifies that this id was issued to this partner and is still valid; consumes a one-time id, so call it once per request.
     * The id is compared exactly as issued.
     */
    public NotifyIdStatus confirm(String id, String partner) {
        Instant now = clock.now();
        synchronized (issued) {
            Optional<Issued> found = find(id);
            NotifyIdStatus standing = found.map(it -> it.standing(partner, now)).orElse(NotifyIdStatus.UNKNOWN);
            found.filter(it -> standing == NotifyIdStatus.GOOD && it.once())
                    .ifPresent(it -> issued.put(id, it.usedUp()));
            return standing;
        }
    }

    /** Returns how long ago an id that is valid for a minute was sent; empty for other, used and unknown ids. */
    public Optional<Duration> ageOf(String id) {
        synchronized (issued) {
            return find(id).map(Issued::goodUntil)
                    .filter(until -> until.isAfter(Instant.MIN) && until.isBefore(Instant.MAX))
                    .map(until -> Duration.between(until.minus(MINUTE), clock.now()));
        }
    }

    /** Returns whether the id was issued here and is still kept. */
    public boolean isKnown(String id) {
        synchronized (issued) {
            return find(id).isPresent();
        }
    }

    /** Returns what the message of that id is about, valid or not; {@link FaultTarget#ANY} for an unknown id. */
    public FaultTarget targetOf(String id) {
        synchronized (issued) {
            return find(id).map(Issued::target).orElse(FaultTarget.ANY);
        }
    }

    public void clear() {
        synchronized (issued) {
            issued.clear();
            ofReturns.clear();
        }
    }

    private Optional<Issued> find(String id) {
        return issued.find(id).or(() -> ofReturns.find(id));
    }

    /** Removes expired ids of returns. They are in the order of creation, so the oldest expire first. */
    private void forgetOldReturns() {
        Instant now = clock.now();
        ofReturns.trimWhile(oldest -> now.isAfter(oldest.goodUntil()));
    }

    private String letters(int count, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
