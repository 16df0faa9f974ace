package com.alipay.sandbox.explain;

import com.alipay.diagnosis.Account;
import com.alipay.diagnosis.Specimen;
import java.util.List;

/**
 * Something to explain.
 *
 * @param account whose signature it should be
 * @param others whose key may have been taken by mistake
 * @param own the text somebody believes to have signed, as a log says it; "" for none
 * @param guessed whether its bytes are a guess, since characters were given
 */
public record Inquiry(
        Kind kind, Specimen specimen, Account account, List<Account> others, String own, boolean guessed) {
    public Inquiry {
        others = List.copyOf(others);
    }

    /** Nothing that was asked. */
    @Override
    public String toString() {
        return "Inquiry[" + kind + ", " + specimen + "]";
    }
}
