package com.alipay.diagnosis.verification;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.i18n.Text;
import com.alipay.protocol.ResponsibleParty;

/**
 * Causes why a {@code notify_id} was not confirmed although the signature is valid: {@code responseTxt} is not {@code true}.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public enum NotifyIdFailure implements DiagnosticCode {
    OLDER_THAN_A_MINUTE(ResponsibleParty.ALIPAY, "双功能 4.2 E / 担保 5.2 E"),
    /** Only in a sandbox, whose clock people move. */
    SANDBOX_CLOCK_MOVED(ResponsibleParty.ALIPAY, "双功能 4.2 E / 担保 5.2 E"),
    ALREADY_CONFIRMED(ResponsibleParty.CODE, "双功能 4.2 / 担保 5.2"),
    WRONG_PARTNER(ResponsibleParty.CONFIGURATION, "双功能 4.2 A / 担保 5.2 A"),
    SANDBOX_AND_PRODUCTION_MIXED(ResponsibleParty.CONFIGURATION, "双功能 4.2 / 担保 5.2"),
    ANOTHER_PROGRAM_ANSWERS(ResponsibleParty.SERVER, "双功能 4.2 C / 担保 5.2 C"),
    GATEWAY_OUT_OF_SERVICE(ResponsibleParty.ALIPAY, "双功能 4.2 D / 担保 5.2 D"),
    QUESTION_TURNED_AWAY(ResponsibleParty.SERVER, "双功能 4.2 C / 担保 5.2 C"),
    ADDRESS_MALFORMED(ResponsibleParty.CONFIGURATION, "双功能 4.2 C / 担保 5.2 C"),
    TOO_MANY_AT_ONCE(ResponsibleParty.SERVER, "双功能 4.2 D / 担保 5.2 D"),
    NAME_NOT_RESOLVED(ResponsibleParty.SERVER, "双功能 4.2 B / 担保 5.2 B"),
    PORT_CLOSED(ResponsibleParty.SERVER, "双功能 4.2 C, D / 担保 5.2 C, D"),
    TLS_FAILED(ResponsibleParty.SERVER, "双功能 4.2 D / 担保 5.2 D"),
    NO_ANSWER_IN_TIME(ResponsibleParty.SERVER, "双功能 4.2 D / 担保 5.2 D");

    private final ResponsibleParty responsible;
    private final String section;

    NotifyIdFailure(ResponsibleParty responsible, String section) {
        this.responsible = responsible;
        this.section = section;
    }

    @Override
    public ResponsibleParty responsible() {
        return responsible;
    }

    @Override
    public String section() {
        return section;
    }

    @Override
    public Text sentence() {
        return MESSAGES.message("notify_id." + name());
    }
}
