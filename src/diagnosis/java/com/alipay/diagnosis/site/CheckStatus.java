package com.alipay.diagnosis.site;

/**
 * The result of one check.
 *
 * @param detail the observed fact, in a short form such as {@code HTTP 302} or {@code EF BB BF}; ""
 */
public record CheckStatus(State state, String detail) {

    /** Status of a check. UNKNOWN means it could not be decided. */
    public enum State {
        PASSED,
        FAILED,
        UNKNOWN,
        /** For information only; nothing was evaluated. */
        TOLD
    }

    static CheckStatus passed(String seen) {
        return new CheckStatus(State.PASSED, seen);
    }

    static CheckStatus failed(String seen) {
        return new CheckStatus(State.FAILED, seen);
    }

    static CheckStatus unknown(String why) {
        return new CheckStatus(State.UNKNOWN, why);
    }

    static CheckStatus told(String what) {
        return new CheckStatus(State.TOLD, what);
    }

    static CheckStatus passedIf(boolean good, String seen) {
        return good ? passed(seen) : failed(seen);
    }
}
