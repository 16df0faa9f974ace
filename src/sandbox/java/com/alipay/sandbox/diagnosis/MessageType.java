package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.signature.DiagnosisInput;
import com.alipay.i18n.Text;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.text.InvalidValueException;
import com.alipay.sandbox.text.Texts;
import java.util.Locale;
import java.util.Map;

/** Kind of message to diagnose; determines who signed it. */
public enum MessageType {
    REQUEST,
    RETURN,
    NOTIFICATION;

    /**
     * Returns the type of that name, in any letter case.
     *
     * @throws InvalidValueException there is none
     */
    public static MessageType named(String name) {
        for (MessageType kind : values()) {
            if (kind.name().equals(name.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new InvalidValueException("value.kind", name);
    }

    /** Returns the type of a message: a request has service, a return has is_success. */
    static MessageType of(Parameters params) {
        return params.has("service") ? REQUEST : params.has("is_success") ? RETURN : NOTIFICATION;
    }

    DiagnosisInput specimen(byte[] query, byte[] body, Map<String, String> known) {
        byte[] one = body.length > 0 ? body : query;
        DiagnosisInput specimen = switch (this) {
            case REQUEST -> DiagnosisInput.ofRequest(query, body);
            case RETURN -> DiagnosisInput.ofReturn(one);
            case NOTIFICATION -> DiagnosisInput.ofNotification(one);
        };
        return specimen.knowing(known);
    }

    /** Returns the label of the text to sign built from the received message. */
    public Text arrived() {
        return Texts.about(this, "arrived");
    }

    /** Returns the label of the text that was evidently signed. */
    public Text signed() {
        return Texts.about(this, "signed");
    }
}
