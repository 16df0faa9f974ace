package com.alipay.protocol;

/** Who can put a thing right. */
public enum ResponsibleParty {
    /** The program that signs, verifies or draws the page. */
    CODE("商户程序", "the merchant's code"),
    /** Whoever keeps the file of settings. */
    CONFIGURATION("商户配置", "the merchant's configuration"),
    /** The container, a filter, a proxy, a firewall: what stands between the program and the internet. */
    SERVER("服务器、容器或代理", "the container or a proxy"),
    /** Alipay: its contract desk, its support, or nobody but time. */
    ALIPAY("支付宝", "the gateway's side"),
    /** Whoever runs the shop: its account at Alipay, its agreements with buyers. */
    MERCHANT("商户", "the merchant"),
    /** The person who pays. */
    BUYER("买家", "the buyer");

    private final String chinese;
    private final String english;

    ResponsibleParty(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }
}
