package com.alipay.util;

import com.alipay.config.Configuration;
import com.alipay.trade.Notice;
import com.alipay.trade.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;

/**
 * 通知返回处理, the tutorials' alipay_notify: is this message really from Alipay? Works for the return (return_verify) and for the
 * notification (notify_verify) alike.
 *
 * @tutorial 双功能 3.3, 3.4, 4.2 / 担保 4.3, 4.4, 5.2
 */
public final class AlipayNotify {
    private static final int LONGEST_SHOWN = 140;

    private static volatile MessageVerifier verifier;

    private AlipayNotify() {}

    /**
     * 功能：验证消息是否是支付宝发出的合法消息. The vendor's call: all parameters of the request in a map.
     *
     * <p>A map cannot show what {@link #check(byte[])} sees: that a name came twice, or that bytes were malformed and are U+FFFD now. New pages call {@code check}.
     *
     * @param params the decoded parameters, {@code sign} and {@code sign_type} among them
     * @return true only if signature and gateway both agree; log.txt gets {@code sign}, {@code mysign} and {@code responseTxt} either way
     */
    public static boolean verify(Map<String, String> params) {
        Verdict verdict = verifier().check(params);
        boolean genuine = verdict.isGenuine(); // mysign.equals(sign) && responseTxt.equals("true")
        AlipayCore.logResult(line("AlipayNotify.verify", verdict, "not known here", Boolean.toString(genuine)));
        return genuine;
    }

    /**
     * 功能：验证并说明原因. The full check of a message as it came.
     *
     * @param raw the query string of a return, or the body of a notification, in the configured charset
     */
    public static Verdict check(byte[] raw) {
        return verifier().check(raw);
    }

    /** The full check of a message that has been read. */
    public static Verdict check(FormData message) {
        return verifier().check(message);
    }

    /** The full check of the message a request brought: a GET's query string, a POST's body. Reads the body. */
    public static Verdict check(HttpServletRequest request) {
        return check(FormData.read(request));
    }

    /**
     * One line for log.txt about one message: 页面, the numbers, the three values of the tutorial, and what came of it. Signatures
     * are cut to four characters: a whole one would let whoever reads the log forge the message.
     *
     * @param page which page received it
     * @param order what happened to the order
     * @param answer what the page answered, "" for a page that shows something instead
     */
    public static String line(String page, Verdict verdict, String order, String answer) {
        Notice notice = verdict.notice();
        String sign = notice.text("sign");
        String mysign = verdict.signatureMatches()
                ? "equal"
                : verdict instanceof Verdict.SignatureDiffers ? "different" : "not computed";
        String responseTxt = verdict.responseTxt();
        return page + " out_trade_no=" + shown(notice, "out_trade_no")
                + " trade_no=" + shown(notice, "trade_no")
                + " trade_status=" + shown(notice, "trade_status")
                + " notify_id=" + shown(notice, "notify_id")
                + " sign=" + (sign.length() > 4 ? sign.substring(0, 4) + "…" : "(none)")
                + " mysign=" + mysign
                + " responseTxt=" + responseTxt
                + " verdict=" + verdict.reason()
                + " order=" + order
                + " answer=" + answer;
    }

    /** The values of a stranger's message may be as long as the message: the log gets their beginnings. */
    private static String shown(Notice notice, String name) {
        return StringUtils.abbreviate(notice.text(name), LONGEST_SHOWN);
    }

    /** From now on every message is written down in this ledger first. Called once, at start-up. */
    public static void use(MessageLedger ledger) {
        verifier = new MessageVerifier(Configuration.current().merchant(), ledger);
    }

    private static MessageVerifier verifier() {
        MessageVerifier known = verifier;
        if (known == null) {
            use(MessageLedger.NONE);
            known = verifier;
        }
        return known;
    }
}
