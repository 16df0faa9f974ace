package com.alipay.orders.persistence;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * The database cannot be used at the moment. {@link Database} logs the beginning and the end of the outage; code that catches
 * this exception responds to its caller and logs nothing.
 */
public final class DatabaseUnavailableException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    DatabaseUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Logs a failure as an error, unless it is one of the many failures of an outage. */
    public static void log(Logger log, Throwable problem, String message, Object... arguments) {
        Level level = problem instanceof DatabaseUnavailableException ? Level.DEBUG : Level.ERROR;
        log.atLevel(level).setCause(problem).log(message, arguments);
    }
}
