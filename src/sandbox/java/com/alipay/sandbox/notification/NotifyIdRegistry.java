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
 * Issues notify ids and knows which are still good.
 *
 * <p>The id of a return is good for 60 seconds, may be asked for again, and is forgotten after its minute. How long the id of a
 * notification is good stands in {@link IdLifetime}. It is known as long as the notification is: while something is ahead of
 * that, or one of its attempts is in the log. Whoever asks for a forgotten one is told the same as of one used up.
 */
public final class NotifyIdRegistry {
    /** How long a return is good, and under v1.0 a notification. */
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
        this.issued = vault.shelf("notify_ids", Issued.class);
        this.ofReturns = vault.shelf("return_ids", Issued.class);
    }

    /**
     * An id for a return that was made then: 70 characters, of which {@code %2F} and {@code %2B} are meant literally.
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
     * An id for a notification: 32 hex digits and a tail of two characters, which every id of one merchant has. It is good from its
     * first sending on.
     */
    String forNotification(String partner) {
        int tail = Math.floorMod(partner.hashCode(), 36 * 36);
        return letters(32, HEX) + BASE36.charAt(tail / 36) + BASE36.charAt(tail % 36);
    }

    /** A notification is sent, for the first time or again: its id is good from now on. */
    void activate(String id, NotificationContent message, IdLifetime policy) {
        boolean once = policy == IdLifetime.ONCE_WITHIN_A_MINUTE;
        Instant goodUntil = once ? clock.now().plus(MINUTE) : Instant.MAX;
        synchronized (issued) {
            issued.put(id, new Issued(message.partner(), message.target(), goodUntil, once));
        }
    }

    /** The merchant has answered {@code success}; an id that is good for a minute stays so. */
    void acknowledged(String id) {
        synchronized (issued) {
            issued.find(id).filter(found -> !found.once()).ifPresent(found -> issued.put(id, found.usedUp()));
        }
    }

    /** The notification of that id is known no longer. */
    void forget(String id) {
        synchronized (issued) {
            issued.remove(id);
        }
    }

    /** Whether this id was given to this partner and is still good, to be asked once per question. Takes it exactly as issued. */
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

    /** How long ago an id was sent that is good for a minute; empty for one that is not, that was used, or that is not known. */
    public Optional<Duration> ageOf(String id) {
        synchronized (issued) {
            return find(id).map(Issued::goodUntil)
                    .filter(until -> until.isAfter(Instant.MIN) && until.isBefore(Instant.MAX))
                    .map(until -> Duration.between(until.minus(MINUTE), clock.now()));
        }
    }

    /** Whether it was issued here and is not forgotten. */
    public boolean isKnown(String id) {
        synchronized (issued) {
            return find(id).isPresent();
        }
    }

    /** What the message of that id is about, whether it is still good or not; {@link FaultTarget#ANY} for one not known. */
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

    /** They stand in the order of their making: whoever goes on from the oldest meets those that are over first. */
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
