package com.alipay.config;

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
        return Violation.warning(name(key), "", "在文件里写了两次，只有后一次起作用", "删去其中一行");
    }

    /** A name that lacks a proper equals sign includes its value. */
    private static String name(String key) {
        return key.replaceAll("[^a-z._].*", "…");
    }

    private String value(String key) {
        return settings.getOrDefault(key, "").strip();
    }

    private void error(String key, String problem, String remedy) {
        findings.add(Violation.error(key, shown(key), problem, remedy));
    }

    private void warning(String key, String problem, String remedy) {
        findings.add(Violation.warning(key, shown(key), problem, remedy));
    }

    /** Returns the value for public pages: a secret, or a value that may be one on the wrong line, is hidden. */
    private String shown(String key) {
        boolean number = key.equals("partner") && DIGITS.matcher(value(key)).matches();
        return number || SHOWN.contains(key) ? value(key) : "";
    }

    private void unknownKeys() {
        for (String key : new TreeSet<>(settings.keySet())) {
            if (!SHOWN.contains(key) && !HIDDEN.contains(key)) {
                findings.add(Violation.warning(name(key), "", "不认识这个配置项，不起作用", "检查拼写和等号，或删去这一行"));
            }
        }
    }

    private void strayBlanks() {
        for (String key : new TreeSet<>(settings.keySet())) {
            String value = settings.get(key);
            if (!value.equals(value.strip())) {
                warning(key, "值的前后有空格，已去掉", "在配置文件里删去多余的空格");
            }
        }
    }

    private void partnerAndKey() {
        String partner = value("partner");
        String key = value("key");
        if (KEY.matcher(partner).matches() && PARTNER.matcher(key).matches()) {
            findings.add(Violation.error("partner", "", "partner 与 key 填反了", "把两项的值对调（双功能 4.2 A / 担保 5.2 A）"));
            return;
        }
        if (partner.isEmpty()) {
            error("partner", "没有填写合作者身份ID", "登录支付宝，在“商家服务”中查询，2088 开头的 16 位数字（双功能 2.1 / 担保 3.2）");
        } else if (!PARTNER.matcher(partner).matches()) {
            error("partner", "合作者身份ID 应是 2088 开头的 16 位数字", "登录支付宝，在“商家服务”中核对");
        }
        if (MerchantConfig.of(settings).usesRsa()) {
            return;
        }
        if (key.isEmpty()) {
            error("key", "没有填写交易安全校验码", "登录支付宝，在“商家服务”中查询，32 位字母或数字（双功能 2.1 / 担保 3.2）");
        } else if (!KEY.matcher(key).matches()) {
            error("key", "交易安全校验码应是 32 位字母或数字，现在是 " + key.length() + " 个字符", "登录支付宝，在“商家服务”中重新复制，中间不要有空格");
        }
    }

    private void seller() {
        String seller = value("seller_email");
        if (seller.isEmpty()) {
            error("seller_email", "没有填写收款支付宝账号", "填写签约的支付宝账号（双功能 2.1 / 担保 3.2）");
        } else if (seller.length() > LONGEST_ACCOUNT) {
            error("seller_email", "收款支付宝账号最多 " + LONGEST_ACCOUNT + " 个字符", "填写签约的支付宝账号");
        } else if (!ACCOUNT.matcher(seller).matches()) {
            error("seller_email", "收款支付宝账号应是邮箱或 11 位手机号", "填写签约的支付宝账号");
        }
        if (value("mainname").isEmpty()) {
            error("mainname", "没有填写收款方名称", "填写公司名称、网站名称或收款人姓名，它显示在付款页面上");
        }
    }

    private void addresses() {
        for (String key : List.of("notify_url", "return_url")) {
            if (value(key).isEmpty()) {
                error(key, "没有填写", "填写 " + key + ".jsp 在互联网上的完整地址，以 http:// 或 https:// 开头（双功能 2.1 / 担保 3.2）");
            } else if (isAbsolute(key) && value(key).indexOf('?') >= 0) {
                error(key, "带了自定义参数（“?”以后的部分），会使签名验证失败", "去掉“?”和它后面的内容（双功能 4.2 C / 担保 5.2 C）");
            }
        }
        if (!value("show_url").isEmpty()
                && isAbsolute("show_url")
                && value("show_url").indexOf('?') >= 0) {
            warning("show_url", "带了自定义参数，可能使接口出错", "换成不带“?”的商品展示地址（双功能 4.2 C / 担保 5.2 C）");
        }
        for (String key : List.of("gateway", "verify_gateway")) {
            int question = value(key).indexOf('?');
            if (isAbsolute(key) && question >= 0 && question < value(key).length() - 1) {
                error(key, "带了“?”以后的参数", "去掉“?”和它后面的内容");
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
            String character = illegal.group().isBlank() ? "空格" : "“" + illegal.group() + "”";
            error(key, "网址写错了，第 " + (illegal.start() + 1) + " 个字符是" + character + "，不合法", "去掉它，改成不含空格和“|”的完整网址");
            return false;
        }
        try {
            URI uri = new URI(value);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawFragment() == null) {
                return true;
            }
            Matcher host = NOT_IN_A_HOST.matcher(
                    web ? value.replaceFirst("^\\w+://", "").replaceFirst("[/?#:].*", "") : "");
            if (uri.getHost() == null && host.find()) {
                String character = host.group().equals("_") ? "下划线“_”" : "“" + host.group() + "”";
                error(key, "主机名里有" + character + "，域名里只能有字母、数字、“-”和“.”", "换成没有它的域名，例如把“_”改成“-”");
                return false;
            }
        } catch (URISyntaxException e) {
            // Malformed in another way, such as a % without two digits.
        }
        error(key, "不是完整的网址", "以 http:// 或 https:// 开头写全，例如 http://www.example.com/");
        return false;
    }

    private void words() {
        oneOf("input_charset", Set.of("utf-8", "gbk", "gb2312"), "改成 utf-8 或 gbk，与网站页面的编码一致", true);
        oneOf(
                "service",
                Set.of("trade_create_by_buyer", "create_partner_trade_by_buyer"),
                "标准双接口填 trade_create_by_buyer，担保交易填 create_partner_trade_by_buyer",
                false);
        oneOf("transport", Set.of("http", "https"), "改成 https（服务器支持 SSL 时）或 http", false);
        oneOf("form_method", Set.of("post", "get"), "改成 post（默认）或 get", false);
        oneOf("db.migrate", Set.of("true", "false"), "改成 true（默认）或 false", false);
        oneOf("check_at_start", Set.of("true", "false"), "改成 true（默认）或 false", false);
        oneOf("late_payment", Set.of("hold", "accept"), "改成 hold（默认，由人核对）或 accept（直接按已付款处理）", false);
        if (File.separatorChar == '/' && value("log_path").matches("[A-Za-z]:.*|.*\\\\.*")) {
            warning("log_path", "这是 Windows 的路径，这台服务器不是 Windows，日志不会写到那里", "改成 /var/log/alipay 这样的路径");
        }
        if (!value("reconcile_minutes").matches("|[0-9]{1,4}")) {
            error("reconcile_minutes", "应是 0 到 9999 的整数，单位是分钟", "改成 10 这样的整数，0 表示不查询");
        }
        if (value("input_charset").equalsIgnoreCase("gb2312")) {
            warning("input_charset", "gb2312 缺少“镕”等字，这里按 gbk 处理", "改成 gbk");
        }
    }

    private void signature() {
        String sign_type = value("sign_type");
        if (sign_type.equals("RSA") && !MerchantConfig.of(settings).canSign()) {
            error(
                    "rsa_private_key",
                    "sign_type 是 RSA，但 rsa_private_key 或 alipay_public_key 填写的文件不可用",
                    "填写两个 PEM 文件的路径，私钥为 PKCS#8 格式；或把 sign_type 改成 MD5");
        } else if (!Set.of("", "MD5", "RSA").contains(sign_type)) {
            boolean lowerCase = Set.of("MD5", "RSA").contains(sign_type.toUpperCase(Locale.ROOT));
            error("sign_type", lowerCase ? "签名类型必须大写" : "不支持这种签名类型", "改成 MD5 或 RSA（错误代码 ILLEGAL_SIGN_TYPE）");
        }
    }

    private void oneOf(String key, Set<String> allowed, String remedy, boolean anyCase) {
        String value = anyCase ? value(key).toLowerCase(Locale.ROOT) : value(key);
        if (!value.isEmpty() && !allowed.contains(value)) {
            error(key, "只能是 " + String.join("、", new TreeSet<>(allowed)) + " 之一", remedy);
        }
    }

    /** Reports a sandbox merchant that verifies at Alipay, or the reverse: neither can verify any notification. */
    private void endpoints() {
        MerchantConfig merchant = MerchantConfig.of(settings);
        boolean localGateway = isLoopback(merchant.gateway());
        if (merchant.transport().equals("http") && localGateway != isLoopback(merchant.verify_gateway())) {
            findings.add(Violation.error(
                    "verify_gateway",
                    merchant.verify_gateway(),
                    "gateway（" + merchant.gateway() + "）与 verify_gateway 一个在本机、一个不在本机",
                    "两项一起指向本地沙箱，或一起删去以使用支付宝的正式地址"));
        }
    }

    private static boolean isLoopback(String address) {
        try {
            String host = new URI(address).getHost();
            return host != null
                    && (host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]"));
        } catch (URISyntaxException e) {
            // Already reported by isAbsolute; an address that cannot be parsed is not this machine.
            return false;
        }
    }
}
