package com.alipay.diagnosis.site;

/**
 * What one check saw.
 *
 * @param detail what was seen, in signs rather than words: {@code HTTP 302}, {@code EF BB BF}; ""
 */
public record CheckStatus(State state, String detail) {

    /** How a check ended. Unknown is neither good nor bad. */
    public enum State {
        PASSED,
        FAILED,
        UNKNOWN,
        /** Nothing was judged. */
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
