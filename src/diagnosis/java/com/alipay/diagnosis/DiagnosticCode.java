package com.alipay.diagnosis;

import com.alipay.protocol.ResponsibleParty;

/** Why something does not work, as data: what it is called, who puts it right, where the tutorials speak of it, and two sentences. */
public interface DiagnosticCode {
    /** What is said of it; see the methods of these names. */
    record Words(ResponsibleParty fixer, String section, String chinese, String english) {}

    /** The name of the constant. */
    String name();

    Words words();

    /** A stable name for programs, such as {@code EXTRA_PARAMETER}. */
    default String code() {
        return name();
    }

    /** Who can put it right. */
    default ResponsibleParty fixer() {
        return words().fixer();
    }

    /** Where the tutorials speak of it, such as {@code 双功能 4.2 C / 担保 5.2 C}; "" where they do not. */
    default String section() {
        return words().section();
    }

    /** What it is and what to do, one Chinese sentence without a full stop. */
    default String chinese() {
        return words().chinese();
    }

    /** The same in English. */
    default String english() {
        return words().english();
    }
}
