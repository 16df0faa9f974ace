package com.alipay.diagnosis.signature;

import java.util.List;

/**
 * What is known besides the hypothesis: the expected account, the other accounts, and the bytes as transmitted.
 *
 * @param alone true while single mistakes are tried, not pairs: then their rarer forms are tried as well
 */
record DiagnosisContext(SigningAccount account, List<SigningAccount> others, DiagnosisInput specimen, boolean alone) {
    DiagnosisContext(SigningAccount account, List<SigningAccount> others, DiagnosisInput specimen) {
        this(account, others, specimen, true);
    }

    DiagnosisContext inPairs() {
        return new DiagnosisContext(account, others, specimen, false);
    }
}
