package com.alipay.orders.persistence;

/** The database cannot be used as configured. The texts are Chinese, because merchants read them on pages. */
public final class DatabaseConfigurationException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final String problem;
    private final String remedy;

    DatabaseConfigurationException(String problem, String remedy, Throwable cause) {
        super(problem + "：" + remedy, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** Returns why it cannot be used; one sentence without a full stop, and without a host or a user name. */
    public String problem() {
        return problem;
    }

    /** Returns what to change. */
    public String remedy() {
        return remedy;
    }
}
