package com.alipay.diagnosis;

import com.alipay.trade.Fixer;

/** Why something does not work, as data: what it is called, who puts it right, where the tutorials speak of it, and two sentences. */
public interface Cause {
    /** A stable name for programs, such as {@code EXTRA_PARAMETER}. */
    String code();

    /** Who can put it right. */
    Fixer fixer();

    /** Where the tutorials speak of it, such as {@code 双功能 4.2 C / 担保 5.2 C}; "" where they do not. */
    String section();

    /** What it is and what to do, one Chinese sentence without a full stop. */
    String chinese();

    /** The same in English. */
    String english();
}
