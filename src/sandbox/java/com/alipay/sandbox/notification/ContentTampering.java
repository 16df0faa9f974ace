package com.alipay.sandbox.notification;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.FaultRegistry;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.merchant.SignerFactory;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.protocol.Signer;
import com.alipay.sandbox.trade.Money;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The content faults of one notification, the same at every attempt: those of {@link Fault.Kind#CONTENT} that apply to it. */
record ContentTampering(Set<Fault> faults) {
    static final ContentTampering NONE = new ContentTampering(Set.of());

    private static final String FORGED_TOTAL = "9999.00";

    /** Consumes every fault that can change that message. */
    static ContentTampering select(FaultRegistry faults, NotificationContent message) {
        Set<Fault> struck = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.Kind.CONTENT.faults()) {
            if (appliesTo(fault, message) && faults.consume(fault, message.target(), message.get("trade_status"))) {
                struck.add(fault);
            }
        }
        return new ContentTampering(struck);
    }

    private static boolean appliesTo(Fault fault, NotificationContent message) {
        return fault == Fault.WRONG_CHARSET
                || fault == Fault.WRONG_KEY
                || fault == Fault.MISSING_NOTIFY_ID
                || !message.get("trade_status").isEmpty();
    }

    Charset charset(Charset asked) {
        if (!faults.contains(Fault.WRONG_CHARSET)) {
            return asked;
        }
        return asked.equals(StandardCharsets.UTF_8) ? Charsets.GBK : StandardCharsets.UTF_8;
    }

    Signer signer(Signer right, SignType type) {
        return faults.contains(Fault.WRONG_KEY) ? SignerFactory.wrongKey(type) : right;
    }

    /** Alters what is signed; the result passes every signature check. */
    Map<String, String> beforeSigning(Map<String, String> honest) {
        Map<String, String> params = new TreeMap<>(honest);
        if (faults.contains(Fault.WRONG_AMOUNT)) {
            params.computeIfPresent(
                    "total_fee", (name, fee) -> Money.format(Money.of(fee).add(BigDecimal.ONE)));
        }
        if (faults.contains(Fault.OTHER_SELLER)) {
            params.put("seller_email", Accounts.UNBOUND_SELLER.email());
            params.put("seller_id", Accounts.UNBOUND_SELLER.id());
        }
        if (faults.contains(Fault.UNKNOWN_STATUS)) {
            params.put("trade_status", "TRADE_UNHEARD_OF");
        }
        if (faults.contains(Fault.MISSING_FIELD)) {
            params.remove("total_fee");
        }
        if (faults.contains(Fault.MISSING_NOTIFY_ID)) {
            params.remove("notify_id");
        }
        if (faults.contains(Fault.SPLICED_VALUE)) {
            params.put("subject", params.get("subject") + inject(params));
        }
        return params;
    }

    /** Alters the signed parameters, as an attacker on the way would. */
    Map<String, String> afterSigning(Map<String, String> signed, Map<String, String> honest) {
        Map<String, String> params =
                faults.contains(Fault.SPLICED_VALUE) ? resplit(signed, honest.get("subject")) : new TreeMap<>(signed);
        if (faults.contains(Fault.TAMPERED_AMOUNT)) {
            params.put("total_fee", "0.01");
        }
        return params;
    }

    private static String inject(Map<String, String> params) {
        return "&total_fee=" + FORGED_TOTAL + "&trade_no=" + params.get("trade_no") + "&trade_status=TRADE_FINISHED&z=";
    }

    /**
     * Splits the same text to sign at the parameters inside {@code subject}: everything after them becomes the value of
     * {@code z}.
     *
     * <pre>
     * subject=gift&amp;total_fee=9999.00&amp;…&amp;z= , total_fee=0.01, …   becomes   subject=gift, total_fee=9999.00, …, z=&amp;total_fee=0.01&amp;…
     * </pre>
     */
    private static Map<String, String> resplit(Map<String, String> signed, String subject) {
        String text = Md5Signer.signedText(signed);
        String carried = "subject=" + signed.get("subject");
        Map<String, String> params = new TreeMap<>(signed);
        params.keySet().removeIf(name -> name.compareTo("subject") > 0);
        params.put("subject", subject);
        params.put("total_fee", FORGED_TOTAL);
        params.put("trade_no", signed.get("trade_no"));
        params.put("trade_status", "TRADE_FINISHED");
        params.put("z", text.substring(text.indexOf(carried) + carried.length()));
        return params;
    }
}
