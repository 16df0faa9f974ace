package com.alipay.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The tables within one transaction. Not to be kept: it ends with the transaction. */
public final class Session {
    private static final Set<String> OURS =
            Set.of("commit", "rollback", "close", "abort", "setAutoCommit", "setTransactionIsolation", "setReadOnly");

    private final Handle handle;

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

    public NotifyAddresses notifyAddresses() {
        return new NotifyAddresses(handle);
    }

    /**
     * The connection of this transaction for the merchant's own code, so that its tables change in the same commit. It refuses
     * to commit, roll back or close, because that is decided here.
     */
    public Connection forListener() {
        Connection connection = handle.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (OURS.contains(method.getName())) {
                        throw new SQLException(
                                method.getName()
                                        + "() is the order book's: change your own tables and return, or throw to roll everything back");
                    }
                    try {
                        return method.invoke(connection, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
