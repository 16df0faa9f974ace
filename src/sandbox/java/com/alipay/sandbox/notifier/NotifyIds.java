package com.alipay.sandbox.notifier;

import com.alipay.sandbox.clock.SandboxClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Issues notify ids and knows which are still good.
 *
 * <p>The id of a return is good for 60 seconds and may be asked for again. The id of a notification is good until the
 * merchant has answered {@code success}; sending it again by hand makes it good again.
 */
public final class NotifyIds {
    private static final Duration RETURN_LIFE = Duration.ofSeconds(60);
    private static final String HEX = "0123456789abcdef";
    private static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String BASE62 = BASE36 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private record Issued(String partner, Instant goodUntil) {}

    private final SandboxClock clock;
    private final RandomGenerator random = new SecureRandom();
    private final Map<String, Issued> issued = new HashMap<>();

    public NotifyIds(SandboxClock clock) {
        this.clock = clock;
    }

    /**
     * An id for a return: 70 characters, of which {@code %2F} and {@code %2B} are meant literally.
     *
     * <pre>
     * RqPnCoPT3K9%2Fvwbh3I%2B…   on the wire: RqPnCoPT3K9%252Fvwbh3I%252B…
     * </pre>
     */
    public String forReturn(String partner) {
        String id = "RqPnCoPT3K9%2Fvwbh3I%2B" + letters(14, BASE62) + "%2F" + letters(14, BASE62) + "%2B"
                + letters(13, BASE62);
        Instant goodUntil = clock.now().plus(RETURN_LIFE);
        synchronized (issued) {
            issued.put(id, new Issued(partner, goodUntil));
        }
        return id;
    }

    /** An id for a notification: 32 hex digits and a tail of two characters. */
    public String forNotification(String partner) {
        String id = letters(32, HEX) + letters(2, BASE36);
        reopen(id, partner);
        return id;
    }

    void reopen(String id, String partner) {
        synchronized (issued) {
            issued.put(id, new Issued(partner, Instant.MAX));
        }
    }

    void acknowledged(String id) {
        synchronized (issued) {
            issued.remove(id);
        }
    }

    /** Whether this id was given to this partner and is still good. Takes the id exactly as issued. */
    public boolean isGood(String id, String partner) {
        Instant now = clock.now();
        synchronized (issued) {
            Issued found = issued.get(id);
            return found != null && found.partner().equals(partner) && !now.isAfter(found.goodUntil());
        }
    }

    public void clear() {
        synchronized (issued) {
            issued.clear();
        }
    }

    private String letters(int count, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
