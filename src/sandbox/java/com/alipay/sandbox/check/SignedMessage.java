package com.alipay.sandbox.check;

import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.Signer;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.TreeMap;

/**
 * A notification or a return that is signed when it is written.
 *
 * @param fields what is signed
 * @param changes what is put over it after signing; an empty value removes the parameter
 */
record SignedMessage(Map<String, String> fields, Signer signer, Charset charset, Map<String, String> changes) {
    private static final Signer WRONG_KEY = new Md5Signer("another-merchants-key-0123456789");

    SignedMessage {
        fields = Map.copyOf(fields);
        changes = Map.copyOf(changes);
    }

    /** Returns a message from a form, with its signature to be made anew. */
    static SignedMessage of(Map<String, String> received, Signer signer, Charset charset) {
        Map<String, String> fields = new TreeMap<>(received);
        fields.remove("sign");
        fields.remove("sign_type");
        return new SignedMessage(fields, signer, charset, Map.of());
    }

    String get(String name) {
        return fields.getOrDefault(name, "");
    }

    SignedMessage with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(fields);
        changed.put(name, value);
        return new SignedMessage(changed, signer, charset, changes);
    }

    SignedMessage without(String name) {
        Map<String, String> changed = new TreeMap<>(fields);
        changed.remove(name);
        return new SignedMessage(changed, signer, charset, changes);
    }

    SignedMessage in(Charset other) {
        return new SignedMessage(fields, signer, other, changes);
    }

    SignedMessage withWrongKey() {
        return new SignedMessage(fields, WRONG_KEY, charset, changes);
    }

    /** Changes a parameter after signing; the empty value removes it. */
    SignedMessage forged(String name, String value) {
        Map<String, String> forged = new TreeMap<>(changes);
        forged.put(name, value);
        return new SignedMessage(fields, signer, charset, forged);
    }

    /**
     * Returns other parameters that sign to the same text: {@code subject} carried the status of a payment, as a buyer can type it,
     * and everything after it becomes the value of {@code z}.
     */
    SignedMessage spliced() {
        String subject = get("subject");
        String injected =
                "&total_fee=" + get("total_fee") + "&trade_no=" + get("trade_no") + "&trade_status=TRADE_FINISHED&z=";
        SignedMessage signed = with("subject", subject + injected);
        String text = Md5Signer.signedText(signed.fields);
        String carried = "subject=" + subject + injected;
        Map<String, String> split = new TreeMap<>(signed.fields);
        split.keySet().removeIf(name -> name.compareTo("subject") >= 0);
        split.put("subject", subject);
        split.put("total_fee", get("total_fee"));
        split.put("trade_no", get("trade_no"));
        split.put("trade_status", "TRADE_FINISHED");
        split.put("z", text.substring(text.indexOf(carried) + carried.length()));
        return new SignedMessage(split, (params, in) -> signer.sign(signed.fields, in), charset, changes);
    }

    /** Returns the form, or the query string. */
    String form() {
        Map<String, String> params = new TreeMap<>(fields);
        params.put("sign", signer.sign(fields, charset));
        params.put("sign_type", "MD5");
        params.putAll(changes);
        params.values().removeIf(String::isEmpty);
        return FormCodec.encode(params.entrySet(), charset);
    }
}
