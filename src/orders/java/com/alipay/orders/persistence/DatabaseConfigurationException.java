package com.alipay.orders.persistence;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;

/** The database cannot be used as configured. The message is English, for the log. */
public final class DatabaseConfigurationException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    static final Messages MESSAGES = Messages.of(DatabaseConfigurationException.class);

    private final transient Text problem;
    private final transient Text remedy;

    DatabaseConfigurationException(Text problem, Text remedy, Throwable cause) {
        super(problem + ": " + remedy, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** Creates the refusal of a database product. */
    static DatabaseConfigurationException unsupported(Object product) {
        return new DatabaseConfigurationException(
                MESSAGES.message("unsupported", product), MESSAGES.message("instead"), null);
    }

    /** Returns why it cannot be used; one sentence without a full stop, and without a host or a user name. */
    public Text problem() {
        return problem;
    }

    /** Returns what to change. */
    public Text remedy() {
        return remedy;
    }
}
