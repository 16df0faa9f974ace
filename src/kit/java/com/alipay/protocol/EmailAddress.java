package com.alipay.protocol;

/** An account's e-mail address, or the mobile number used instead of one. */
public final class EmailAddress {
    private static final int CASE = 'a' - 'A';

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
        if (one.length() != other.length()) {
            return false;
        }
        for (int i = 0; i < one.length(); i++) {
            if (lower(one.charAt(i)) != lower(other.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char letter) {
        return letter >= 'A' && letter <= 'Z' ? (char) (letter + CASE) : letter;
    }
}
