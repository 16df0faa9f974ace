package com.alipay.orders.persistence;

import java.sql.Connection;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Access to the tables within one transaction. Not to be used after the transaction. */
public final class Transaction {
    private final Handle handle;
    private ListenerConnection call;
    private ListenerConnection.End end;

    Transaction(Handle handle) {
        this.handle = handle;
    }

    public OrderDao orders() {
        return new OrderDao(handle);
    }

    public UnverifiedMessageDao unverifiedMessages() {
        return new UnverifiedMessageDao(handle);
    }

    public NotificationDao notifications() {
        return new NotificationDao(handle);
    }

    public OverviewDao overview() {
        return new OverviewDao(handle);
    }

    public NotifyHostHistoryDao notifyAddresses() {
        return new NotifyHostHistoryDao(handle);
    }

    public ListenerCallDao listenerCalls() {
        return new ListenerCallDao(handle);
    }

    /**
     * Begins a call of the merchant's listener, and returns this transaction's connection for it, so that its tables change in
     * the same commit. The connection refuses to commit, roll back or close, because that is decided here.
     *
     * @param beforeUse runs before the listener first uses it, in this transaction
     */
    public Connection listenerConnection(Runnable beforeUse) {
        call = new ListenerConnection(handle.getConnection(), beforeUse);
        return call.connection();
    }

    /**
     * Ends that call: its connection no longer works.
     *
     * @return why the transaction must not be committed; empty when it may be
     */
    public Optional<String> listenerReturned() {
        // If the listener left it set, H2 would close its file at the next write.
        Thread.interrupted();
        end = call.end();
        return switch (end) {
            case INTACT -> Optional.empty();
            case FAILED -> Optional.of(call.problem());
            case ENDED -> Optional.of("it ended the transaction of the order service");
        };
    }

    /** Returns whether the listener ended the transaction by itself: then it is unknown what of it has been committed. */
    public boolean wasEnded() {
        return end == ListenerConnection.End.ENDED;
    }
}
