package com.alipay.sandbox.journal;

/** Kinds of requests to the sandbox, by their address. */
public enum RequestKind {
    /** A buyer's browser calls a pay service. */
    PAYMENT("付款请求"),
    /** A merchant's server calls another service. */
    SERVICE("接口调用"),
    /** A merchant verifies a notify_id. */
    VERIFICATION("通知验证"),
    CASHIER("收银台"),
    /** The buyer's browser is redirected to the merchant. */
    RETURN("页面跳转返回"),
    REFUND("退款页面"),
    /** A button on the sandbox's own pages. */
    PAGE("沙箱页面的操作"),
    API("程序接口"),
    /** An unknown address. */
    UNKNOWN_ADDRESS("没有的地址");

    private final String meaning;

    RequestKind(String meaning) {
        this.meaning = meaning;
    }

    /** Returns a short name in Chinese. */
    public String meaning() {
        return meaning;
    }
}
