package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.signature.DiagnosisInput;
import com.alipay.diagnosis.signature.SigningAccount;
import java.util.List;

/**
 * A diagnosis request.
 *
 * @param readings the possible interpretations of the input, the most likely first; empty if it contains no parameters
 * @param others accounts whose keys may have been used by mistake
 * @param own the text that the user believes was signed, from a log; "" for none
 */
public record DiagnosisRequest(MessageType kind, List<Reading> readings, List<SigningAccount> others, String own) {
    public DiagnosisRequest {
        readings = List.copyOf(readings);
        others = List.copyOf(others);
    }

    /**
     * One interpretation of the input.
     *
     * @param account the expected signer, with the charset
     * @param guessed whether its bytes are a guess, because the input was text
     */
    public record Reading(DiagnosisInput specimen, SigningAccount account, boolean guessed) {
        /** Omits the input. */
        @Override
        public String toString() {
            return "Reading[" + specimen + "]";
        }
    }

    /** Omits the input. */
    @Override
    public String toString() {
        return "Inquiry[" + kind + ", " + readings + "]";
    }
}
