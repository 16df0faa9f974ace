package com.alipay.sandbox.trade;

/** Where the goods go; a part that is not known is the empty string. */
public record Receiver(String name, String address, String zip, String phone, String mobile) {
    public static final Receiver UNKNOWN = new Receiver("", "", "", "", "");

    /** With name and address the cashier asks no more. */
    public boolean isComplete() {
        return !name.isEmpty() && !address.isEmpty();
    }
}
