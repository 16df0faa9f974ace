package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.signature.SigningAccount;
import com.alipay.sandbox.protocol.Parameters;
import java.util.List;

/** Whose keys stand in where an inquiry brings none. */
public interface AccountLookup {
    /**
     * The account an inquiry without a key means.
     *
     * @throws InvalidDiagnosisRequestException there is none
     */
    SigningAccount account(DiagnosisRequestParser form, MessageType kind, Parameters params);

    /** Whether the charset of such an account is configured, and not a guess. */
    default boolean tellsCharset() {
        return false;
    }

    /** Whose key may have been taken by mistake for that of this partner. */
    List<SigningAccount> others(String partner);
}
