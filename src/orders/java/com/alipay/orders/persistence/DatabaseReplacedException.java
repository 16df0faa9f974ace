package com.alipay.orders.persistence;

/** An empty or different database is at an address where this server has used another one before. */
public final class DatabaseReplacedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final String place;

    DatabaseReplacedException(String place, String message) {
        super(message);
        this.place = place;
    }

    /** Returns the address, and the marker file to delete when a new order database shall be begun. */
    public String place() {
        return place;
    }
}
