package com.alipay.util;

import com.alipay.config.Merchant;
import com.alipay.trade.Delivery;
import com.alipay.trade.Notice;
import com.alipay.trade.ParameterNames;
import com.alipay.trade.Verdict;
import com.alipay.trade.Verdict.GatewayUnreachable;
import com.alipay.trade.Verdict.Genuine;
import com.alipay.trade.Verdict.Incomplete;
import com.alipay.trade.Verdict.NotConfirmed;
import com.alipay.trade.Verdict.SignatureDiffers;
import com.alipay.trade.Verdict.Unreadable;
import com.alipay.util.NotifyIdQuery.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides whether a message comes from Alipay, for one merchant. The steps are the tutorial's: the signature first, because it
 * costs nothing and a stranger cannot make us call anybody; then the gateway's word about the {@code notify_id}. Both are needed:
 * the id alone proves nothing about the other parameters, and the signature alone does not prove that Alipay still stands by it.
 *
 * <p>Thread-safe.
 *
 * @tutorial 双功能 3.4, 4.2 / 担保 4.4, 5.2
 */
public final class MessageVerifier {
    private final Merchant merchant;
    /** Null when the configuration has no usable key. */
    private final Signature signature;

    private final NotifyIdQuery gateway;
    private final MessageLedger ledger;

    public MessageVerifier(Merchant merchant, MessageLedger ledger) {
        this(merchant, new NotifyIdQuery(merchant), ledger);
    }

    MessageVerifier(Merchant merchant, NotifyIdQuery gateway, MessageLedger ledger) {
        this.merchant = merchant;
        this.signature = merchant.canSign() ? Signature.of(merchant) : null;
        this.gateway = gateway;
        this.ledger = ledger;
    }

    /** Checks a message as it came: the query string of a return, the body of a notification. */
    public Verdict check(byte[] raw) {
        return check(FormData.parse(raw, merchant.charset()));
    }

    /** Checks a message that has been read. */
    public Verdict check(FormData form) {
        if (form.problem().isPresent()) {
            return new Unreadable(
                    Notice.NONE.delivered(form.delivery()), form.problem().get());
        }
        Notice notice = new Notice(form.values()).delivered(form.delivery());
        return check(notice, form.signedBytes());
    }

    /** Checks decoded parameters; repeated names and malformed bytes have disappeared from these before anybody could see them. */
    Verdict check(Map<String, String> params) {
        Map<String, String> present = nonNull(params);
        // The bytes that came are not known: the same parameters, encoded anew, are kept in their place.
        Delivery delivery = FormData.encoded(present, merchant.charset()).delivery();
        Notice notice = new Notice(present).delivered(delivery);
        for (Map.Entry<String, String> param : notice.params().entrySet()) {
            Optional<String> ambiguity = ParameterNames.ambiguity(param.getKey(), param.getValue());
            if (ambiguity.isPresent()) {
                return new Unreadable(Notice.NONE.delivered(delivery), ambiguity.get());
            }
            if (Encoding.uncarried(param.getValue(), merchant.charset()).isPresent()) {
                return new Unreadable(
                        Notice.NONE.delivered(delivery),
                        "the value of " + param.getKey() + " was decoded in another charset than "
                                + merchant.input_charset());
            }
        }
        String text = AlipayCore.createLinkString(AlipayCore.paraFilter(params));
        return check(notice, Encoding.encode(text, merchant.charset()));
    }

    private Verdict check(Notice notice, byte[] signedText) {
        List<String> missing = missing(notice);
        if (!missing.isEmpty()) {
            return new Incomplete(notice, missing);
        }
        String sign = notice.text("sign");
        boolean mysign = signature.matches(signedText, sign); // mysign.equals(sign), in constant time
        if (!mysign) {
            return new SignatureDiffers(notice);
        }
        boolean known = ledger.isKnownGenuine(notice);
        Notice written = notice.numbered(ledger.received(notice));
        if (written.entry() == Notice.UNWRITTEN) {
            return new GatewayUnreachable(written, "the ledger cannot be written, so nobody was asked");
        }
        return known ? new Genuine(written) : askGateway(written);
    }

    private Verdict askGateway(Notice notice) {
        Reply responseTxt = gateway.ask(notice.text("notify_id"));
        if (responseTxt instanceof Reply.Denied denied) {
            return new NotConfirmed(notice, denied.answer(), denied.responseTxt());
        }
        if (responseTxt instanceof Reply.Unreachable unreachable) {
            return new GatewayUnreachable(notice, unreachable.why());
        }
        return new Genuine(notice);
    }

    private List<String> missing(Notice notice) {
        Stream<String> ours = Stream.of(
                merchant.partner().isEmpty() ? "partner in the configuration" : "",
                signature == null ? "key in the configuration" : "");
        Stream<String> theirs = Stream.of("sign", "notify_id").map(name -> notice.has(name) ? "" : name);
        return Stream.concat(ours, theirs).filter(name -> !name.isEmpty()).toList();
    }

    private static Map<String, String> nonNull(Map<String, String> params) {
        return params.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
