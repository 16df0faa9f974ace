package com.alipay.protocol;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;

/** Who can fix a problem. */
public enum ResponsibleParty {
    /** The program that signs, verifies or draws the page. */
    CODE,
    /** The person who maintains the configuration file. */
    CONFIGURATION,
    /** The container, a filter, a proxy or a firewall between the program and the internet. */
    SERVER,
    /** Alipay: its contracts or its support; or the problem passes with time. */
    ALIPAY,
    /** The person who runs the shop: its account at Alipay, its agreements with buyers. */
    MERCHANT,
    /** The person who pays. */
    BUYER;

    /** Returns who that is, for a reader. */
    public Text label() {
        return Messages.label(this);
    }
}
