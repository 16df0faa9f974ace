package com.alipay.sandbox.fault;

import java.util.Arrays;
import java.util.Optional;

/**
 * What can be made to go wrong on purpose, until it is ended or for the next so many times. What a notification says is
 * signed as ever: a fault never makes a signature wrong.
 */
public enum Fault {
    /** {@code notify_verify} and {@code notify_query.do} answer 503 with an empty body. The merchant must say {@code fail}. */
    VERIFY_DOWN,
    /**
     * {@code notify_verify} and {@code notify_query.do} hang until the fault is removed, at most 30 seconds, and then
     * answer truthfully. The merchant needs a deadline of its own. Always on until it is ended.
     */
    VERIFY_SLOW,
    /** Both answer {@code false}, as for an id older than it may be. The merchant must change nothing. */
    VERIFY_FALSE,
    /** Both answer {@code invalid}, as when the partner is empty. The same. */
    VERIFY_INVALID,
    /** Both answer a page of a proxy with status 200. Anything but {@code true} is no confirmation. */
    VERIFY_GARBAGE,
    /** A notification is never sent; the buttons and the API can still send it by hand. The merchant must find out itself. */
    NOTICE_LOST,
    /** A notification is not sent at first: it comes two minutes later, by the ladder. */
    NOTICE_LATE,
    /** A notification is sent twice in a row although the first was acknowledged. The merchant must not deliver twice. */
    NOTICE_TWICE,
    /**
     * A notification waits for the next one about the same trade and is sent after it; after two minutes if none comes. An
     * older status must not take an order back.
     */
    NOTICE_REORDERED,
    /** A notification says a {@code total_fee} of 1.00 yuan more than was paid. The merchant must compare it. */
    WRONG_AMOUNT,
    /** A notification names {@code other-seller@example.com} as the seller, who got the money. The merchant must compare it. */
    OTHER_SELLER,
    /** {@code send_goods_confirm_by_platform} answers GENERIC_FAILURE and ships nothing. The merchant must try again. */
    SHIPPING_FAILS,
    /** A refund ends in TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH. The merchant must not count the money as paid back. */
    SELLER_BALANCE_EMPTY,
    /** A refund ends in TXN_RESULT_ACCOUNT_STATUS_NOT_VALID. The same. */
    SELLER_FROZEN;

    public static Optional<Fault> named(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.name().equals(name))
                .findFirst();
    }
}
