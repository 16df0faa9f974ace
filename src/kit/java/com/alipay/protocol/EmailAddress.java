package com.alipay.protocol;

import java.util.regex.Pattern;

/** An account's e-mail address, or the mobile number used instead of one. */
public final class EmailAddress {
    private EmailAddress() {}

    /**
     * Returns whether two addresses name one account. Only the letters A to Z are compared without case, in every locale; no
     * other letter is equal to one of them.
     *
     * <pre>{@code
     * same("Seller@Example.com", "seller@example.com") -> true
     * same("ſeller@example.com", "seller@example.com") -> false, although ſ in upper case is S
     * }</pre>
     */
    public static boolean same(String one, String other) {
        // Without UNICODE_CASE, which compares every letter.
        return Pattern.compile(one, Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
                .matcher(other)
                .matches();
    }
}
