package com.alipay.diagnosis;

import com.alipay.protocol.ResponsibleParty;

/** A cause of a failure as data: code, responsible party, tutorial section, and one sentence each in Chinese and English. */
public interface DiagnosticCode {
    /** The texts of a code; see the methods of the same names. */
    record Words(ResponsibleParty fixer, String section, String chinese, String english) {}

    /** Returns the name of the enum constant. */
    String name();

    Words words();

    /** Returns a stable name for programs, such as {@code EXTRA_PARAMETER}. */
    default String code() {
        return name();
    }

    /** Returns who must fix it. */
    default ResponsibleParty fixer() {
        return words().fixer();
    }

    /** Returns the section of the tutorials that describes it, such as {@code 双功能 4.2 C / 担保 5.2 C}; "" if none does. */
    default String section() {
        return words().section();
    }

    /** Returns the cause and the remedy, one Chinese sentence without a full stop. */
    default String chinese() {
        return words().chinese();
    }

    /** Returns the same in English. */
    default String english() {
        return words().english();
    }
}
