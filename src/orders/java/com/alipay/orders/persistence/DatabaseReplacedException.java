package com.alipay.orders.persistence;

/** An empty or different database is at an address where this server has used another one before. */
public final class DatabaseReplacedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    DatabaseReplacedException(String message) {
        super(message);
    }
}
