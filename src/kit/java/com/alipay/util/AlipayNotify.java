package com.alipay.util;

import com.alipay.config.Configuration;
import com.alipay.config.MerchantConfig;
import com.alipay.config.RsaKeys;
import com.alipay.protocol.CharsetCodec;
import com.alipay.protocol.FormData;
import com.alipay.protocol.Notification;
import com.alipay.protocol.Notification.NotificationLog;
import com.alipay.protocol.NotifyVerifyClient;
import com.alipay.protocol.VerificationResult;
import com.alipay.protocol.VerificationResult.GatewayUnreachable;
import com.alipay.protocol.VerificationResult.Malformed;
import com.alipay.protocol.VerificationResult.MissingParameters;
import com.alipay.protocol.VerificationResult.SignatureMismatch;
import com.alipay.protocol.VerificationResult.Verified;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/**
 * 通知返回处理, the tutorials' alipay_notify: verifies that a message comes from Alipay, both returns (return_verify) and notifications
 * (notify_verify). Every message, whether from {@link #verify(Map)} or from the pages, reaches the one condition in
 * {@code verify(Notification, byte[])}: set a breakpoint there.
 *
 * <p>The static methods verify for the configured merchant; an instance verifies for any merchant. Thread-safe.
 *
 * @tutorial 双功能 3.3, 3.4, 4.2 / 担保 4.3, 4.4, 5.2
 */
public final class AlipayNotify {
    private static final int LONGEST_SHOWN = 140;

    private static volatile AlipayNotify configured;

    private final MerchantConfig merchant;
    private final boolean canSign;
    private final NotifyVerifyClient gateway;
    private final NotificationLog log;

    /** Verifies for this merchant; every message with a valid signature is first stored in this log. */
    public AlipayNotify(MerchantConfig merchant, NotificationLog log) {
        this(merchant, new NotifyVerifyClient(merchant), log);
    }

    public AlipayNotify(MerchantConfig merchant, NotifyVerifyClient gateway, NotificationLog log) {
        this.merchant = merchant;
        this.canSign = merchant.canSign();
        this.gateway = gateway;
        this.log = log;
    }

    /**
     * 功能：验证消息是否是支付宝发出的合法消息. The vendor's call: all parameters of the request in a map.
     *
     * <p>A map cannot show what {@link #check(byte[])} detects: that a name occurred twice, or that malformed bytes became
     * U+FFFD. New pages call {@code check}.
     *
     * @param params the decoded parameters, {@code sign} and {@code sign_type} among them
     * @return true only if signature and gateway both agree; {@code sign}, {@code mysign} and {@code responseTxt} are written to
     *     log.txt in either case
     */
    public static boolean verify(Map<String, String> params) {
        VerificationResult result = configured().verifyMessage(params);
        AlipayCore.logResult(
                line("AlipayNotify.verify", result, "not known here", Boolean.toString(result.isGenuine())));
        return result.isGenuine();
    }

    /**
     * 功能：验证并说明原因. Verifies a message completely, from its bytes.
     *
     * @param raw the query string of a return, or the body of a notification, in the configured charset
     */
    public static VerificationResult check(byte[] raw) {
        return configured().verifyMessage(raw);
    }

    /** Verifies a parsed message completely. */
    public static VerificationResult check(FormData message) {
        return configured().verifyMessage(message);
    }

    /** Verifies the message of a request completely: a GET's query string, a POST's body. Reads the body. */
    public static VerificationResult check(HttpServletRequest request) {
        return check(FormData.read(request));
    }

    /** Verifies a message from its bytes: the query string of a return, the body of a notification. */
    public VerificationResult verifyMessage(byte[] raw) {
        return verifyMessage(FormData.parse(raw, merchant.charset()));
    }

    /** Verifies a parsed message. The signature is computed over the received bytes. */
    public VerificationResult verifyMessage(FormData form) {
        if (form.problem().isPresent()) {
            return new Malformed(
                    Notification.NONE.delivered(form.delivery()), form.problem().get());
        }
        return verify(new Notification(form.values(), 0, Optional.of(form.delivery())), form.signedBytes());
    }

    /**
     * Verifies decoded parameters; repeated names and malformed bytes are no longer visible in these. The received bytes are not
     * known: the parameters, encoded again, stand for them.
     */
    public VerificationResult verifyMessage(Map<String, String> params) {
        Map<String, String> present = new HashMap<>(params);
        present.values().removeIf(Objects::isNull);
        FormData form = FormData.encoded(present, merchant.charset());
        for (Map.Entry<String, String> param : present.entrySet()) {
            if (CharsetCodec.uncarried(param.getValue(), merchant.charset()).isPresent()) {
                return new Malformed(
                        Notification.NONE.delivered(form.delivery()),
                        "the value of " + param.getKey() + " was decoded in another charset than "
                                + merchant.input_charset());
            }
        }
        return verifyMessage(form);
    }

    /**
     * Makes the two checks of the tutorials, signature and notify_id. The signature comes first: it costs nothing, and an
     * unverified message cannot make this server call anyone. Only then is the gateway asked. Both checks are needed: the id
     * alone proves nothing about the other parameters, and the signature alone does not prove that the message is still valid.
     *
     * @param signedText the text under the signature, without the key
     */
    private VerificationResult verify(Notification message, byte[] signedText) {
        List<String> missing = missing(message);
        if (!missing.isEmpty()) {
            return new MissingParameters(message, missing);
        }
        String sign = message.text("sign"); // 支付宝的签名
        String mysign = mysign(signedText, sign, merchant); // 本站算出的签名，不能写进日志
        boolean equal = equal(mysign, sign);
        VerificationResult answer = equal ? ask(message) : new SignatureMismatch(message);
        String responseTxt = answer.responseTxt(); // 支付宝对 notify_id 的回答

        // 教程里的 if (mysign.equals(sign) && responseTxt.equals("true"))，比较签名所用的时间与内容无关
        if (equal && responseTxt.equals("true")) {
            return new Verified(answer.notification());
        }
        return answer;
    }

    /**
     * Stores a message with a valid signature, and returns the gateway's result. A confirmed message is not asked about again,
     * nor one that could not be stored.
     */
    private VerificationResult ask(Notification message) {
        NotificationLog.Receipt receipt = log.received(message);
        Notification stored = message.numbered(receipt.entry());
        if (stored.entry() == Notification.UNWRITTEN) {
            return new GatewayUnreachable(stored, "the log of notifications cannot be written, so nobody was asked");
        }
        return receipt.confirmed() ? new Verified(stored) : log.verify(stored, gateway::verify);
    }

    /**
     * Returns the tutorial's {@code mysign}, the value {@code sign} must have. With RSA only Alipay can compute it, so it is
     * {@code sign} itself if that is valid, else "".
     */
    public static String mysign(byte[] signedText, String sign, MerchantConfig merchant) {
        if (merchant.usesRsa()) {
            return RsaKeys.of(merchant).matches(signedText, sign) ? sign : "";
        }
        return Md5Encrypt.md5(signedText, merchant.key().bytes(merchant.charset()));
    }

    /** Compares in constant time, so that the signature cannot be guessed character by character. */
    private static boolean equal(String mysign, String sign) {
        return MessageDigest.isEqual(mysign.getBytes(StandardCharsets.UTF_8), sign.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> missing(Notification message) {
        List<String> missing = new ArrayList<>(0);
        if (merchant.partner().isEmpty()) {
            missing.add("partner in the configuration");
        }
        if (!canSign) {
            missing.add("key in the configuration");
        }
        if (!message.has("sign")) {
            missing.add("sign");
        }
        if (!message.has("notify_id")) {
            missing.add("notify_id");
        }
        return missing;
    }

    /**
     * Formats one line for log.txt about one message: 页面, the numbers, the three values of the tutorial, and the outcome.
     * Signatures are cut to four characters, because a reader of the log could forge the message with a whole one.
     *
     * @param page which page received it
     * @param order what happened to the order
     * @param answer what the page responded, "" for a page that shows something instead
     */
    public static String line(String page, VerificationResult result, String order, String answer) {
        Notification message = result.notification();
        StringBuilder line = new StringBuilder(page);
        for (String name : List.of("out_trade_no", "trade_no", "trade_status", "notify_id")) {
            // An unverified message may have values as long as the message.
            line.append(" " + name + "=" + StringUtils.abbreviate(message.text(name), LONGEST_SHOWN));
        }
        String sign = message.text("sign");
        String mysign = result.signatureMatches()
                ? "equal"
                : result instanceof SignatureMismatch ? "different" : "not computed";
        return line + " sign=" + (sign.length() > 4 ? sign.substring(0, 4) + "…" : "(none)")
                + " mysign=" + mysign
                + " responseTxt=" + result.responseTxt()
                + " verdict=" + result.reason()
                + " order=" + order
                + " answer=" + answer;
    }

    /** Sets the log in which every message is stored first. Called once, at start-up. */
    public static void use(NotificationLog log) {
        configured = new AlipayNotify(Configuration.current().merchant(), log);
    }

    private static AlipayNotify configured() {
        AlipayNotify known = configured;
        if (known == null) {
            use(NotificationLog.NONE);
            known = configured;
        }
        return known;
    }
}
