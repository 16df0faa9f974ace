package com.alipay.sandbox.trade;

/** Shipping address; an unknown part is the empty string. */
public record Receiver(String name, String address, String zip, String phone, String mobile) {
    public static final Receiver UNKNOWN = new Receiver("", "", "", "", "");

    /** Returns a copy in which the missing parts are taken from the other address. */
    public Receiver completedBy(Receiver other) {
        return new Receiver(
                name.isEmpty() ? other.name : name,
                address.isEmpty() ? other.address : address,
                zip.isEmpty() ? other.zip : zip,
                phone.isEmpty() ? other.phone : phone,
                mobile.isEmpty() ? other.mobile : mobile);
    }

    /** Returns whether name and address are known; the cashier then asks for nothing. */
    public boolean isComplete() {
        return !name.isEmpty() && !address.isEmpty();
    }
}
