package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.UnicodeEscaper;
import java.util.Optional;

/**
 * What the page says that refuses a signature.
 *
 * @param signedText the gateway's own text, without any key
 * @param explanation empty if too many were examined just then
 * @param handover the request, to go on with it under /explain; empty if it is large or holds a key
 */
public record SignatureErrorDetails(
        String signedText, Optional<DiagnosisReport> explanation, Optional<PrefilledRequest> handover) {
    /** The gateway's own text, with everything in it to be seen. */
    public String legible() {
        return UnicodeEscaper.of(signedText);
    }
}
