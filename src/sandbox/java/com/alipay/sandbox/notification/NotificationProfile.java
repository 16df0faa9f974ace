package com.alipay.sandbox.notification;

import com.alipay.sandbox.trade.Trade;
import com.google.gson.annotations.SerializedName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a merchant is notified: of which events, with which retries, how long an id can be verified, and what acknowledges. Alipay
 * changed all of these over the years and by contract; a merchant has to support each.
 *
 * @param name the name that {@link #named} accepts
 * @param notifiesClose whether the closing of an unpaid trade, by its timer or by a person, is notified
 * @param notifiesDualCreation whether a trade of the dual interface is notified before its buyer has chosen the payment mode
 * @param wire how it is written on the wire
 */
public record NotificationProfile(
        String name,
        RetrySchedule ladder,
        IdLifetime ids,
        AckRule acknowledgement,
        @SerializedName("tellsClosing") boolean notifiesClose,
        @SerializedName("tellsDualCreation") boolean notifiesDualCreation,
        WireForm wire) {
    private static final String AND = "+";
    private static final Map<String, UnaryOperator<NotificationProfile>> TRAITS = traits();

    /** 纯担保交易接口 v1.7, 7.2: eight attempts in 24 h 22 min, ids valid until {@code success}. */
    public static final NotificationProfile V1_7 = known("v1.7");

    /** 纯担保交易接口 v1.0, 7.2: the first retry after 5 seconds, ids valid for one minute and one verification. */
    public static final NotificationProfile V1_0 = known("v1.0");

    /**
     * The default. The later open platform's text, which the captures match: as v1.7, but the first retry comes after 4 minutes.
     */
    public static final NotificationProfile OPEN_PLATFORM = known("open-platform");

    /** 双功能 4.2 F / 担保 5.2 F: exactly {@code success} and no other byte. */
    public static final NotificationProfile STRICT = known("strict");

    /** 双功能 4.4 taken literally: trades closed unpaid are notified too, which 纯担保交易接口 7.3 has switched off. */
    public static final NotificationProfile EVERY_CHANGE = known("every-change");

    /** 纯担保交易接口 7.2(4): WAIT_BUYER_PAY is not notified while the trade may still be paid instantly. */
    public static final NotificationProfile INSTANT_SILENT = known("instant-silent");

    public NotificationProfile {
        // Data files written before this field existed have none.
        wire = wire == null ? WireForm.USUAL : wire;
    }

    /**
     * Returns the profile of that name. Several names are joined by a plus sign and applied from left to right, on top of
     * open-platform.
     *
     * <pre>
     * v1.0                 retries and ids of v1.0
     * v1.0+strict          the same, and exactly seven bytes as the acknowledgement
     * ids-once+every-change
     * </pre>
     */
    public static Optional<NotificationProfile> named(String name) {
        Optional<NotificationProfile> profile = Optional.of(new NotificationProfile(
                name,
                RetrySchedule.OPEN_PLATFORM,
                IdLifetime.UNTIL_ACKNOWLEDGED,
                AckRule.TRIMMED,
                false,
                true,
                WireForm.USUAL));
        for (String trait : name.split("\\" + AND, -1)) {
            profile = profile.flatMap(
                    before -> Optional.ofNullable(TRAITS.get(trait)).map(change -> change.apply(before)));
        }
        return profile;
    }

    /** Returns the accepted names, as the end of an error message about an unknown name. */
    public static String advice() {
        return "write one of " + String.join(", ", TRAITS.keySet()) + ", or several of them joined by " + AND;
    }

    /** Returns whether the merchant is notified when a trade reaches this state. */
    public boolean notifies(Trade trade) {
        return switch (trade.status()) {
            case WAIT_BUYER_PAY ->
                !trade.isInstant() && (notifiesDualCreation || trade.mode().isPresent());
            case TRADE_CLOSED -> notifiesClose || trade.moments().paid().isPresent();
            case WAIT_SELLER_SEND_GOODS, WAIT_BUYER_CONFIRM_GOODS, TRADE_SUCCESS, TRADE_FINISHED -> true;
        };
    }

    private static NotificationProfile known(String name) {
        return named(name).orElseThrow();
    }

    private static Map<String, UnaryOperator<NotificationProfile>> traits() {
        Map<String, UnaryOperator<NotificationProfile>> traits = new LinkedHashMap<>();
        traits.put(
                "open-platform", each -> each.with(RetrySchedule.OPEN_PLATFORM).with(IdLifetime.UNTIL_ACKNOWLEDGED));
        traits.put("v1.7", each -> each.with(RetrySchedule.V1_7).with(IdLifetime.UNTIL_ACKNOWLEDGED));
        traits.put("v1.0", each -> each.with(RetrySchedule.V1_0).with(IdLifetime.ONCE_WITHIN_A_MINUTE));
        traits.put("ids-once", each -> each.with(IdLifetime.ONCE_WITHIN_A_MINUTE));
        traits.put("ids-until-success", each -> each.with(IdLifetime.UNTIL_ACKNOWLEDGED));
        traits.put("trimmed", each -> each.with(AckRule.TRIMMED));
        traits.put("strict", each -> each.with(AckRule.STRICT));
        traits.put("every-change", each -> each.withEvents(true, each.notifiesDualCreation));
        traits.put("instant-silent", each -> each.withEvents(each.notifiesClose, false));
        traits.put("captured-content-type", each -> each.with(WireForm.CAPTURED_CONTENT_TYPE));
        traits.put("chunked", each -> each.with(WireForm.CHUNKED));
        traits.put("http-1.0", each -> each.with(WireForm.HTTP_1_0));
        return traits;
    }

    private NotificationProfile with(RetrySchedule other) {
        return new NotificationProfile(name, other, ids, acknowledgement, notifiesClose, notifiesDualCreation, wire);
    }

    private NotificationProfile with(IdLifetime other) {
        return new NotificationProfile(name, ladder, other, acknowledgement, notifiesClose, notifiesDualCreation, wire);
    }

    private NotificationProfile with(AckRule other) {
        return new NotificationProfile(name, ladder, ids, other, notifiesClose, notifiesDualCreation, wire);
    }

    private NotificationProfile with(WireForm other) {
        return new NotificationProfile(name, ladder, ids, acknowledgement, notifiesClose, notifiesDualCreation, other);
    }

    private NotificationProfile withEvents(boolean closing, boolean dualCreation) {
        return new NotificationProfile(name, ladder, ids, acknowledgement, closing, dualCreation, wire);
    }
}
