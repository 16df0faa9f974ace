package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.signature.DiagnosisInput;
import com.alipay.sandbox.protocol.Parameters;
import java.util.Locale;
import java.util.Map;

/** Kind of message to diagnose; determines who signed it. */
public enum MessageType {
    REQUEST("商户的请求", "网关用收到的参数拼出的", "商户程序实际签名的", "from what arrived", "what the merchant's program signed"),
    RETURN("支付宝的返回", "用收到的参数拼出的", "支付宝实际签名的", "from what arrived", "what Alipay signed"),
    NOTIFICATION("支付宝的通知", "用收到的参数拼出的", "支付宝实际签名的", "from what arrived", "what Alipay signed");

    private final String chinese;
    private final String arrived;
    private final String signed;
    private final String arrivedInEnglish;
    private final String signedInEnglish;

    MessageType(String chinese, String arrived, String signed, String arrivedInEnglish, String signedInEnglish) {
        this.chinese = chinese;
        this.arrived = arrived;
        this.signed = signed;
        this.arrivedInEnglish = arrivedInEnglish;
        this.signedInEnglish = signedInEnglish;
    }

    /**
     * Returns the type of that name, in any letter case.
     *
     * @throws InvalidDiagnosisRequestException there is none
     */
    public static MessageType named(String name) {
        for (MessageType kind : values()) {
            if (kind.name().equals(name.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new InvalidDiagnosisRequestException(
                "kind (" + name + ") must be request, return or notification", "种类只能是请求、返回或通知");
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

    public String chinese() {
        return chinese;
    }

    /** Returns the label of the text to sign built from the received message. */
    public String arrived() {
        return arrived;
    }

    /** Returns the label of the text that was evidently signed. */
    public String signed() {
        return signed;
    }

    public String arrivedInEnglish() {
        return arrivedInEnglish;
    }

    public String signedInEnglish() {
        return signedInEnglish;
    }
}
