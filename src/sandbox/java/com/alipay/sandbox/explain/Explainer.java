package com.alipay.sandbox.explain;

import com.alipay.diagnosis.Account;
import com.alipay.diagnosis.Secrets;
import com.alipay.diagnosis.SignatureDoctor;
import com.alipay.sandbox.account.Merchants;
import com.alipay.sandbox.error.BadSignature;
import com.alipay.sandbox.wire.Parameters;
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
public final class Explainer {
    private static final int AT_ONCE = 2;
    private static final int LARGEST = 16 * 1024;

    /** How many readings of one paste are examined at the most. */
    private static final int MOST_READINGS = 3;

    private final Shops shops;
    private final Semaphore places;

    /** @param alipays the public key of this sandbox, which plays Alipay's */
    public Explainer(Merchants merchants, PublicKey alipays) {
        this(new Shops(merchants, alipays), AT_ONCE);
    }

    Explainer(Shops shops, int atOnce) {
        this.shops = shops;
        this.places = new Semaphore(atOnce);
    }

    Shops shops() {
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
    public Optional<Explanation> explain(Inquiry inquiry) {
        return inTurn(() -> examine(inquiry, Optional.empty()));
    }

    /**
     * The same for an inquiry as it is written down.
     *
     * @throws BadInquiry a field of it is of no use
     */
    public Optional<Explanation> explain(InquiryForm form) {
        return explain(form.inquiry(shops));
    }

    /** The same without waiting for others: for a program that asks for itself alone. */
    public static Explanation examine(Inquiry inquiry) {
        return examine(inquiry, Optional.empty());
    }

    /** Help for the page that refuses a request. */
    public SignatureHelp help(BadSignature bad) {
        byte[] query = bad.call().query();
        byte[] body = bad.call().body();
        Inquiry inquiry = inquiry(bad, query, body);
        Secrets secrets = shops.secrets();
        String text = secrets.hide(bad.signedText());
        boolean showable =
                query.length + body.length <= LARGEST && isShowable(query, secrets) && isShowable(body, secrets);
        return new SignatureHelp(
                text,
                inTurn(() -> examine(inquiry, Optional.of(text))),
                showable ? Optional.of(Handover.of(bad.partner(), query, body)) : Optional.empty());
    }

    private Inquiry inquiry(BadSignature bad, byte[] query, byte[] body) {
        Parameters params = bad.call().parameters(StandardCharsets.ISO_8859_1);
        Account account = shops.account(bad.partner(), Kind.REQUEST, params, "", "");
        return new Inquiry(
                Kind.REQUEST,
                List.of(new Inquiry.Reading(Kind.REQUEST.specimen(query, body, Map.of()), account, false)),
                shops.others(bad.partner()),
                "");
    }

    /** Whether a form may be shown to whoever sent it: not if it holds a key, encoded or not. */
    static boolean isShowable(byte[] form, Secrets secrets) {
        String plain = Parameters.of(form, new byte[0], StandardCharsets.ISO_8859_1)
                .asMap()
                .toString();
        return secrets.areAbsentFrom(new String(form, StandardCharsets.ISO_8859_1)) && secrets.areAbsentFrom(plain);
    }

    <T> Optional<T> inTurn(Supplier<T> examination) {
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
    private static Explanation examine(Inquiry inquiry, Optional<String> gateways) {
        List<Account> others = inquiry.others();
        if (inquiry.readings().isEmpty()) {
            return Explanation.ofNothing(inquiry.kind());
        }
        List<Explanation> agreeing = inquiry.readings().stream()
                .filter(it -> new SignatureDoctor(it.account(), others).agrees(it.specimen()))
                .limit(MOST_READINGS)
                .map(it -> explanation(inquiry, it, gateways))
                .toList();
        if (!agreeing.isEmpty()) {
            return agreeing.stream().filter(Explanation::isGenuine).findFirst().orElse(agreeing.get(0));
        }
        Explanation first = explanation(inquiry, inquiry.readings().get(0), gateways);
        for (int i = 1; i < Math.min(MOST_READINGS, inquiry.readings().size()) && !first.isExplained(); i++) {
            Explanation next = explanation(inquiry, inquiry.readings().get(i), gateways);
            if (next.isExplained()) {
                return next;
            }
        }
        return first;
    }

    private static Explanation explanation(Inquiry inquiry, Inquiry.Reading reading, Optional<String> gateways) {
        SignatureDoctor doctor = new SignatureDoctor(reading.account(), inquiry.others());
        String toSign = gateways.or(() -> doctor.toSign(reading.specimen())).orElse("");
        return Explanation.of(
                inquiry, reading, doctor.examine(reading.specimen(), inquiry.own()), toSign, doctor.secrets());
    }
}
