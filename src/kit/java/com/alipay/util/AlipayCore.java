package com.alipay.util;

import com.alipay.config.Configuration;
import com.alipay.config.MerchantConfig;
import com.alipay.config.RsaKeys;
import com.alipay.protocol.SignedText;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 公用函数, the tutorials' alipay_function: which parameters are signed, in which order, and the log file.
 *
 * @tutorial 双功能 3.5, 4.2 / 担保 4.5, 5.2
 */
public final class AlipayCore {
    /** The name of the logger that writes log.txt. */
    public static final String LOG = "alipay.log";

    private static final Logger log = LoggerFactory.getLogger(LOG);

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u0085\u2028\u2029]");

    private AlipayCore() {}

    /**
     * 功能：生成签名结果. Signs the parameters with the configured key in the configured charset: the signature of
     * {@code createLinkString(paraFilter(sPara))}, which {@link SignedText} computes in one step.
     *
     * @param sPara the parameters, decoded; those that {@link #paraFilter} removes are not signed
     * @return the value of {@code sign}
     * @throws IllegalArgumentException if a value contains a character the charset cannot encode
     */
    public static String buildMysign(Map<String, String> sPara) {
        return buildMysign(sPara, Configuration.current().merchant());
    }

    /** Does the same for any merchant. A correct signature is a secret: it never appears in a log or in an exception. */
    public static String buildMysign(Map<String, String> sPara, MerchantConfig merchant) {
        byte[] text = SignedText.of(sPara, merchant.charset()); // createLinkString(paraFilter(sPara))
        return merchant.usesRsa()
                ? RsaKeys.of(merchant).sign(text)
                : Md5Encrypt.md5(text, merchant.key().bytes(merchant.charset()));
    }

    /**
     * 功能：除去数组中的空值和签名参数. Removes null and empty values, {@code sign} and {@code sign_type}; the names of these two are compared
     * without case. A value of blanks is kept.
     *
     * @return a new map in the order of signing
     */
    public static Map<String, String> paraFilter(Map<String, String> sArray) {
        Map<String, String> result = new TreeMap<>();
        sArray.forEach((name, value) -> {
            if (SignedText.isSigned(name, value)) {
                result.put(name, value);
            }
        });
        return result;
    }

    /**
     * 功能：把数组所有元素按照“参数=参数值”的模式用“&amp;”字符拼接成字符串. Sorts the names in code-point order and keeps the values unchanged: nothing is
     * encoded, quoted or trimmed.
     *
     * <pre>{@code
     * {subject=A&B, price=0.01}   ->   price=0.01&subject=A&B
     * }</pre>
     */
    public static String createLinkString(Map<String, String> params) {
        StringJoiner text = new StringJoiner("&");
        new TreeMap<>(params).forEach((name, value) -> text.add(name + "=" + value));
        return text.toString();
    }

    /**
     * 功能：写日志. Writes one line into log.txt under {@code log_path}, with control characters escaped. Never throws.
     *
     * @param sWord what to write; never the security key
     */
    public static void logResult(String sWord) {
        log.info("{}", sWord == null ? "null" : visible(sWord));
    }

    /** Escapes control characters: a line break would forge a log line, an escape sequence would act on a terminal. */
    private static String visible(String text) {
        return CONTROL.matcher(text)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "<%04X>", (int) found.group().charAt(0)));
    }

    /** Does the same as {@link #logResult}, under the name in the escrow tutorial. */
    public static void log_result(String sWord) {
        logResult(sWord);
    }
}
