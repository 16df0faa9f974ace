package com.alipay.orders.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transaction's connection as passed to the merchant's listener for one call. Methods that would end the transaction are
 * refused and do nothing, also when reached through its statements, results and metadata. {@link #end} detects if the transaction
 * was ended in another way, such as DDL on H2, MariaDB and MySQL, {@code COMMIT} as SQL or a stored procedure. After that the
 * connection no longer works. A listener that does not use it cannot end the transaction, so watching begins with its first use.
 *
 * <p>Thread-safe: one statement at a time, and {@link #end} waits for the last one.
 */
final class ListenerConnection {
    /** The state of the transaction after the call. */
    enum End {
        /** Nothing of it has been committed, and it can be committed. */
        INTACT,
        /** Nothing of it has been committed, and it must be rolled back. */
        FAILED,
        /** It was ended during the call: part of it may have been committed. */
        ENDED
    }

    private static final Logger log = LoggerFactory.getLogger(ListenerConnection.class);

    private static final Set<String> REFUSED = Set.of(
            "commit",
            "rollback",
            "close",
            "abort",
            "setAutoCommit",
            "setTransactionIsolation",
            "setReadOnly",
            "setNetworkTimeout");

    /** Types that lead to the connection or act through it, subtypes before supertypes. */
    private static final List<Class<?>> GUARDED = List.of(
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            DatabaseMetaData.class,
            ResultSetMetaData.class,
            ParameterMetaData.class,
            Array.class,
            Blob.class,
            NClob.class,
            Clob.class);

    private final Connection connection;
    private final Connection guarded;
    private final Runnable beforeUse;
    private boolean open = true;

    /** Set at the first use; null before. */
    private Mark mark;

    /** Why the step must fail although the listener may return normally; null for no reason. */
    private String problem;

    /** Whether the database has rolled the transaction back by itself, as it does with the victim of a deadlock. */
    private boolean rolledBack;

    /**
     * Begins a call within the connection's transaction.
     *
     * @param beforeUse runs before the first use, in the same transaction
     */
    ListenerConnection(Connection connection, Runnable beforeUse) {
        this.connection = connection;
        this.beforeUse = beforeUse;
        this.guarded = (Connection) guard(connection, Connection.class);
    }

    Connection connection() {
        return guarded;
    }

    /** Returns why the step must fail; to be called after {@link #end}. */
    synchronized String problem() {
        return problem;
    }

    /** Ends the call, and returns what it has done to the transaction. */
    synchronized End end() {
        open = false;
        End end = mark == null ? End.INTACT : mark.look(connection);
        if (end == End.ENDED && rolledBack) {
            return End.FAILED;
        }
        if (end == End.FAILED && problem == null) {
            problem = "an SQLException that it caught had aborted the transaction";
        }
        return end == End.INTACT && problem != null ? End.FAILED : end;
    }

    private Object guard(Object target, Class<?> type) {
        return Proxy.newProxyInstance(
                ListenerConnection.class.getClassLoader(), new Class<?>[] {type}, new Guard(this, target));
    }

    /** The handler of one object. */
    private record Guard(ListenerConnection call, Object target) implements InvocationHandler {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            return call.invoke(proxy, target, method, arguments == null ? new Object[0] : arguments);
        }
    }

    private synchronized Object invoke(Object proxy, Object target, Method method, Object[] arguments)
            throws Throwable {
        String name = method.getName();
        if (method.getDeclaringClass() == Object.class) {
            return name.equals("equals") ? proxy == arguments[0] : method.invoke(target, arguments);
        }
        if (!open) {
            throw new SQLException(
                    name + "(): " + (rolledBack ? problem : "order_listener has returned, which ended its connection"));
        }
        if (name.equals("isWrapperFor")) {
            return ((Class<?>) arguments[0]).isInstance(proxy);
        }
        if (name.equals("unwrap")) {
            return unwrapped(proxy, (Class<?>) arguments[0]);
        }
        if (target == connection) {
            refuse(name, arguments.length);
        }
        watch();
        try {
            return guarded(method.invoke(target, unguarded(arguments)));
        } catch (InvocationTargetException e) {
            note(e.getCause());
            throw e.getCause();
        }
    }

    private void watch() {
        if (mark != null) {
            return;
        }
        try {
            beforeUse.run();
            mark = Mark.set(connection);
        } catch (RuntimeException e) {
            // The listener may swallow it.
            open = false;
            problem = "the transaction cannot be watched: " + e.getMessage();
            throw e;
        }
    }

    private static Object unwrapped(Object proxy, Class<?> type) throws SQLException {
        if (!type.isInstance(proxy)) {
            throw new SQLException("unwrap(): order_listener gets no " + type.getName() + ", only the JDBC interfaces");
        }
        return proxy;
    }

    /** Refuses a method that would end the transaction, or would continue although the database has ended it. */
    private void refuse(String name, int arguments) throws SQLException {
        // With an argument it rolls back to a savepoint of the listener.
        boolean toSavepoint = name.equals("rollback") && arguments == 1;
        if (REFUSED.contains(name) && !toSavepoint) {
            if (name.equals("rollback")) {
                problem = "it called rollback()";
            }
            throw new SQLException(
                    name
                            + "() is reserved for the order service: change your own tables and return, or throw to roll everything back");
        }
    }

    /**
     * Records SQLState class 40: the database has rolled the transaction back, and further statements would be in another one.
     */
    private void note(Throwable e) {
        if (e instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("40")) {
            rolledBack = true;
            open = false;
            problem = "the database rolled the transaction back: " + sql.getMessage();
        }
    }

    private Object guarded(Object result) {
        if (result instanceof Connection) {
            return guarded;
        }
        for (Class<?> type : GUARDED) {
            if (type.isInstance(result)) {
                return guard(result, type);
            }
        }
        return result;
    }

    /** Unwraps the arguments: a driver expects its own objects. */
    private static Object[] unguarded(Object[] arguments) {
        Object[] own = arguments.clone();
        for (int i = 0; i < own.length; i++) {
            if (own[i] != null
                    && Proxy.isProxyClass(own[i].getClass())
                    && Proxy.getInvocationHandler(own[i]) instanceof Guard guard) {
                own[i] = guard.target();
            }
        }
        return own;
    }

    /**
     * Detects whether a transaction is still the same, by a savepoint, which ends with its transaction. H2 can check a savepoint
     * only by rolling back to it, but has a number for each transaction.
     *
     * @param transaction H2's number; null on other databases
     * @param savepoint null on H2
     */
    private record Mark(String transaction, Savepoint savepoint) {
        static Mark set(Connection connection) {
            try {
                return connection.getMetaData().getDatabaseProductName().equals("H2")
                        ? new Mark(transaction(connection), null)
                        : new Mark(
                                null,
                                connection.setSavepoint(
                                        "s" + UUID.randomUUID().toString().replace("-", "")));
            } catch (SQLException e) {
                throw new IllegalStateException("the transaction cannot be watched", e);
            }
        }

        End look(Connection connection) {
            try {
                if (savepoint == null) {
                    return transaction.equals(transaction(connection)) ? End.INTACT : End.ENDED;
                }
                connection.releaseSavepoint(savepoint);
                return End.INTACT;
            } catch (SQLException e) {
                return notReleased(connection, e);
            }
        }

        /** Handles a savepoint that was not released: an aborted PostgreSQL transaction only rolls back to one. */
        private End notReleased(Connection connection, SQLException problem) {
            try {
                connection.rollback(savepoint);
                return End.FAILED;
            } catch (SQLException e) {
                log.warn("the transaction of order_listener is not the one that was begun", problem);
                return isBroken(connection) ? End.FAILED : End.ENDED;
            }
        }

        private static boolean isBroken(Connection connection) {
            try {
                return connection.isClosed() || !connection.isValid(1);
            } catch (SQLException e) {
                return true;
            }
        }

        private static String transaction(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select transaction_id()")) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        }
    }
}
