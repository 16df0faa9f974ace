package com.alipay.orders.persistence;

/** An empty or another database stands where this server has used one before. */
public final class DatabaseReplacedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    DatabaseReplacedException(String message) {
        super(message);
    }
}
