package com.alipay.diagnosis.site;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.i18n.Text;
import java.util.Optional;

/**
 * The result of one check.
 *
 * @param detail the observed fact, in a short form such as {@code HTTP 302} or {@code EF BB BF}; may be empty
 * @param cause the proven cause, if the check itself does not name it
 */
public record CheckStatus(State state, Text detail, Optional<DiagnosticCode> cause) {

    /** Creates the result of a check that names the cause itself. */
    public CheckStatus(State state, Text detail) {
        this(state, detail, Optional.empty());
    }

    /** Status of a check. UNKNOWN means it could not be decided. */
    public enum State {
        PASSED,
        FAILED,
        UNKNOWN,
        /** For information only; nothing was evaluated. */
        TOLD
    }

    static CheckStatus passed(Text seen) {
        return new CheckStatus(State.PASSED, seen);
    }

    static CheckStatus passed(String seen) {
        return passed(Text.of(seen));
    }

    static CheckStatus failed(Text seen) {
        return new CheckStatus(State.FAILED, seen);
    }

    static CheckStatus failed(String seen) {
        return failed(Text.of(seen));
    }

    static CheckStatus failed(String seen, DiagnosticCode cause) {
        return new CheckStatus(State.FAILED, Text.of(seen), Optional.of(cause));
    }

    static CheckStatus unknown(Text why) {
        return new CheckStatus(State.UNKNOWN, why);
    }

    static CheckStatus unknown(String why) {
        return unknown(Text.of(why));
    }

    static CheckStatus told(Text what) {
        return new CheckStatus(State.TOLD, what);
    }

    static CheckStatus told(String what) {
        return told(Text.of(what));
    }

    static CheckStatus passedIf(boolean good, String seen) {
        return passedIf(good, Text.of(seen));
    }

    static CheckStatus passedIf(boolean good, Text seen) {
        return good ? passed(seen) : failed(seen);
    }
}
