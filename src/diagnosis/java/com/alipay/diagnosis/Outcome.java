package com.alipay.diagnosis;

/**
 * What one check saw.
 *
 * @param detail what was seen, in signs rather than words: {@code HTTP 302}, {@code EF BB BF}; ""
 */
public record Outcome(State state, String detail) {

    /** How a check ended. Unknown is neither good nor bad. */
    public enum State {
        PASSED,
        FAILED,
        UNKNOWN,
        /** Nothing was judged. */
        TOLD
    }

    static Outcome passed(String seen) {
        return new Outcome(State.PASSED, seen);
    }

    static Outcome failed(String seen) {
        return new Outcome(State.FAILED, seen);
    }

    static Outcome unknown(String why) {
        return new Outcome(State.UNKNOWN, why);
    }

    static Outcome told(String what) {
        return new Outcome(State.TOLD, what);
    }

    static Outcome passedIf(boolean good, String seen) {
        return good ? passed(seen) : failed(seen);
    }
}
