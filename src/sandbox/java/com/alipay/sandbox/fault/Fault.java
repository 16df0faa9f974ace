package com.alipay.sandbox.fault;

import java.util.Arrays;
import java.util.Optional;

/** What can be made to go wrong on purpose. */
public enum Fault {
    /** {@code notify_verify} and {@code notify_query.do} answer 503 with an empty body. The merchant must say {@code fail}. */
    VERIFY_DOWN,
    /**
     * {@code notify_verify} and {@code notify_query.do} hang until the fault is removed, at most 30 seconds, and then
     * answer truthfully. The merchant needs a deadline of its own.
     */
    VERIFY_SLOW,
    /** {@code send_goods_confirm_by_platform} answers GENERIC_FAILURE and ships nothing. The merchant must try again. */
    SHIPPING_FAILS;

    public static Optional<Fault> named(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.name().equals(name))
                .findFirst();
    }
}
