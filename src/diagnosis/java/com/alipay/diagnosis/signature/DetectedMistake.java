package com.alipay.diagnosis.signature;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.protocol.ResponsibleParty;

/**
 * One detected cause.
 *
 * @param mistake the kind of mistake
 * @param detail the parameter, the charset or the other merchant; "" if there is nothing to add. Never a key or a signature
 */
public record DetectedMistake(SignatureMistake mistake, String detail) {

    /** Returns the cause and the remedy in Chinese, with the detail. */
    public String chinese() {
        return chinese(mistake.words());
    }

    /** Returns the same in English. */
    public String english() {
        return english(mistake.words());
    }

    /** Returns the cause and the remedy in Chinese, worded for this kind of message. */
    public String chinese(MessageOrigin origin) {
        return chinese(OriginTexts.of(mistake, origin));
    }

    /** Returns the same in English. */
    public String english(MessageOrigin origin) {
        return english(OriginTexts.of(mistake, origin));
    }

    private String chinese(DiagnosticCode.Words words) {
        return detail.isEmpty() ? words.chinese() : words.chinese() + "（" + ChineseDetails.chinese(detail) + "）";
    }

    private String english(DiagnosticCode.Words words) {
        return detail.isEmpty() ? words.english() : words.english() + " (" + detail + ")";
    }

    /** Returns who must fix it for this kind of message. */
    public ResponsibleParty fixer(MessageOrigin origin) {
        return OriginTexts.of(mistake, origin).fixer();
    }

    /** Returns who must fix it, in Chinese. */
    public String fixer() {
        return mistake.fixer().chinese();
    }
}
