package com.alipay.protocol;

/** Who can fix a problem. */
public enum ResponsibleParty {
    /** The program that signs, verifies or draws the page. */
    CODE("商户程序", "the merchant's code"),
    /** The person who maintains the configuration file. */
    CONFIGURATION("商户配置", "the merchant's configuration"),
    /** The container, a filter, a proxy or a firewall between the program and the internet. */
    SERVER("服务器、容器或代理", "the container or a proxy"),
    /** Alipay: its contracts or its support; or the problem passes with time. */
    ALIPAY("支付宝", "the gateway's side"),
    /** The person who runs the shop: its account at Alipay, its agreements with buyers. */
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
