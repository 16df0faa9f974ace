package com.alipay.diagnosis.signature;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.protocol.ResponsibleParty;

/**
 * One cause that was found.
 *
 * @param mistake which
 * @param detail where: the parameter, the charset, the other merchant; "" where there is nothing to add. Never a key or a signature
 */
public record DetectedMistake(SignatureMistake mistake, String detail) {

    /** What it is and what to do, in Chinese, with the place where it was found. */
    public String chinese() {
        return chinese(mistake.words());
    }

    /** The same in English. */
    public String english() {
        return english(mistake.words());
    }

    /** The same in Chinese, as it is said of such a message. */
    public String chinese(MessageOrigin origin) {
        return chinese(OriginTexts.of(mistake, origin));
    }

    /** The same in English. */
    public String english(MessageOrigin origin) {
        return english(OriginTexts.of(mistake, origin));
    }

    private String chinese(DiagnosticCode.Words words) {
        return detail.isEmpty() ? words.chinese() : words.chinese() + "（" + Details.chinese(detail) + "）";
    }

    private String english(DiagnosticCode.Words words) {
        return detail.isEmpty() ? words.english() : words.english() + " (" + detail + ")";
    }

    /** Who puts it right, in such a message. */
    public ResponsibleParty fixer(MessageOrigin origin) {
        return OriginTexts.of(mistake, origin).fixer();
    }

    /** Who puts it right, in Chinese. */
    public String fixer() {
        return mistake.fixer().chinese();
    }
}
