package com.alipay.sandbox.trade;

/** Where the goods go; a part that is not known is the empty string. */
public record Receiver(String name, String address, String zip, String phone, String mobile) {
    public static final Receiver UNKNOWN = new Receiver("", "", "", "", "");

    /** Every part that is not known here from the other one. */
    public Receiver completedBy(Receiver other) {
        return new Receiver(
                name.isEmpty() ? other.name : name,
                address.isEmpty() ? other.address : address,
                zip.isEmpty() ? other.zip : zip,
                phone.isEmpty() ? other.phone : phone,
                mobile.isEmpty() ? other.mobile : mobile);
    }

    /** With name and address the cashier asks no more. */
    public boolean isComplete() {
        return !name.isEmpty() && !address.isEmpty();
    }
}
