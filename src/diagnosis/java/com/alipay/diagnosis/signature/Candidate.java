package com.alipay.diagnosis.signature;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.i18n.Text;

/**
 * A hypothesis in which one mistake has been undone, and where that mistake was.
 *
 * @param detail the parameter or charset; empty if there is nothing to add. Never a value of the message, a key or a signature
 */
record Candidate(SigningHypothesis reading, Text detail) {
    Candidate(SigningHypothesis reading, String name) {
        this(reading, Text.of(name));
    }

    /** Returns a detail that says how the mistake was made, {@code how.} and the key in the bundle. */
    static Text how(String key, Object... arguments) {
        return DiagnosticCode.MESSAGES.message("how." + key, arguments);
    }
}
