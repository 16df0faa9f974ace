package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.InvisibleCharacters;
import java.util.Optional;

/**
 * Details on the page that rejects a signature.
 *
 * @param signedText the text that the gateway built, without any key
 * @param explanation empty if too many diagnoses were in progress
 * @param handover the request, to continue with on /explain; empty if it is too long or contains a key
 */
public record SignatureErrorDetails(
        String signedText, Optional<DiagnosisReport> explanation, Optional<PrefilledRequest> handover) {
    /** Returns the gateway's text with invisible characters escaped. */
    public String legible() {
        return InvisibleCharacters.escape(signedText);
    }
}
