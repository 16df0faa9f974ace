package com.alipay.orders;

import com.alipay.orders.persistence.ListenerCallDao.Call;
import com.alipay.orders.rules.Order;
import java.util.List;

/** The merchant's listener failed at a step of an order; its transaction was rolled back as far as that was still possible. */
final class ListenerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Order order;
    private final transient List<Call> calls;
    private final boolean ended;

    /**
     * @param order with the version that it had before the step
     * @param calls the listener calls made in this transaction
     * @param ended whether the listener ended the transaction by itself, so that part of it may have been committed
     */
    ListenerException(String message, Throwable cause, Order order, List<Call> calls, boolean ended) {
        super(message, cause);
        this.order = order;
        this.calls = List.copyOf(calls);
        this.ended = ended;
    }

    Order order() {
        return order;
    }

    List<Call> calls() {
        return calls;
    }

    boolean ended() {
        return ended;
    }
}
