package com.alipay.diagnosis;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import com.alipay.protocol.ResponsibleParty;

/** A cause of a failure as data: code, responsible party, tutorial section, and one sentence. */
public interface DiagnosticCode {
    /** The texts of all diagnoses. */
    Messages MESSAGES = Messages.of(DiagnosticCode.class);

    /** Returns the name of the enum constant. */
    String name();

    /** Returns a stable name for programs, such as {@code EXTRA_PARAMETER}. */
    default String code() {
        return name();
    }

    /** Returns who must fix it. */
    ResponsibleParty responsible();

    /** Returns the section of the tutorials that describes it, such as {@code 双功能 4.2 C / 担保 5.2 C}; "" if none does. */
    String section();

    /** Returns the cause and the remedy, one sentence without a full stop. */
    Text sentence();

    /**
     * Returns a sentence followed by a detail in parentheses.
     *
     * @param detail such as the name of a parameter; may be empty
     */
    static Text withDetail(Text sentence, Text detail) {
        return detail.isEmpty() ? sentence : MESSAGES.message("with_detail", sentence, detail);
    }
}
