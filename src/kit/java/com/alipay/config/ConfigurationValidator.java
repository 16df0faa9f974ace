package com.alipay.config;

import com.alipay.config.Violation.Severity;
import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Validates a configuration before the first payment and reports all problems at once. It covers what the tutorials say to check
 * when nothing works (双功能 4.2 A, C, D / 担保 5.2 A, C, D).
 */
final class ConfigurationValidator {
    /** The keys whose values may be shown on public pages. */
    private static final Set<String> SHOWN = Set.of("""
            seller_email notify_url return_url show_url mainname input_charset sign_type transport log_path service
            gateway verify_gateway form_method order_listener late_payment reconcile_minutes check_at_start db.migrate
            """.split("\\s+"));

    /** The other keys: secrets, and what may be a secret on the wrong line. */
    private static final Set<String> HIDDEN =
            Set.of("partner", "key", "rsa_private_key", "alipay_public_key", "db.url", "db.user", "db.password");

    private static final Set<String> WEB = Set.of("http", "https");

    private static final Pattern PARTNER = Pattern.compile("2088[0-9]{12}");
    private static final Pattern KEY = Pattern.compile("[0-9A-Za-z]{32}");
    private static final Pattern ACCOUNT = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+|1[0-9]{10}");

    private static final int LONGEST_ACCOUNT = 100;
    /** Characters that no address may contain. */
    private static final Pattern ILLEGAL = Pattern.compile("[\\s\"<>\\\\^`{|}]");

    private static final Pattern NOT_IN_A_HOST = Pattern.compile("[^A-Za-z0-9.-]");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");

    private final Map<String, String> settings;
    private final List<Violation> findings = new ArrayList<>();

    private ConfigurationValidator(Map<String, String> settings) {
        this.settings = settings;
    }

    /** Returns all findings about the settings of one file, errors and warnings; empty when there are none. */
    static List<Violation> of(Map<String, String> settings) {
        ConfigurationValidator check = new ConfigurationValidator(settings);
        check.unknownKeys();
        check.strayBlanks();
        check.partnerAndKey();
        check.seller();
        check.addresses();
        check.words();
        check.signature();
        check.endpoints();
        return List.copyOf(check.findings);
    }

    /** Returns the finding about a key that stands in the file more than once. */
    static Violation twice(String key) {
        return Violation.of(Severity.WARNING, name(key), "", "twice");
    }

    /** A name that lacks a proper equals sign includes its value. */
    private static String name(String key) {
        return key.replaceAll("[^a-z._].*", "…");
    }

    private String value(String key) {
        return settings.getOrDefault(key, "").strip();
    }

    private void error(String key, String problem, Object... arguments) {
        findings.add(Violation.of(Severity.ERROR, key, shown(key), problem, arguments));
    }

    private void warning(String key, String problem, Object... arguments) {
        findings.add(Violation.of(Severity.WARNING, key, shown(key), problem, arguments));
    }

    /** Returns the value for public pages: a secret, or a value that may be one on the wrong line, is hidden. */
    private String shown(String key) {
        boolean number = key.equals("partner") && DIGITS.matcher(value(key)).matches();
        return number || SHOWN.contains(key) ? value(key) : "";
    }

    private static Text message(String key, Object... arguments) {
        return Messages.of(ConfigurationValidator.class).message(key, arguments);
    }

    private void unknownKeys() {
        for (String key : new TreeSet<>(settings.keySet())) {
            if (!SHOWN.contains(key) && !HIDDEN.contains(key)) {
                findings.add(Violation.of(Severity.WARNING, name(key), "", "unknown"));
            }
        }
    }

    private void strayBlanks() {
        for (String key : new TreeSet<>(settings.keySet())) {
            String value = settings.get(key);
            if (!value.equals(value.strip())) {
                warning(key, "blanks");
            }
        }
    }

    private void partnerAndKey() {
        String partner = value("partner");
        String key = value("key");
        if (KEY.matcher(partner).matches() && PARTNER.matcher(key).matches()) {
            findings.add(Violation.of(Severity.ERROR, "partner", "", "swapped"));
            return;
        }
        if (partner.isEmpty()) {
            error("partner", "partner.absent");
        } else if (!PARTNER.matcher(partner).matches()) {
            error("partner", "partner.form");
        }
        if (MerchantConfig.of(settings).usesRsa()) {
            return;
        }
        if (key.isEmpty()) {
            error("key", "key.absent");
        } else if (!KEY.matcher(key).matches()) {
            error("key", "key.form", key.length());
        }
    }

    private void seller() {
        String seller = value("seller_email");
        if (seller.isEmpty()) {
            error("seller_email", "seller.absent");
        } else if (seller.length() > LONGEST_ACCOUNT) {
            error("seller_email", "seller.long", LONGEST_ACCOUNT);
        } else if (!ACCOUNT.matcher(seller).matches()) {
            error("seller_email", "seller.form");
        }
        if (value("mainname").isEmpty()) {
            error("mainname", "mainname.absent");
        }
    }

    private void addresses() {
        for (String key : List.of("notify_url", "return_url")) {
            if (value(key).isEmpty()) {
                error(key, "url.absent", key);
            } else if (isAbsolute(key) && value(key).indexOf('?') >= 0) {
                error(key, "url.query");
            }
        }
        if (isAbsolute("show_url") && value("show_url").indexOf('?') >= 0) {
            warning("show_url", "show_url.query");
        }
        for (String key : List.of("gateway", "verify_gateway")) {
            int question = value(key).indexOf('?');
            if (isAbsolute(key) && question >= 0 && question < value(key).length() - 1) {
                error(key, "gateway.query");
            }
        }
    }

    /** Reports an address that is not an absolute http or https URL; returns true if there is nothing to report. */
    private boolean isAbsolute(String key) {
        String value = value(key);
        if (value.isEmpty()) {
            return true;
        }
        Matcher illegal = ILLEGAL.matcher(value);
        if (illegal.find()) {
            Text character = illegal.group().isBlank() ? message("blank") : message("character", illegal.group());
            error(key, "url.character", illegal.start() + 1, character);
            return false;
        }
        URI uri = uri(value);
        boolean web = uri.getScheme() != null && WEB.contains(uri.getScheme().toLowerCase(Locale.ROOT));
        if (web && uri.getHost() != null && uri.getRawFragment() == null) {
            return true;
        }
        Matcher host =
                NOT_IN_A_HOST.matcher(web ? value.replaceFirst("^\\w+://", "").replaceFirst("[/?#:].*", "") : "");
        if (uri.getHost() == null && host.find()) {
            Text found = host.group().equals("_") ? message("underscore") : message("character", host.group());
            error(key, "url.host", found);
        } else {
            error(key, "url.incomplete");
        }
        return false;
    }

    /** Returns an empty one for what is malformed, such as a % without two digits. */
    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            return URI.create("");
        }
    }

    private void words() {
        oneOf("input_charset", Set.of("utf-8", "gbk", "gb2312"), true);
        oneOf("service", Set.of("trade_create_by_buyer", "create_partner_trade_by_buyer"), false);
        oneOf("transport", WEB, false);
        oneOf("form_method", Set.of("post", "get"), false);
        oneOf("db.migrate", Set.of("true", "false"), false);
        oneOf("check_at_start", Set.of("true", "false"), false);
        oneOf("late_payment", Set.of("hold", "accept"), false);
        if (File.separatorChar == '/' && value("log_path").matches("[A-Za-z]:.*|.*\\\\.*")) {
            warning("log_path", "log_path.windows");
        }
        if (!value("reconcile_minutes").matches("|[0-9]{1,4}")) {
            error("reconcile_minutes", "reconcile_minutes");
        }
        if (value("input_charset").equalsIgnoreCase("gb2312")) {
            warning("input_charset", "input_charset.gb2312");
        }
    }

    private void signature() {
        String sign_type = value("sign_type");
        if (sign_type.equals("RSA") && !MerchantConfig.of(settings).canSign()) {
            error("rsa_private_key", "rsa");
        } else if (!Set.of("", "MD5", "RSA").contains(sign_type)) {
            boolean lowerCase = Set.of("MD5", "RSA").contains(sign_type.toUpperCase(Locale.ROOT));
            error("sign_type", lowerCase ? "sign_type.case" : "sign_type.unknown");
        }
    }

    private void oneOf(String key, Set<String> allowed, boolean anyCase) {
        String value = anyCase ? value(key).toLowerCase(Locale.ROOT) : value(key);
        if (!value.isEmpty() && !allowed.contains(value)) {
            findings.add(new Violation(
                    key,
                    shown(key),
                    message("one_of", String.join(" / ", new TreeSet<>(allowed))),
                    message("one_of." + key + ".remedy"),
                    Severity.ERROR));
        }
    }

    /** Reports a sandbox merchant that verifies at Alipay, or the reverse: neither can verify any notification. */
    private void endpoints() {
        MerchantConfig merchant = MerchantConfig.of(settings);
        boolean localGateway = isLoopback(merchant.gateway());
        if (merchant.transport().equals("http") && localGateway != isLoopback(merchant.verify_gateway())) {
            findings.add(Violation.of(
                    Severity.ERROR, "verify_gateway", merchant.verify_gateway(), "endpoints", merchant.gateway()));
        }
    }

    private static boolean isLoopback(String address) {
        String host = uri(address).getHost();
        return host != null && (host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]"));
    }
}
