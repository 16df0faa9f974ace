package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.SecretMasker;
import com.alipay.diagnosis.signature.SignatureDiagnoser;
import com.alipay.diagnosis.signature.SigningAccount;
import com.alipay.sandbox.gateway.RejectedSignature;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.text.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Diagnoses signatures, two at a time: one diagnosis takes up to a second of CPU time, and every client of the gateway can
 * request any number. Further requests are rejected at once. Thread-safe.
 */
public final class DiagnosisService {
    private static final int AT_ONCE = 2;
    private static final int LARGEST = 16 * 1024;

    /** Maximum number of interpretations examined per input. */
    private static final int MOST_READINGS = 3;

    private final MerchantAccounts shops;
    private final Semaphore places;

    /** @param alipays the sandbox's public key, in the role of Alipay's */
    public DiagnosisService(Merchants merchants, PublicKey alipays) {
        this(new MerchantAccounts(merchants, alipays), AT_ONCE);
    }

    DiagnosisService(MerchantAccounts shops, int atOnce) {
        this.shops = shops;
        this.places = new Semaphore(atOnce);
    }

    public MerchantAccounts shops() {
        return shops;
    }

    /** Returns the text with every key of this sandbox's merchants replaced. */
    public String hide(String text) {
        return shops.secrets().hide(text);
    }

    /** Returns whether a form may be stored and shown: not if it contains a key of this sandbox's merchants, encoded or not. */
    public boolean isShowable(byte[] form) {
        return isShowable(form, shops.secrets());
    }

    /** Diagnoses a request; empty if too many are in progress. */
    public Optional<DiagnosisReport> explain(DiagnosisRequest inquiry) {
        return throttled(() -> examine(inquiry, Optional.empty()));
    }

    /**
     * Diagnoses a request given as fields.
     *
     * @throws InvalidValueException a field is invalid
     */
    public Optional<DiagnosisReport> explain(DiagnosisRequestParser form) {
        return explain(form.inquiry(shops));
    }

    /** Diagnoses a request without the limit, for a command line program. */
    public static DiagnosisReport examine(DiagnosisRequest inquiry) {
        return examine(inquiry, Optional.empty());
    }

    /** Returns the details for the page that rejects a signature. */
    public SignatureErrorDetails help(RejectedSignature bad) {
        byte[] query = bad.call().query();
        byte[] body = bad.call().body();
        DiagnosisRequest inquiry = inquiry(bad, query, body);
        SecretMasker secrets = shops.secrets();
        String text = secrets.hide(bad.signedText());
        boolean showable =
                query.length + body.length <= LARGEST && isShowable(query, secrets) && isShowable(body, secrets);
        return new SignatureErrorDetails(
                text,
                throttled(() -> examine(inquiry, Optional.of(text))),
                showable ? Optional.of(PrefilledRequest.of(bad.partner(), query, body)) : Optional.empty());
    }

    private DiagnosisRequest inquiry(RejectedSignature bad, byte[] query, byte[] body) {
        Parameters params = bad.call().parameters(StandardCharsets.ISO_8859_1);
        SigningAccount account = shops.account(bad.partner(), MessageType.REQUEST, params, "", "");
        return new DiagnosisRequest(
                MessageType.REQUEST,
                List.of(new DiagnosisRequest.Reading(
                        MessageType.REQUEST.specimen(query, body, Map.of()), account, false)),
                shops.others(bad.partner()),
                "");
    }

    /** Returns whether a form may be shown to its sender: not if it contains a key, encoded or not. */
    static boolean isShowable(byte[] form, SecretMasker secrets) {
        String plain = Parameters.of(form, new byte[0], StandardCharsets.ISO_8859_1)
                .asMap()
                .toString();
        return secrets.containsNoSecret(new String(form, StandardCharsets.ISO_8859_1))
                && secrets.containsNoSecret(plain);
    }

    <T> Optional<T> throttled(Supplier<T> examination) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(examination.get());
        } finally {
            places.release();
        }
    }

    /**
     * Returns the report of the interpretation whose signature matches; otherwise of the first explained one; otherwise of the
     * first.
     */
    private static DiagnosisReport examine(DiagnosisRequest inquiry, Optional<String> gateways) {
        List<SigningAccount> others = inquiry.others();
        if (inquiry.readings().isEmpty()) {
            return DiagnosisReport.ofNothing(inquiry.kind());
        }
        List<DiagnosisReport> agreeing = inquiry.readings().stream()
                .filter(it -> new SignatureDiagnoser(it.account(), others).agrees(it.specimen()))
                .limit(MOST_READINGS)
                .map(it -> explanation(inquiry, it, gateways))
                .toList();
        if (!agreeing.isEmpty()) {
            return agreeing.stream()
                    .filter(DiagnosisReport::isGenuine)
                    .findFirst()
                    .orElse(agreeing.get(0));
        }
        DiagnosisReport first = explanation(inquiry, inquiry.readings().get(0), gateways);
        for (int i = 1; i < Math.min(MOST_READINGS, inquiry.readings().size()) && !first.isExplained(); i++) {
            DiagnosisReport next = explanation(inquiry, inquiry.readings().get(i), gateways);
            if (next.isExplained()) {
                return next;
            }
        }
        return first;
    }

    private static DiagnosisReport explanation(
            DiagnosisRequest inquiry, DiagnosisRequest.Reading reading, Optional<String> gateways) {
        SignatureDiagnoser doctor = new SignatureDiagnoser(reading.account(), inquiry.others());
        String toSign = gateways.or(() -> doctor.toSign(reading.specimen())).orElse("");
        return DiagnosisReport.of(
                inquiry, reading, doctor.examine(reading.specimen(), inquiry.own()), toSign, doctor.secrets());
    }
}
