package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.signature.SigningAccount;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.text.InvalidValueException;
import java.util.List;

/** Provides the signing account for a diagnosis request without a key. */
public interface AccountLookup {
    /**
     * Returns the account that a request without a key refers to.
     *
     * @throws InvalidValueException there is none
     */
    SigningAccount account(DiagnosisRequestParser form, MessageType kind, Parameters params);

    /** Returns whether the account's charset is configured, not guessed. */
    default boolean tellsCharset() {
        return false;
    }

    /** Returns the accounts whose keys may have been used by mistake instead of this partner's. */
    List<SigningAccount> others(String partner);
}
