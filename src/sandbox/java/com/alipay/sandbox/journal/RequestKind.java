package com.alipay.sandbox.journal;

/** What a request that reached the sandbox is about, by the address it came to. */
public enum RequestKind {
    /** A browser brings a buyer, by one of the pay services. */
    PAYMENT("付款请求"),
    /** A merchant's server calls another service. */
    SERVICE("接口调用"),
    /** A merchant asks whether a notify_id is genuine. */
    VERIFICATION("通知验证"),
    CASHIER("收银台"),
    /** The buyer's browser is sent back to the merchant. */
    RETURN("页面跳转返回"),
    REFUND("退款页面"),
    /** A button of the sandbox's own pages. */
    PAGE("沙箱页面的操作"),
    API("程序接口"),
    /** An address that the sandbox does not have. */
    UNKNOWN_ADDRESS("没有的地址");

    private final String meaning;

    RequestKind(String meaning) {
        this.meaning = meaning;
    }

    /** A few words of Chinese. */
    public String meaning() {
        return meaning;
    }
}
