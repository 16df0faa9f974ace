package com.alipay.sandbox.merchant;

/**
 * A buyer or seller known to the sandbox.
 *
 * @param email login name: an e-mail address or a mobile number
 * @param id user id: 2088 and 12 digits
 */
public record Account(String email, String id) {
    public Account {
        if (email.isBlank()) {
            throw new IllegalArgumentException("account e-mail is empty: give an e-mail address or a mobile number");
        }
        if (!id.matches("2088\\d{12}")) {
            throw new IllegalArgumentException("account id (" + id + ") must be 2088 and 12 digits");
        }
    }

    /** Returns whether both are the same person; login names are compared ignoring case. */
    public boolean isSameAs(Account other) {
        return id.equals(other.id) || email.equalsIgnoreCase(other.email);
    }
}
