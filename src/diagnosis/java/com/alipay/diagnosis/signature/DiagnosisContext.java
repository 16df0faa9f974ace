package com.alipay.diagnosis.signature;

import java.util.List;

/**
 * What is known besides the message: whose it should be, who else there is, and what travelled.
 *
 * @param alone whether one mistake is looked for and not two: then its rarer forms are tried as well
 */
record DiagnosisContext(SigningAccount account, List<SigningAccount> others, DiagnosisInput specimen, boolean alone) {
    DiagnosisContext(SigningAccount account, List<SigningAccount> others, DiagnosisInput specimen) {
        this(account, others, specimen, true);
    }

    DiagnosisContext inPairs() {
        return new DiagnosisContext(account, others, specimen, false);
    }
}
