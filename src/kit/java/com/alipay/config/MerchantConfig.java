package com.alipay.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One merchant's settings, the tutorials' alipay_config as a value. Holds what the file says, trimmed and with defaults filled
 * in, even if {@link ConfigurationValidator} reports errors: an application with a wrong setting still starts and reports it.
 * Immutable.
 *
 * @param partner 合作者身份ID, {@code 2088} and 12 digits; "" when not configured
 * @param key 交易安全校验码
 * @param seller_email the account that receives the money: an e-mail address or a mobile number
 * @param input_charset as declared to the gateway: {@code utf-8}, {@code gbk} or {@code gb2312}; see {@link #charset()}
 * @param sign_type {@code MD5}, or {@code RSA} with the two files
 * @param rsa_private_key file with the merchant's own private key, PEM in PKCS#8; "" with MD5
 * @param alipay_public_key file with Alipay's public key, PEM; "" with MD5
 * @param transport {@code http} or {@code https}: how a notification's id is verified; payment always goes to {@code gateway}
 * @param log_path folder of log.txt; relative to catalina.base inside Tomcat
 * @param form_method {@code post} or {@code get}: how the browser is sent to the gateway
 * @param late_payment {@code hold} or {@code accept}: how to treat a payment that arrives after its order was closed unpaid
 * @param reconcile_minutes interval in minutes between the rounds of queries about unpaid orders; 0 for never
 * @param check_at_start whether the site runs the diagnosis once after it has started
 * @param order_listener class name of the merchant's {@code OrderListener}, "" for none
 * @tutorial 双功能 2.1 / 担保 3.2
 */
public record MerchantConfig(
        String partner,
        SecurityKey key,
        String seller_email,
        String notify_url,
        String return_url,
        String show_url,
        String mainname,
        String input_charset,
        String sign_type,
        String rsa_private_key,
        String alipay_public_key,
        String transport,
        String log_path,
        String service,
        String gateway,
        String verify_gateway,
        String form_method,
        String order_listener,
        String late_payment,
        int reconcile_minutes,
        boolean check_at_start,
        Database database) {

    /** The vendor's gateway addresses. */
    public static final String GATEWAY = "https://mapi.alipay.com/gateway.do";

    public static final String VERIFY_GATEWAY = "http://notify.alipay.com/trade/notify_query.do";

    /**
     * 交易安全校验码, the key shared with Alipay: 32 letters or digits. {@code toString} hides it; only {@link #bytes} returns it, for
     * signing.
     *
     * @tutorial 双功能 2.1 / 担保 3.2
     */
    public static final class SecurityKey {
        private final String text;
        private final Map<Charset, byte[]> encoded = new ConcurrentHashMap<>(2);

        /** @param text "" when no key is configured */
        public SecurityKey(String text) {
            this.text = text;
        }

        public boolean isEmpty() {
            return text.isEmpty();
        }

        /** Returns the key encoded in the charset of the text it is appended to, as a new array. */
        public byte[] bytes(Charset charset) {
            return encoded.computeIfAbsent(charset, text::getBytes).clone();
        }

        @Override
        public String toString() {
            return isEmpty() ? "(none)" : "(hidden)";
        }
    }

    /**
     * The database of the orders.
     *
     * @param url a JDBC address; "" for the embedded database
     * @param migrate whether start-up may create and change the tables
     */
    public record Database(String url, String user, String password, boolean migrate) {
        /** Returns product and location only: an address may contain a user and a password. */
        @Override
        public String toString() {
            return url.isEmpty() ? "(embedded)" : url.replaceAll("[?;].*", "").replaceAll("//[^/@]*@", "//");
        }
    }

    /** Builds the settings from a map of the file's keys. Absent keys take their defaults; nothing is validated here. */
    public static MerchantConfig of(Map<String, String> settings) {
        Reader read = new Reader(settings);
        return new MerchantConfig(
                read.text("partner", ""),
                new SecurityKey(read.text("key", "")),
                read.text("seller_email", ""),
                read.text("notify_url", ""),
                read.text("return_url", ""),
                read.text("show_url", ""),
                read.text("mainname", ""),
                read.text("input_charset", "utf-8"),
                read.text("sign_type", "MD5"),
                read.text("rsa_private_key", ""),
                read.text("alipay_public_key", ""),
                read.text("transport", "https"),
                read.text("log_path", "log"),
                read.text("service", "trade_create_by_buyer"),
                read.address("gateway", GATEWAY),
                read.address("verify_gateway", VERIFY_GATEWAY),
                read.text("form_method", "post"),
                read.text("order_listener", ""),
                read.text("late_payment", "hold"),
                read.number("reconcile_minutes"),
                !read.text("check_at_start", "true").equals("false"),
                new Database(
                        read.text("db.url", ""),
                        read.text("db.user", ""),
                        read.text("db.password", ""),
                        !read.text("db.migrate", "true").equals("false")));
    }

    /**
     * Returns the charset actually used. {@code gb2312} is treated as GBK, of which it is a subset, because Java's own GB2312
     * writes {@code ?} for characters such as 镕. An unknown charset becomes UTF-8, and {@link ConfigurationValidator} reports it.
     */
    public Charset charset() {
        return switch (input_charset.toLowerCase(Locale.ROOT)) {
            case "gbk", "gb2312" -> Charset.forName("GBK");
            default -> StandardCharsets.UTF_8;
        };
    }

    /** Returns whether messages are signed with RSA instead of MD5. */
    public boolean usesRsa() {
        return sign_type.equals("RSA");
    }

    /** Returns whether signing is possible: there is a key or, with RSA, two readable key files. */
    public boolean canSign() {
        try {
            return usesRsa() ? RsaKeys.of(this) != null : !key.isEmpty();
        } catch (IllegalStateException e) {
            // The answer is no; ConfigurationValidator reports the reason.
            return false;
        }
    }

    private record Reader(Map<String, String> settings) {
        String text(String key, String standard) {
            String value = settings.getOrDefault(key, "").strip();
            return value.isEmpty() ? standard : value;
        }

        /** Returns a small number; 0 when it is absent or malformed, which {@link ConfigurationValidator} reports. */
        int number(String key) {
            String value = text(key, "0");
            return value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : 0;
        }

        /** Returns an address without a question mark at its end: the vendor's samples write the gateway with one. */
        String address(String key, String standard) {
            String value = text(key, standard);
            return value.endsWith("?") ? value.substring(0, value.length() - 1) : value;
        }
    }
}
