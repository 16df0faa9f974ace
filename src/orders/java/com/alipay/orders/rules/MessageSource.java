package com.alipay.orders.rules;

import java.util.Optional;
import java.util.stream.Stream;

/** The page, job or person from which a message or a change of an order comes. The codes are stored and never change. */
public enum MessageSource {
    NOTIFY_URL("notify_url", "异步通知"),
    RETURN_URL("return_url", "同步返回"),
    ALIPAYTO("alipayto", "下单页面"),
    RECONCILE("reconcile", "自动对账"),
    ADMIN("admin", "人工操作");

    private final String code;
    private final String meaning;

    MessageSource(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** Returns the code used in the database and in JSON. */
    public String code() {
        return code;
    }

    /** Returns the display name in Chinese. */
    public String meaning() {
        return meaning;
    }

    /**
     * Returns the answer to the sender.
     *
     * @param answer {@code success} or {@code fail}, the answer to a notification
     * @return {@code page} for a browser, which is shown a page; "" where nobody waits for an answer
     */
    public String answer(String answer) {
        return switch (this) {
            case RETURN_URL -> "page";
            case RECONCILE, ADMIN -> "";
            default -> answer;
        };
    }

    /** Returns the source of this code; empty for an unknown one, such as one that a later version stored. */
    public static Optional<MessageSource> of(String code) {
        return Stream.of(values()).filter(source -> source.code.equals(code)).findFirst();
    }
}
