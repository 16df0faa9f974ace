package com.alipay.sandbox.notification;

import java.util.Map;
import java.util.TreeMap;

/**
 * The notification profile of each merchant.
 *
 * @param otherwise for the partners without a profile of their own
 * @param own by partner id
 */
public record NotificationProfiles(NotificationProfile otherwise, Map<String, NotificationProfile> own) {
    public static final NotificationProfiles DEFAULT =
            new NotificationProfiles(NotificationProfile.OPEN_PLATFORM, Map.of());

    public NotificationProfiles {
        own = Map.copyOf(own);
    }

    public NotificationProfile of(String partner) {
        return own.getOrDefault(partner, otherwise);
    }

    /** Replaces the profile of every partner without one of its own. */
    public NotificationProfiles with(NotificationProfile other) {
        return new NotificationProfiles(other, own);
    }

    public NotificationProfiles with(String partner, NotificationProfile profile) {
        Map<String, NotificationProfile> more = new TreeMap<>(own);
        more.put(partner, profile);
        return new NotificationProfiles(otherwise, more);
    }
}
