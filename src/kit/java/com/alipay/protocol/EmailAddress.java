package com.alipay.protocol;

/** An account's e-mail address, or the mobile number that stands in its place. */
public final class EmailAddress {
    private static final int CASE = 'a' - 'A';

    private EmailAddress() {}

    /**
     * Whether two addresses name one account: the case of the letters A to Z does not count, in any locale, and no other letter is
     * taken for one of them.
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
