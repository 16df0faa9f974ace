package com.alipay.diagnosis.signature;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.i18n.Text;
import com.alipay.protocol.ResponsibleParty;

/**
 * One detected cause.
 *
 * @param mistake the kind of mistake
 * @param detail the parameter, the charset or the other merchant; empty if there is nothing to add. Never a key or a signature
 */
public record DetectedMistake(SignatureMistake mistake, Text detail) {
    /** Creates a cause with a name as its detail. */
    public DetectedMistake(SignatureMistake mistake, String name) {
        this(mistake, Text.of(name));
    }

    /** Returns the cause and the remedy, with the detail. */
    public Text sentence() {
        return DiagnosticCode.withDetail(mistake.sentence(), detail);
    }

    /** Returns the cause and the remedy, worded for this kind of message. */
    public Text sentence(MessageOrigin origin) {
        return DiagnosticCode.withDetail(mistake.sentence(origin), detail);
    }

    /** Returns who must fix it in this kind of message. */
    public ResponsibleParty responsible(MessageOrigin origin) {
        return mistake.responsible(origin);
    }
}
