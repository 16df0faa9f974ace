package com.alipay.orders.rules;

import java.util.Optional;
import java.util.stream.Stream;

/** What has become of a stored message. The codes are stored and never change. */
public enum ProcessingStatus {
    /** Written down and not acted on yet. */
    RECEIVED("RECEIVED", "已收到，还没有处理"),
    /** Not found genuine: it changed nothing and may come again. */
    REFUSED("REFUSED", "没有通过验证"),
    /** Genuine, but its step was rolled back: it changed nothing and must come again. */
    FAILED("FAILED", "处理出错，已撤回"),
    /** The order changed. */
    ADVANCED("ADVANCED", "已更新订单"),
    /** The order was there already. */
    REPEAT("REPEAT", "重复"),
    /** The order was there already, and learned what it did not know yet. */
    NOTED("NOTED", "补充资料"),
    /** Older than what was known; recorded only. */
    LATE("LATE", "迟到"),
    /** Not about this product, or a status nobody listed; recorded only. */
    IGNORED("IGNORED", "只作记录"),
    /** Genuine, but it contradicts the order: a person decides. */
    HELD("HELD", "待人工处理"),
    /** Held, and a person decided not to use it. */
    DISMISSED("DISMISSED", "已驳回");

    private final String code;
    private final String meaning;

    ProcessingStatus(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The word that is stored and answered. */
    public String code() {
        return code;
    }

    /** What a merchant calls it, in Chinese. */
    public String meaning() {
        return meaning;
    }

    /** Whether this is the status of that code. */
    public boolean is(String stored) {
        return code.equals(stored);
    }

    /** The status of this code; empty for another word, such as one that a later version stored. */
    public static Optional<ProcessingStatus> of(String code) {
        return Stream.of(values()).filter(status -> status.code.equals(code)).findFirst();
    }
}
