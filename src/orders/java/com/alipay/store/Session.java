package com.alipay.store;

import java.sql.Connection;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables within one transaction. Not to be kept: it ends with the transaction. */
public final class Session {
    private final Handle handle;
    private ListenerConnection call;
    private ListenerConnection.End end;

    Session(Handle handle) {
        this.handle = handle;
    }

    public Orders orders() {
        return new Orders(handle);
    }

    public Strangers strangers() {
        return new Strangers(handle);
    }

    public Notices notices() {
        return new Notices(handle);
    }

    public OverviewDao overview() {
        return new OverviewDao(handle);
    }

    public NotifyAddresses notifyAddresses() {
        return new NotifyAddresses(handle);
    }

    public ListenerCalls listenerCalls() {
        return new ListenerCalls(handle);
    }

    /**
     * Begins a call of the merchant's own code, and answers the connection of this transaction for it, so that its tables change in the
     * same commit. It refuses to commit, roll back or close, because that is decided here.
     */
    public Connection forListener() {
        call = new ListenerConnection(handle.getConnection());
        return call.connection();
    }

    /**
     * Ends that call: its connection works no longer.
     *
     * @return why the transaction must not be committed; empty when it may be
     */
    public Optional<String> listenerReturned() {
        // Left set by the merchant's code, it would make H2 close its file at the next write.
        Thread.interrupted();
        end = call.end();
        return switch (end) {
            case INTACT -> Optional.empty();
            case FAILED -> Optional.of(call.problem());
            case ENDED -> Optional.of("it ended the transaction of the order book");
        };
    }

    /** Whether the merchant's code ended the transaction by itself: nobody knows then what of it has been committed. */
    public boolean wasEnded() {
        return end == ListenerConnection.End.ENDED;
    }
}
