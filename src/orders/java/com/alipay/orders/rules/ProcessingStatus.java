package com.alipay.orders.rules;

import java.util.Optional;
import java.util.stream.Stream;

/** The state of processing of a stored message. The codes are stored and never change. */
public enum ProcessingStatus {
    /** Stored, not processed yet. */
    RECEIVED("RECEIVED", "已收到，还没有处理"),
    /** Not verified: it changed nothing and may be sent again. */
    REFUSED("REFUSED", "没有通过验证"),
    /** Verified, but its step was rolled back: it changed nothing and must be sent again. */
    FAILED("FAILED", "处理出错，已撤回"),
    /** The order changed. */
    ADVANCED("ADVANCED", "已更新订单"),
    /** The order already had this status. */
    REPEAT("REPEAT", "重复"),
    /** The order already had this status, and missing data was added. */
    NOTED("NOTED", "补充资料"),
    /** Older than the order's state; recorded only. */
    LATE("LATE", "迟到"),
    /** Not about this product, or an unknown status; recorded only. */
    IGNORED("IGNORED", "只作记录"),
    /** Verified, but it contradicts the order: a person decides. */
    HELD("HELD", "待人工处理"),
    /** Held, then rejected by a person. */
    DISMISSED("DISMISSED", "已驳回");

    private final String code;
    private final String meaning;

    ProcessingStatus(String code, String meaning) {
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

    /** Returns whether this is the status of that code. */
    public boolean is(String stored) {
        return code.equals(stored);
    }

    /** Returns the status of this code; empty for an unknown one, such as one that a later version stored. */
    public static Optional<ProcessingStatus> of(String code) {
        return Stream.of(values()).filter(status -> status.code.equals(code)).findFirst();
    }
}
