package com.alipay.diagnosis;

import java.util.List;

/**
 * What is known besides the message: whose it should be, who else there is, and what travelled.
 *
 * @param alone whether one mistake is looked for and not two: then its rarer forms are tried as well
 */
record Scene(Account account, List<Account> others, Specimen specimen, boolean alone) {
    Scene(Account account, List<Account> others, Specimen specimen) {
        this(account, others, specimen, true);
    }

    Scene inPairs() {
        return new Scene(account, others, specimen, false);
    }
}
