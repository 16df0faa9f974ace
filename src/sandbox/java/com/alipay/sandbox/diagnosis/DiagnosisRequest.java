package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.signature.DiagnosisInput;
import com.alipay.diagnosis.signature.SigningAccount;
import java.util.List;

/**
 * Something to explain.
 *
 * @param readings what was given, in every way in which it can be read, the likelier first; empty if there are no parameters in it
 * @param others whose key may have been taken by mistake
 * @param own the text somebody believes to have signed, as a log says it; "" for none
 */
public record DiagnosisRequest(MessageType kind, List<Reading> readings, List<SigningAccount> others, String own) {
    public DiagnosisRequest {
        readings = List.copyOf(readings);
        others = List.copyOf(others);
    }

    /**
     * One reading.
     *
     * @param account whose signature it should be, and in which charset
     * @param guessed whether its bytes are a guess, since characters were given
     */
    public record Reading(DiagnosisInput specimen, SigningAccount account, boolean guessed) {
        /** Nothing that was asked. */
        @Override
        public String toString() {
            return "Reading[" + specimen + "]";
        }
    }

    /** Nothing that was asked. */
    @Override
    public String toString() {
        return "Inquiry[" + kind + ", " + readings + "]";
    }
}
