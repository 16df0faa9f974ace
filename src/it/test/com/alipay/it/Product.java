package com.alipay.it;

/** The three ways a buyer can pay: the two choices at the dual interface's cashier, and the interface without a choice. */
enum Product {
    DUAL_ESCROW("dual escrow", LocalAlipay.DUAL, "escrow"),
    DUAL_INSTANT("dual instant", LocalAlipay.DUAL, "instant"),
    PURE_ESCROW("pure escrow", LocalAlipay.ESCROW, "escrow");

    private final String title;
    final String service;
    /** In the JSON of both sides. */
    final String mode;

    Product(String title, String service, String mode) {
        this.title = title;
        this.service = service;
        this.mode = mode;
    }

    boolean isDual() {
        return service.equals(LocalAlipay.DUAL);
    }

    boolean isEscrow() {
        return mode.equals("escrow");
    }

    @Override
    public String toString() {
        return title;
    }
}
