package com.alipay.store;

/** An empty or another database stands where this server has used one before. */
public final class DatabaseReplaced extends IllegalStateException {
    private static final long serialVersionUID = 1;

    DatabaseReplaced(String message) {
        super(message);
    }
}
