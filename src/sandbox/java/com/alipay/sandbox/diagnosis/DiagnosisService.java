package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.SecretMasker;
import com.alipay.diagnosis.signature.SignatureDiagnoser;
import com.alipay.diagnosis.signature.SigningAccount;
import com.alipay.sandbox.gateway.RejectedSignature;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.protocol.Parameters;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Has signatures examined, two at a time: one examination takes up to a second of a processor, and whoever can reach the gateway can ask
 * for any number. Further ones are told so at once. Thread-safe.
 */
public final class DiagnosisService {
    private static final int AT_ONCE = 2;
    private static final int LARGEST = 16 * 1024;

    /** How many readings of one paste are examined at the most. */
    private static final int MOST_READINGS = 3;

    private final MerchantAccounts shops;
    private final Semaphore places;

    /** @param alipays the public key of this sandbox, which plays Alipay's */
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

    /** The text with every key of this sandbox's merchants replaced. */
    public String hide(String text) {
        return shops.secrets().hide(text);
    }

    /** Whether a form may be kept and shown: not if it holds a key of this sandbox's merchants, encoded or not. */
    public boolean isShowable(byte[] form) {
        return isShowable(form, shops.secrets());
    }

    /** What is said about an inquiry; empty if too many are examined just now. */
    public Optional<DiagnosisReport> explain(DiagnosisRequest inquiry) {
        return throttled(() -> examine(inquiry, Optional.empty()));
    }

    /**
     * The same for an inquiry as it is written down.
     *
     * @throws InvalidDiagnosisRequestException a field of it is of no use
     */
    public Optional<DiagnosisReport> explain(DiagnosisRequestParser form) {
        return explain(form.inquiry(shops));
    }

    /** The same without waiting for others: for a program that asks for itself alone. */
    public static DiagnosisReport examine(DiagnosisRequest inquiry) {
        return examine(inquiry, Optional.empty());
    }

    /** Help for the page that refuses a request. */
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

    /** Whether a form may be shown to whoever sent it: not if it holds a key, encoded or not. */
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

    /** The reading whose signature agrees; otherwise the first that can be explained; otherwise the first. */
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
