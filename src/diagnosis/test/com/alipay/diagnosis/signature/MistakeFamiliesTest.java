package com.alipay.diagnosis.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.i18n.Languages;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

/**
 * Families of mistakes as other programs make them, generated from what is known of those programs and not from the code that finds
 * them: the digest, the key, the joining, the bytes, the names, the values, the transport; alone and some in pairs.
 */
class MistakeFamiliesTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String PARTNER = "2088000000000001";
    private static final Charset GBK = Charset.forName("GBK");
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    /** What was made of a good request or message, and the causes that may be named first. */
    record Case(
            String family,
            String comment,
            boolean request,
            Charset charset,
            String query,
            String raw,
            List<String> first) {
        Diagnosis diagnosis() {
            byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
            DiagnosisInput specimen = request
                    ? DiagnosisInput.ofRequest(query.getBytes(StandardCharsets.ISO_8859_1), bytes)
                    : DiagnosisInput.ofNotification(bytes);
            return new SignatureDiagnoser(SigningAccount.of(PARTNER, KEY, charset), List.of()).examine(specimen);
        }
    }

    private record Answer(Case question, Diagnosis diagnosis, long micros) {
        static Answer to(Case question) {
            long begin = System.nanoTime();
            Diagnosis diagnosis = question.diagnosis();
            return new Answer(question, diagnosis, (System.nanoTime() - begin) / 1000);
        }
    }

    private static final List<Case> CASES = new ArrayList<>();

    private static Map<String, String> request(Charset charset) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("service", "create_direct_pay_by_user");
        all.put("partner", PARTNER);
        all.put("_input_charset", charset.equals(GBK) ? "gbk" : "utf-8");
        all.put("notify_url", "http://shop.example.com/alipay/notify_url.jsp");
        all.put("return_url", "http://shop.example.com/alipay/return_url.jsp");
        all.put("out_trade_no", "201103150000123");
        all.put("subject", "充值 100 元");
        all.put("body", "会员充值 (一个月)");
        all.put("price", "100.00");
        all.put("quantity", "1");
        all.put("payment_type", "1");
        all.put("seller_email", "Seller@example.com");
        return all;
    }

    private static Map<String, String> notification() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("discount", "0.00");
        all.put("subject", "充值 100 元");
        all.put("trade_no", "2011031500000001");
        all.put("gmt_create", "2011-03-15 09:59:00");
        all.put("notify_type", "trade_status_sync");
        all.put("out_trade_no", "201103150000123");
        all.put("notify_time", "2011-03-15 10:00:02");
        all.put("trade_status", "TRADE_FINISHED");
        all.put("total_fee", "100.00");
        all.put("receive_address", "上海 普陀区 XX路1号");
        all.put("notify_id", "0123456789abcdef0123456789abcdef7g");
        return all;
    }

    private static Map<String, String> with(Map<String, String> params, String... more) {
        Map<String, String> all = new LinkedHashMap<>(params);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private static Map<String, String> without(Map<String, String> params, String... names) {
        Map<String, String> all = new LinkedHashMap<>(params);
        List.of(names).forEach(all::remove);
        return all;
    }

    private static Map<String, String> each(Map<String, String> params, UnaryOperator<String> change) {
        Map<String, String> all = new LinkedHashMap<>(params);
        all.replaceAll((name, value) -> change.apply(value));
        return all;
    }

    private static Map<String, String> named(Map<String, String> params, UnaryOperator<String> change) {
        Map<String, String> all = new LinkedHashMap<>();
        params.forEach((name, value) -> all.put(change.apply(name), value));
        return all;
    }

    private static String text(Map<String, String> params) {
        return join(new TreeMap<>(params), "&", (name, value) -> name + "=" + value);
    }

    private static String join(Map<String, String> params, String by, BiFunction<String, String, String> pair) {
        return params.entrySet().stream()
                .filter(it -> !it.getValue().isEmpty())
                .map(it -> pair.apply(it.getKey(), it.getValue()))
                .collect(Collectors.joining(by));
    }

    private static String md5(String text, Charset charset) {
        return DigestUtils.md5Hex(text.getBytes(charset));
    }

    private static String wire(Map<String, String> params, Charset charset) {
        return params.entrySet().stream()
                .map(it -> URLEncoder.encode(it.getKey(), charset) + "=" + URLEncoder.encode(it.getValue(), charset))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text, Charset charset) {
        return URLEncoder.encode(text, charset);
    }

    private static void add(
            String family,
            String comment,
            boolean request,
            Charset charset,
            Map<String, String> sent,
            String sign,
            String... first) {
        String raw = wire(with(sent, "sign", sign, "sign_type", "MD5"), charset);
        raw(family, comment, request, charset, raw, first);
    }

    private static void raw(
            String family, String comment, boolean request, Charset charset, String raw, String... first) {
        String query = request ? "_input_charset=" + (charset.equals(GBK) ? "gbk" : "utf-8") : "";
        CASES.add(new Case(family, comment, request, charset, query, raw, List.of(first)));
    }

    /** A request and a notification, in both charsets, with a sign made in another way. */
    private static void signs(
            String family, String comment, BiFunction<Map<String, String>, Charset, String> sign, String... first) {
        for (Charset charset : List.of(UTF_8, GBK)) {
            add(family, comment, true, charset, request(charset), sign.apply(request(charset), charset), first);
        }
    }

    /** A request whose text was made in another way. */
    private static void texts(
            String family, String comment, Function<Map<String, String>, String> text, String... first) {
        signs(family, comment, (params, charset) -> md5(text.apply(params), charset), first);
    }

    private static byte[] digest(String algorithm, String text, Charset charset) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(charset));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(String algorithm, String text, Charset charset) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), algorithm));
            return mac.doFinal(text.getBytes(charset));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(byte[] bytes) {
        return Hex.encodeHexString(bytes);
    }

    private static String units(String text, String format) {
        return text.chars()
                .mapToObj(c -> c < 0x80 ? String.valueOf((char) c) : String.format(Locale.ROOT, format, c))
                .collect(Collectors.joining());
    }

    static {
        digests();
        forms();
        keys();
        joining();
        signedText();
        bytes();
        names();
        values();
        numbers();
        groups();
        transport();
        pairs();
    }

    private static void digests() {
        for (String algorithm : List.of("SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512")) {
            signs("digest", algorithm, (p, cs) -> hex(digest(algorithm, text(p) + KEY, cs)), "OTHER_DIGEST");
            signs(
                    "digest",
                    algorithm + ", upper case",
                    (p, cs) -> hex(digest(algorithm, text(p) + KEY, cs)).toUpperCase(Locale.ROOT),
                    "OTHER_DIGEST");
        }
        for (String algorithm : List.of("HmacMD5", "HmacSHA1", "HmacSHA256", "HmacSHA512")) {
            signs("digest", algorithm, (p, cs) -> hex(hmac(algorithm, text(p), cs)), "OTHER_DIGEST");
        }
        signs(
                "digest",
                "SHA-1 in base64",
                (p, cs) -> BASE64.encodeToString(digest("SHA-1", text(p) + KEY, cs)),
                "OTHER_DIGEST");
        signs(
                "digest",
                "SHA-256 in base64",
                (p, cs) -> BASE64.encodeToString(digest("SHA-256", text(p) + KEY, cs)),
                "OTHER_DIGEST");
        signs(
                "digest",
                "HMAC-SHA-256 in base64",
                (p, cs) -> BASE64.encodeToString(hmac("HmacSHA256", text(p), cs)),
                "OTHER_DIGEST");
        signs("digest", "MD5 twice", (p, cs) -> md5(md5(text(p) + KEY, cs), cs), "OTHER_DIGEST");
        signs(
                "digest",
                "MD5 twice, upper case between",
                (p, cs) -> md5(md5(text(p) + KEY, cs).toUpperCase(Locale.ROOT), cs),
                "OTHER_DIGEST");
        signs(
                "digest",
                "MD5 of the text's MD5 and the key",
                (p, cs) -> md5(md5(text(p), cs) + KEY, cs),
                "OTHER_DIGEST");
        signs("digest", "SHA-1 of something else", (p, cs) -> hex(digest("SHA-1", "x" + text(p), cs)), "OTHER_DIGEST");
        signs(
                "digest",
                "SHA-256 of something else",
                (p, cs) -> hex(digest("SHA-256", "x" + text(p), cs)),
                "OTHER_DIGEST");
    }

    private static void forms() {
        String f = "form of sign";
        Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
        ways.put("16 digits", hex -> hex.substring(8, 24));
        ways.put("the first 16 digits", hex -> hex.substring(0, 16));
        ways.put("dashes between bytes", hex -> hex.replaceAll("(..)(?=.)", "$1-"));
        ways.put(
                "dashes, upper case, as BitConverter writes them",
                hex -> hex.replaceAll("(..)(?=.)", "$1-").toUpperCase(Locale.ROOT));
        ways.put("colons between bytes", hex -> hex.replaceAll("(..)(?=.)", "$1:"));
        ways.put("blanks between bytes", hex -> hex.replaceAll("(..)(?=.)", "$1 "));
        ways.put("as a GUID", hex -> hex.replaceAll("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
        ways.put("0x in front", hex -> "0x" + hex);
        ways.put("in quotes", hex -> "\"" + hex + "\"");
        ways.put("base64 of the digits", hex -> BASE64.encodeToString(hex.getBytes(UTF_8)));
        ways.put("followed by a comma", hex -> hex + ",");
        ways.put("followed by sign_type", hex -> hex + "&sign_type=MD5");
        ways.put("followed by a session", hex -> hex + ";jsessionid=0A1B");
        ways.put("twice", hex -> hex + hex);
        ways.put("hex of the digits", hex -> hex(hex.getBytes(UTF_8)));
        ways.forEach((name, way) -> signs(f, name, (p, cs) -> way.apply(md5(text(p) + KEY, cs)), "SIGN_FORM"));
        signs(
                f,
                "base64 of the bytes",
                (p, cs) -> BASE64.encodeToString(DigestUtils.md5((text(p) + KEY).getBytes(cs))),
                "SIGN_FORM");
        signs(
                f,
                "URL-safe base64",
                (p, cs) -> Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(DigestUtils.md5((text(p) + KEY).getBytes(cs))),
                "SIGN_FORM");
        signs(f, "upper case", (p, cs) -> md5(text(p) + KEY, cs).toUpperCase(Locale.ROOT), "UPPER_CASE_SIGN");
        signs(f, "a blank behind it", (p, cs) -> md5(text(p) + KEY, cs) + " ", "UPPER_CASE_SIGN");
        signs(f, "a line break behind it", (p, cs) -> md5(text(p) + KEY, cs) + "\n", "UPPER_CASE_SIGN");
        for (int length : new int[] {30, 31, 28, 24, 20}) {
            signs(f, "a column of " + length, (p, cs) -> md5(text(p) + KEY, cs).substring(0, length), "SIGN_CUT");
        }
        signs(
                f,
                "toHexString without leading zeros of each byte",
                (p, cs) -> {
                    StringBuilder hex = new StringBuilder();
                    for (byte octet : DigestUtils.md5((text(p) + KEY).getBytes(cs))) {
                        hex.append(Integer.toHexString(octet & 0xFF));
                    }
                    return hex.toString();
                },
                "SIGN_FORM",
                "NOTHING");
        signs(
                f,
                "toHexString of signed bytes",
                (p, cs) -> {
                    StringBuilder hex = new StringBuilder();
                    for (byte octet : DigestUtils.md5((text(p) + KEY).getBytes(cs))) {
                        hex.append(Integer.toHexString(octet));
                    }
                    return hex.toString();
                },
                "SIGN_FORM");
        signs(f, "of something else, 16 digits", (p, cs) -> md5("x", cs).substring(0, 16), "SIGN_FORM", "SIGN_CUT");
        signs(f, "of something else, dashes", (p, cs) -> md5("x", cs).replaceAll("(..)(?=.)", "$1-"), "SIGN_FORM");
        signs(f, "of something else, upper case", (p, cs) -> md5("x", cs).toUpperCase(Locale.ROOT), "UPPER_CASE_SIGN");
        signs(
                f,
                "of something else, base64",
                (p, cs) -> BASE64.encodeToString(DigestUtils.md5("x".getBytes(cs))),
                "SIGN_FORM");
    }

    private static void keys() {
        String p = "place of the key";
        texts(p, "in front", m -> KEY + text(m), "KEY_MISPLACED");
        texts(p, "in front with &", m -> KEY + "&" + text(m), "KEY_MISPLACED");
        texts(p, "both ends", m -> KEY + text(m) + KEY, "KEY_MISPLACED");
        texts(p, "twice at the end", m -> text(m) + KEY + KEY, "KEY_MISPLACED", "KEY_REWRITTEN");
        texts(p, "as a parameter, sorted", m -> text(with(m, "key", KEY)), "KEY_MISPLACED");
        texts(p, "as a parameter in front", m -> "key=" + KEY + "&" + text(m), "KEY_MISPLACED");
        texts(
                p,
                "both ends of names and values, as Taobao",
                m -> KEY + join(new TreeMap<>(m), "", (n, v) -> n + v) + KEY,
                "KEY_MISPLACED");
        for (String separator : List.of("&", "&key=", "key=", "=", "|", " ", "\n", ",", "&sign_key=", "&KEY=")) {
            texts(
                    p,
                    "separated by " + separator,
                    m -> text(m) + separator + KEY,
                    "SEPARATOR_BEFORE_KEY",
                    "KEY_WITH_BLANKS");
        }
        String k = "key itself";
        for (String c :
                List.of("\u200B", "\uFEFF", "\u00A0", "\u3000", "\u200E", "\u00AD", "\r", "\t", "\u2060", "\u0000")) {
            texts(k, "an unseen character behind it", m -> text(m) + KEY + c, "KEY_WITH_BLANKS", "JOINED_OTHERWISE");
            texts(k, "an unseen character before it", m -> text(m) + c + KEY, "KEY_WITH_BLANKS", "VALUE_TRIMMED");
        }
        texts(k, "in full-width letters", m -> text(m) + wide(KEY), "KEY_REWRITTEN");
        texts(k, "its MD5", m -> text(m) + md5(KEY, UTF_8), "KEY_REWRITTEN");
        texts(k, "its MD5 in capitals", m -> text(m) + md5(KEY, UTF_8).toUpperCase(Locale.ROOT), "KEY_REWRITTEN");
        texts(k, "its SHA-1", m -> text(m) + DigestUtils.sha1Hex(KEY), "KEY_REWRITTEN");
        texts(k, "its base64", m -> text(m) + BASE64.encodeToString(KEY.getBytes(UTF_8)), "KEY_REWRITTEN");
        texts(k, "O for 0", m -> text(m) + KEY.replace('0', 'O'), "KEY_REWRITTEN");
        texts(k, "a semicolon behind it", m -> text(m) + KEY + ";", "KEY_REWRITTEN", "KEY_WITH_BLANKS");
        texts(k, "in capitals", m -> text(m) + KEY.toUpperCase(Locale.ROOT), "KEY_LETTER_CASE");
        for (String word : List.of("null", "undefined", "None", "key", "${alipay.key}", "nil", "test")) {
            texts(k, word, m -> text(m) + word, "KEY_PLACEHOLDER");
        }
        texts(k, "the seller", m -> text(m) + m.get("seller_email"), "KEY_PLACEHOLDER");
        texts(k, "the partner", m -> text(m) + PARTNER, "PARTNER_AND_KEY_SWAPPED");
        texts(k, "none", m -> text(m), "KEY_MISSING");
        for (int length : new int[] {16, 20, 24, 30}) {
            texts(k, "its first " + length, m -> text(m) + KEY.substring(0, length), "KEY_CUT");
        }
        texts(k, "one slip", m -> text(m) + KEY.replaceFirst("5", "s"), "KEY_MISTYPED");
    }

    private static String wide(String text) {
        return text.chars()
                .mapToObj(c -> String.valueOf((char) (c > ' ' && c < 0x7F ? c + 0xFEE0 : c)))
                .collect(Collectors.joining());
    }

    private static void joining() {
        String j = "joining";
        Map<String, Function<Map<String, String>, String>> ways = new LinkedHashMap<>();
        ways.put("no &", m -> join(m, "", (n, v) -> n + "=" + v));
        ways.put("values only", m -> join(m, "", (n, v) -> v));
        ways.put("values with &", m -> join(m, "&", (n, v) -> v));
        ways.put("names and values", m -> join(m, "", (n, v) -> n + v));
        ways.put("colons", m -> join(m, "&", (n, v) -> n + ":" + v));
        ways.put("commas", m -> join(m, ",", (n, v) -> n + "=" + v));
        ways.put("semicolons", m -> join(m, ";", (n, v) -> n + "=" + v));
        ways.put("bars", m -> join(m, "|", (n, v) -> n + "=" + v));
        ways.put("lines", m -> join(m, "\n", (n, v) -> n + "=" + v));
        ways.put("&amp;", m -> join(m, "&amp;", (n, v) -> n + "=" + v));
        ways.put("quoted", m -> join(m, "&", (n, v) -> n + "=\"" + v + "\""));
        ways.put("in single quotes", m -> join(m, "&", (n, v) -> n + "='" + v + "'"));
        ways.put("JSON", m -> "{" + join(m, ",", (n, v) -> "\"" + n + "\":\"" + v + "\"") + "}");
        ways.put("JSON with blanks", m -> "{" + join(m, ", ", (n, v) -> "\"" + n + "\": \"" + v + "\"") + "}");
        ways.put("a map", m -> m.toString());
        ways.put("& in front", m -> "&" + join(m, "&", (n, v) -> n + "=" + v));
        ways.put("? in front", m -> "?" + join(m, "&", (n, v) -> n + "=" + v));
        ways.forEach((name, way) -> texts(j, name, m -> way.apply(new TreeMap<>(m)) + KEY, "JOINED_OTHERWISE"));
        texts(j, "unsorted", m -> join(m, "&", (n, v) -> n + "=" + v) + KEY, "NAMES_UNSORTED");
        texts(
                j,
                "descending",
                m -> join(new TreeMap<>(m).descendingMap(), "&", (n, v) -> n + "=" + v) + KEY,
                "NAMES_SORTED_BY_LOCALE");
        texts(j, "with sign_type", m -> text(with(m, "sign_type", "MD5")) + KEY, "SIGN_TYPE_SIGNED");
        texts(j, "& behind the text", m -> text(m) + "&" + KEY, "SEPARATOR_BEFORE_KEY");
    }

    private static void signedText() {
        String s = "what was signed";
        signs(s, "encoded", (m, cs) -> md5(text(each(m, v -> encode(v, cs))) + KEY, cs), "ENCODED_VALUES_SIGNED");
        signs(
                s,
                "encoded, lower-case hex",
                (m, cs) -> md5(text(each(m, v -> lower(encode(v, cs)))) + KEY, cs),
                "ENCODED_VALUES_SIGNED");
        signs(
                s,
                "encoded, %20",
                (m, cs) -> md5(text(each(m, v -> encode(v, cs).replace("+", "%20"))) + KEY, cs),
                "ENCODED_VALUES_SIGNED");
        signs(
                s,
                "encoded twice",
                (m, cs) -> md5(text(each(m, v -> encode(encode(v, cs), cs))) + KEY, cs),
                "ENCODED_VALUES_SIGNED");
        signs(
                s,
                "the whole encoded",
                (m, cs) -> md5(encode(text(m), cs) + KEY, cs),
                "JOINED_OTHERWISE",
                "ENCODED_VALUES_SIGNED");
        signs(
                s,
                "the whole with the key encoded",
                (m, cs) -> md5(encode(text(m) + KEY, cs), cs),
                "JOINED_OTHERWISE",
                "ENCODED_VALUES_SIGNED");
        for (String name : List.of("subject", "body", "notify_url", "return_url", "seller_email")) {
            signs(
                    s,
                    "only " + name + " encoded",
                    (m, cs) -> md5(text(with(m, name, encode(m.get(name), cs))) + KEY, cs),
                    "ENCODED_VALUES_SIGNED",
                    "ADDRESS_REWRITTEN");
        }
        signs(
                s,
                "subject and body encoded",
                (m, cs) -> md5(
                        text(with(m, "subject", encode(m.get("subject"), cs), "body", encode(m.get("body"), cs))) + KEY,
                        cs),
                "ENCODED_VALUES_SIGNED");
        signs(
                s,
                "both addresses encoded",
                (m, cs) -> md5(
                        text(with(
                                        m,
                                        "notify_url",
                                        encode(m.get("notify_url"), cs),
                                        "return_url",
                                        encode(m.get("return_url"), cs)))
                                + KEY,
                        cs),
                "ENCODED_VALUES_SIGNED",
                "ADDRESS_REWRITTEN");
        signs(
                s,
                "encoded in the other charset",
                (m, cs) -> md5(text(each(m, v -> encode(v, cs.equals(GBK) ? UTF_8 : GBK))) + KEY, cs),
                "ENCODED_VALUES_SIGNED");
        Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
        ways.put("%u5145", v -> units(v, "%%u%04X"));
        ways.put("%u5145, lower case", v -> units(v, "%%u%04x"));
        ways.put("\\u5145", v -> units(v, "\\u%04x"));
        ways.put("&#20805;", v -> units(v, "&#%d;"));
        ways.put("&#x5145;", v -> units(v, "&#x%X;"));
        ways.forEach((name, way) -> {
            texts(s, name + " signed", m -> text(each(m, way)) + KEY, "ESCAPES_SIGNED");
            texts(
                    s,
                    name + " signed, subject only",
                    m -> text(with(m, "subject", way.apply(m.get("subject")))) + KEY,
                    "ESCAPES_SIGNED");
            for (Charset cs : List.of(UTF_8, GBK)) {
                Map<String, String> m = request(cs);
                add(s, name + " sent", true, cs, each(m, way), md5(text(m) + KEY, cs), "ESCAPES_SENT");
                add(
                        s,
                        name + " sent in the body only",
                        true,
                        cs,
                        with(m, "body", way.apply(m.get("body"))),
                        md5(text(m) + KEY, cs),
                        "ESCAPES_SENT");
                Map<String, String> n = notification();
                add(s, name + " arrived", false, cs, each(n, way), md5(text(n) + KEY, cs), "ESCAPES_SENT");
            }
        });
        for (Charset cs : List.of(UTF_8, GBK)) {
            Map<String, String> m = with(request(cs), "subject", "A&B <充值> \"一\"");
            add(
                    s,
                    "entities signed",
                    true,
                    cs,
                    m,
                    md5(text(with(m, "subject", "A&amp;B &lt;充值&gt; &quot;一&quot;")) + KEY, cs),
                    "HTML_ENTITY_EATEN",
                    "ESCAPES_SIGNED");
            add(
                    s,
                    "entities sent",
                    true,
                    cs,
                    with(m, "subject", "A&amp;B &lt;充值&gt; &quot;一&quot;"),
                    md5(text(m) + KEY, cs),
                    "HTML_ESCAPED");
            add(
                    s,
                    "values encoded twice on the wire",
                    true,
                    cs,
                    each(request(cs), v -> encode(v, cs)),
                    md5(text(request(cs)) + KEY, cs),
                    "ENCODED_TWICE");
            add(
                    s,
                    "subject encoded twice on the wire",
                    true,
                    cs,
                    with(request(cs), "subject", encode(request(cs).get("subject"), cs)),
                    md5(text(request(cs)) + KEY, cs),
                    "ENCODED_TWICE");
            add(
                    s,
                    "a notification encoded twice",
                    false,
                    cs,
                    each(notification(), v -> encode(v, cs)),
                    md5(text(notification()) + KEY, cs),
                    "ENCODED_TWICE",
                    "DECODED_TWICE");
        }
    }

    private static String lower(String encoded) {
        StringBuilder text = new StringBuilder(encoded);
        for (int i = 0; i + 2 < text.length(); i++) {
            if (text.charAt(i) == '%') {
                text.setCharAt(i + 1, Character.toLowerCase(text.charAt(i + 1)));
                text.setCharAt(i + 2, Character.toLowerCase(text.charAt(i + 2)));
            }
        }
        return text.toString();
    }

    private static void bytes() {
        String b = "text to bytes";
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
            signs(b, charset.name(), (m, cs) -> DigestUtils.md5Hex((text(m) + KEY).getBytes(charset)), "OTHER_BYTES");
        }
        signs(
                b,
                "Big5",
                (m, cs) -> DigestUtils.md5Hex((text(m) + KEY).getBytes(Charset.forName("Big5"))),
                "OTHER_BYTES",
                "CHARACTERS_REPLACED");
        signs(b, "the low byte of each unit", (m, cs) -> DigestUtils.md5Hex(low(text(m) + KEY)), "OTHER_BYTES");
        signs(
                b,
                "ISO-8859-1",
                (m, cs) -> DigestUtils.md5Hex((text(m) + KEY).getBytes(StandardCharsets.ISO_8859_1)),
                "CHARACTERS_REPLACED");
        signs(
                b,
                "ASCII",
                (m, cs) -> DigestUtils.md5Hex((text(m) + KEY).getBytes(StandardCharsets.US_ASCII)),
                "CHARACTERS_REPLACED");
        signs(
                b,
                "the other charset",
                (m, cs) -> DigestUtils.md5Hex((text(m) + KEY).getBytes(cs.equals(GBK) ? UTF_8 : GBK)),
                "OTHER_CHARSET");
        signs(
                b,
                "UTF-8 twice",
                (m, cs) -> DigestUtils.md5Hex(
                        new String((text(m) + KEY).getBytes(UTF_8), StandardCharsets.ISO_8859_1).getBytes(UTF_8)),
                "READ_AS_LATIN1",
                "OTHER_BYTES",
                "DOUBLE_ENCODED");
        signs(
                b,
                "a mark in front",
                (m, cs) -> DigestUtils.md5Hex(("\uFEFF" + text(m) + KEY).getBytes(UTF_8)),
                "JOINED_OTHERWISE",
                "OTHER_BYTES",
                "OTHER_CHARSET");
    }

    private static byte[] low(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    private static void names() {
        String n = "names";
        for (Charset cs : List.of(UTF_8, GBK)) {
            Map<String, String> m = request(cs);
            Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
            ways.put("input_charset", name -> name.equals("_input_charset") ? "input_charset" : name);
            ways.put("charset", name -> name.equals("_input_charset") ? "charset" : name);
            ways.put("camelCase", MistakeFamiliesTest::camel);
            ways.put("upper case", name -> name.toUpperCase(Locale.ROOT));
            ways.put("total_fee for price", name -> name.equals("price") ? "total_fee" : name);
            ways.put("outTradeNo", name -> name.equals("out_trade_no") ? "outTradeNo" : name);
            ways.put("Subject", name -> name.equals("subject") ? "Subject" : name);
            ways.put("a blank behind a name", name -> name.equals("subject") ? "subject " : name);
            ways.forEach((name, way) -> {
                add(n, name + " signed", true, cs, m, md5(text(named(m, way)) + KEY, cs), "NAME_CHANGED");
                add(n, name + " sent", true, cs, named(m, way), md5(text(m) + KEY, cs), "NAME_CHANGED");
            });
        }
    }

    private static String camel(String name) {
        String[] parts = name.split("_");
        StringBuilder camel = new StringBuilder(name.startsWith("_") ? "_" : "");
        boolean first = true;
        for (String part : parts) {
            if (!part.isEmpty()) {
                camel.append(first ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
                first = false;
            }
        }
        return camel.toString();
    }

    private static void values() {
        String v = "values changed inside";
        String typed = "“充值”  A\tB\u00A0（100￥）：O'Neill's \"卡\", 半价…－1～2·甲";
        Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
        ways.put("all blanks removed", t -> t.replaceAll("[ \t\u00A0]", ""));
        ways.put("blanks collapsed", t -> t.replaceAll(" +", " "));
        ways.put("tabs to blanks", t -> t.replace('\t', ' '));
        ways.put("no-break blanks to blanks", t -> t.replace('\u00A0', ' '));
        ways.put("straight quotes", t -> t.replaceAll("[“”]", "\""));
        ways.put(
                "half width",
                t -> t.replace('（', '(')
                        .replace('）', ')')
                        .replace('：', ':')
                        .replace('～', '~')
                        .replace('－', '-')
                        .replace('￥', '￥'));
        ways.put("three dots", t -> t.replace("…", "..."));
        ways.put("quotes removed", t -> t.replaceAll("[\"'“”]", ""));
        ways.put("single quotes removed", t -> t.replace("'", ""));
        ways.put("single quotes doubled", t -> t.replace("'", "''"));
        ways.put("backslashes before quotes", t -> t.replace("'", "\\'").replace("\"", "\\\""));
        ways.put("dollar for yuan", t -> t.replace('￥', '$'));
        ways.put("half-width yen", t -> t.replace('￥', '¥'));
        ways.put("currency sign removed", t -> t.replace("￥", ""));
        ways.put("lower case", t -> t.toLowerCase(Locale.ROOT));
        ways.put("upper case", t -> t.toUpperCase(Locale.ROOT));
        ways.put("wave dash", t -> t.replace('～', '〜'));
        ways.put("another hyphen", t -> t.replace('－', '-'));
        ways.put("a middle dot", t -> t.replace('·', '・'));
        ways.put("in quotes", t -> "\"" + t + "\"");
        ways.forEach((name, way) -> {
            Map<String, String> m = with(request(UTF_8), "body", typed);
            add(
                    v,
                    name,
                    true,
                    UTF_8,
                    m,
                    md5(text(with(m, "body", way.apply(typed))) + KEY, UTF_8),
                    "CHARACTERS_CHANGED",
                    "QUOTES_ESCAPED",
                    "HTML_ENTITY_EATEN");
            Map<String, String> m2 = with(request(UTF_8), "subject", typed);
            add(
                    v,
                    name + ", subject",
                    true,
                    UTF_8,
                    m2,
                    md5(text(with(m2, "subject", way.apply(typed))) + KEY, UTF_8),
                    "CHARACTERS_CHANGED",
                    "QUOTES_ESCAPED",
                    "HTML_ENTITY_EATEN");
        });
        for (Charset cs : List.of(UTF_8, GBK)) {
            Map<String, String> m = with(request(cs), "body", "甲\r\n乙");
            for (String br : List.of("\n", "\r", "", " ", "<br>", "<br />", "\\n")) {
                add(
                        v,
                        "line break as " + br.strip(),
                        true,
                        cs,
                        m,
                        md5(text(with(m, "body", "甲" + br + "乙")) + KEY, cs),
                        "LINE_BREAKS_CHANGED",
                        "CHARACTERS_CHANGED");
            }
            Map<String, String> html = with(request(cs), "body", "<b>充值</b> 卡");
            add(
                    v,
                    "tags stripped",
                    true,
                    cs,
                    html,
                    md5(text(with(html, "body", "充值 卡")) + KEY, cs),
                    "CHARACTERS_CHANGED");
            Map<String, String> ascii = with(request(cs), "subject", "Phone (64,128) A:B");
            add(
                    v,
                    "full-width punctuation signed",
                    true,
                    cs,
                    ascii,
                    md5(text(with(ascii, "subject", "Phone （64，128） A：B")) + KEY, cs),
                    "CHARACTERS_CHANGED");
            add(
                    v,
                    "curly quotes signed",
                    true,
                    cs,
                    with(ascii, "subject", "\"A\" 卡"),
                    md5(text(with(ascii, "subject", "“A” 卡")) + KEY, cs),
                    "CHARACTERS_CHANGED");
            add(
                    v,
                    "full width signed",
                    true,
                    cs,
                    with(ascii, "subject", "ABC123"),
                    md5(text(with(ascii, "subject", "ＡＢＣ１２３")) + KEY, cs),
                    "CHARACTERS_CHANGED");
            add(
                    v,
                    "the e-mail in lower case",
                    true,
                    cs,
                    m,
                    md5(text(with(m, "seller_email", "seller@example.com")) + KEY, cs),
                    "CHARACTERS_CHANGED");
            add(
                    v,
                    "trimmed",
                    true,
                    cs,
                    with(m, "subject", " 充值 "),
                    md5(text(with(m, "subject", "充值")) + KEY, cs),
                    "VALUE_TRIMMED",
                    "CHARACTERS_CHANGED");
        }
        Map<String, String> emoji = with(request(UTF_8), "subject", "充值😀卡");
        add(
                v,
                "emoji removed",
                true,
                UTF_8,
                emoji,
                md5(text(with(emoji, "subject", "充值卡")) + KEY, UTF_8),
                "CHARACTERS_CHANGED");
        add(
                v,
                "emoji as ?",
                true,
                UTF_8,
                emoji,
                md5(text(with(emoji, "subject", "充值?卡")) + KEY, UTF_8),
                "CHARACTERS_CHANGED",
                "CHARACTERS_REPLACED");
        add(
                v,
                "emoji as ????",
                true,
                UTF_8,
                emoji,
                md5(text(with(emoji, "subject", "充值????卡")) + KEY, UTF_8),
                "CHARACTERS_CHANGED");
        add(
                v,
                "cut at the emoji",
                true,
                UTF_8,
                emoji,
                md5(text(with(emoji, "subject", "充值")) + KEY, UTF_8),
                "CHARACTERS_CHANGED");
    }

    private static void numbers() {
        String n = "numbers and times";
        for (Charset cs : List.of(UTF_8, GBK)) {
            Map<String, String> m = with(request(cs), "price", "1234.50");
            for (String price : List.of(
                    "1234.5",
                    "1234",
                    "123450",
                    "1,234.50",
                    "1234.500",
                    "1234,50",
                    "￥1234.50",
                    "1234.50元",
                    "1234.5000",
                    "01234.50",
                    "12.345",
                    "+1234.50",
                    "1234.49",
                    "1235")) {
                boolean other = price.equals("1234.49") || price.equals("1235");
                add(
                        n,
                        "signed " + price,
                        true,
                        cs,
                        m,
                        md5(text(with(m, "price", price)) + KEY, cs),
                        other ? "NOTHING" : "AMOUNT_REWRITTEN",
                        other ? "NOTHING" : "NUMBER_REWRITTEN");
            }
            add(n, "sent in cents", true, cs, with(m, "price", "123450"), md5(text(m) + KEY, cs), "NUMBER_REWRITTEN");
            add(
                    n,
                    "sent with separators",
                    true,
                    cs,
                    with(m, "price", "1,234.50"),
                    md5(text(m) + KEY, cs),
                    "NUMBER_REWRITTEN");
            add(
                    n,
                    "quantity as 1.0",
                    true,
                    cs,
                    m,
                    md5(text(with(m, "quantity", "1.0")) + KEY, cs),
                    "AMOUNT_REWRITTEN",
                    "NUMBER_REWRITTEN");
            add(
                    n,
                    "quantity as 1.00",
                    true,
                    cs,
                    m,
                    md5(text(with(m, "quantity", "1.00")) + KEY, cs),
                    "AMOUNT_REWRITTEN",
                    "NUMBER_REWRITTEN");
            add(
                    n,
                    ".01 for 0.01",
                    true,
                    cs,
                    with(m, "price", "0.01"),
                    md5(text(with(m, "price", ".01")) + KEY, cs),
                    "NUMBER_REWRITTEN");
            add(
                    n,
                    "a float",
                    true,
                    cs,
                    with(m, "price", "0.10"),
                    md5(text(with(m, "price", "0.10000000149011612")) + KEY, cs),
                    "NUMBER_REWRITTEN");
            add(
                    n,
                    "an exponent",
                    true,
                    cs,
                    with(m, "price", "10000000.00"),
                    md5(text(with(m, "price", "1.0E7")) + KEY, cs),
                    "NUMBER_REWRITTEN");
            add(
                    n,
                    "an order number as a double",
                    true,
                    cs,
                    m,
                    md5(text(with(m, "out_trade_no", "2.01103150000123E14")) + KEY, cs),
                    "NUMBER_REWRITTEN");
            add(
                    n,
                    "an order number without its zero",
                    true,
                    cs,
                    with(m, "out_trade_no", "000123"),
                    md5(text(with(m, "out_trade_no", "123")) + KEY, cs),
                    "NUMBER_REWRITTEN");
            Map<String, String> t = notification();
            add(
                    n,
                    "a spreadsheet rounded trade_no",
                    false,
                    cs,
                    with(t, "trade_no", "2011031500000010"),
                    md5(text(with(t, "trade_no", "2011031500000017")) + KEY, cs),
                    "NUMBER_REWRITTEN");
            for (String time : List.of(
                    "2011-03-15T10:00:02",
                    "2011/03/15 10:00:02",
                    "2011-03-15 10:00:02.0",
                    "2011-03-15T10:00:02Z",
                    "2011-3-15 10:00:02",
                    "2011-03-15 02:00:02",
                    "1300154402",
                    "1300154402000",
                    "2011-03-15 10:00",
                    "20110315100002",
                    "2011-03-15 18:00:02",
                    "2011-03-1510:00:02",
                    "2011-03-15T10:00:02+08:00")) {
                boolean lost = time.equals("2011-03-15 10:00");
                add(
                        n,
                        "arrived as " + time,
                        false,
                        cs,
                        with(t, "notify_time", time),
                        md5(text(t) + KEY, cs),
                        lost ? "NOTHING" : "TIME_REWRITTEN",
                        lost ? "CHARACTERS_CHANGED" : "TIME_REWRITTEN");
            }
            add(
                    n,
                    "all times in another form",
                    false,
                    cs,
                    with(t, "notify_time", "2011-03-15T10:00:02", "gmt_create", "2011-03-15T09:59:00"),
                    md5(text(t) + KEY, cs),
                    "TIME_REWRITTEN");
            String w = "null-like words";
            Map<String, String> empty = with(request(cs), "show_url", "");
            for (String word : List.of("null", "undefined", "None", "nil", "NULL", "N/A")) {
                add(
                        w,
                        "empty signed as " + word,
                        true,
                        cs,
                        empty,
                        md5(text(with(empty, "show_url", word)) + KEY, cs),
                        "EMPTY_VALUES_SIGNED");
            }
            add(
                    w,
                    "null not signed",
                    false,
                    cs,
                    with(t, "receive_zip", "null"),
                    md5(text(t) + KEY, cs),
                    "NULL_WORDS",
                    "EXTRA_PARAMETER");
            add(
                    w,
                    "empty signed",
                    true,
                    cs,
                    empty,
                    DigestUtils.md5Hex((new TreeMap<>(empty)
                                            .entrySet().stream()
                                                    .map(it -> it.getKey() + "=" + it.getValue())
                                                    .collect(Collectors.joining("&"))
                                    + KEY)
                            .getBytes(cs)),
                    "EMPTY_VALUES_SIGNED");
        }
    }

    private static void groups() {
        String g = "added after signing";
        for (Charset cs : List.of(UTF_8, GBK)) {
            Map<String, String> m = request(cs);
            String sign = md5(text(m) + KEY, cs);
            add(
                    g,
                    "logistics",
                    true,
                    cs,
                    with(m, "logistics_type", "EXPRESS", "logistics_fee", "0.00", "logistics_payment", "SELLER_PAY"),
                    sign,
                    "EXTRA_PARAMETER");
            add(
                    g,
                    "receiver",
                    true,
                    cs,
                    with(
                            m,
                            "receive_name",
                            "张三",
                            "receive_address",
                            "上海",
                            "receive_zip",
                            "200000",
                            "receive_mobile",
                            "13800000000"),
                    sign,
                    "EXTRA_PARAMETER");
            add(
                    g,
                    "buyer",
                    true,
                    cs,
                    with(m, "buyer_email", "b@example.com", "token", "t", "it_b_pay", "1d"),
                    sign,
                    "EXTRA_PARAMETER");
            add(
                    g,
                    "trackers",
                    true,
                    cs,
                    with(m, "utm_source", "x", "utm_medium", "y", "from", "z"),
                    sign,
                    "EXTRA_PARAMETER");
            add(g, "one", true, cs, with(m, "show_url", "http://shop.example.com/"), sign, "EXTRA_PARAMETER");
            add(g, "one foreign", true, cs, with(m, "button", "去付款"), sign, "EXTRA_PARAMETER");
            add(
                    g,
                    "both addresses",
                    true,
                    cs,
                    m,
                    md5(text(without(m, "notify_url", "return_url")) + KEY, cs),
                    "EXTRA_PARAMETER");
            add(g, "_input_charset", true, cs, m, md5(text(without(m, "_input_charset")) + KEY, cs), "EXTRA_PARAMETER");
            add(
                    g,
                    "service, partner and _input_charset",
                    true,
                    cs,
                    m,
                    md5(text(without(m, "service", "partner", "_input_charset")) + KEY, cs),
                    "EXTRA_PARAMETER");
            String raw = wire(
                    with(
                            m,
                            "sign",
                            sign,
                            "sign_type",
                            "MD5",
                            "extra_common_param",
                            "1",
                            "defaultbank",
                            "ICBC",
                            "paymethod",
                            "bankPay"),
                    cs);
            raw(g, "behind sign", true, cs, raw, "EXTRA_PARAMETER");
            add(g, "the key", true, cs, with(m, "key", KEY), sign, "KEY_SENT");
            add(
                    g,
                    "in a notification",
                    false,
                    cs,
                    with(notification(), "s", "/notify", "m", "pay"),
                    md5(text(notification()) + KEY, cs),
                    "EXTRA_PARAMETER");
        }
    }

    private static void transport() {
        String t = "transport";
        for (Charset cs : List.of(UTF_8, GBK)) {
            Map<String, String> m = request(cs);
            String sign = md5(text(m) + KEY, cs);
            Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
            ways.put("https", u -> u.replace("http:", "https:"));
            ways.put("a port", u -> u.replace(".com/", ".com:80/"));
            ways.put("another port", u -> u.replace(".com/", ".com:8080/"));
            ways.put("no www", u -> u.replace("shop.", "www.shop."));
            ways.put("a slash", u -> u + "/");
            ways.forEach((name, way) -> {
                add(
                        t,
                        "sent with " + name,
                        true,
                        cs,
                        with(m, "notify_url", way.apply(m.get("notify_url"))),
                        sign,
                        "ADDRESS_REWRITTEN");
                add(
                        t,
                        "signed with " + name,
                        true,
                        cs,
                        m,
                        md5(text(with(m, "return_url", way.apply(m.get("return_url")))) + KEY, cs),
                        "ADDRESS_REWRITTEN");
                add(
                        t,
                        "both sent with " + name,
                        true,
                        cs,
                        with(
                                m,
                                "notify_url",
                                way.apply(m.get("notify_url")),
                                "return_url",
                                way.apply(m.get("return_url"))),
                        sign,
                        "ADDRESS_REWRITTEN");
            });
            Map<String, String> idn = with(m, "notify_url", "http://商店.example.com/n.jsp");
            add(
                    t,
                    "IDN",
                    true,
                    cs,
                    with(m, "notify_url", "http://xn--3ds7ry20f.example.com/n.jsp"),
                    md5(
                            text(with(
                                            m,
                                            "notify_url",
                                            "http://" + java.net.IDN.toUnicode("xn--3ds7ry20f") + ".example.com/n.jsp"))
                                    + KEY,
                            cs),
                    "ADDRESS_REWRITTEN");
            add(
                    t,
                    "IDN, the other way",
                    true,
                    cs,
                    idn,
                    md5(
                            text(with(idn, "notify_url", "http://" + java.net.IDN.toASCII("商店") + ".example.com/n.jsp"))
                                    + KEY,
                            cs),
                    "ADDRESS_REWRITTEN");
            String escaped = m.entrySet().stream()
                    .map(it ->
                            it.getKey() + "=" + units(it.getValue(), "%%u%04X").replace(" ", "%20"))
                    .collect(Collectors.joining("&"));
            raw(
                    t,
                    "escape()",
                    true,
                    cs,
                    escaped + "&sign=" + sign + "&sign_type=MD5",
                    "ESCAPES_SENT",
                    "VALUES_NOT_ENCODED");
            add(
                    t,
                    "question marks",
                    true,
                    cs,
                    with(m, "subject", "?? 100 ?", "body", "???? (???)"),
                    sign,
                    "CHARACTERS_LOST");
            add(
                    t,
                    "U+FFFD",
                    false,
                    UTF_8,
                    with(notification(), "subject", "\uFFFD\uFFFD 100"),
                    md5(text(notification()) + KEY, cs),
                    "CHARACTERS_LOST");
            String good = wire(with(m, "sign", sign, "sign_type", "MD5"), cs);
            raw(t, "no sign", true, cs, wire(m, cs), "SIGN_MISSING");
            raw(t, "cut at # before the sign", true, cs, good.substring(0, good.indexOf("&price=")), "SIGN_MISSING");
            Map<String, String> n = notification();
            String nsign = md5(text(n) + KEY, cs);
            add(t, "a body cut within its sign", false, cs, without(n), nsign, "NOTHING");
            CASES.remove(CASES.size() - 1);
            String nraw = wire(with(n, "sign_type", "MD5", "sign", nsign), cs);
            raw(t, "a body cut within its sign", false, cs, nraw.substring(0, nraw.length() - 5), "BODY_CUT");
        }
    }

    private static void pairs() {
        String p = "pairs";
        for (Charset cs : List.of(UTF_8, GBK)) {
            Map<String, String> m = request(cs);
            String text = text(m);
            add(
                    p,
                    "upper case, & before the key",
                    true,
                    cs,
                    m,
                    md5(text + "&" + KEY, cs).toUpperCase(Locale.ROOT),
                    "UPPER_CASE_SIGN",
                    "SEPARATOR_BEFORE_KEY");
            add(
                    p,
                    "16 digits, encoded values",
                    true,
                    cs,
                    m,
                    md5(text(each(m, v -> encode(v, cs))) + KEY, cs).substring(8, 24),
                    "SIGN_FORM",
                    "ENCODED_VALUES_SIGNED");
            add(
                    p,
                    "SHA-256, unsorted",
                    true,
                    cs,
                    m,
                    hex(digest("SHA-256", join(m, "&", (n, v) -> n + "=" + v) + KEY, cs)),
                    "OTHER_DIGEST",
                    "NAMES_UNSORTED");
            add(
                    p,
                    "SHA-1, sign_type signed",
                    true,
                    cs,
                    m,
                    hex(digest("SHA-1", text(with(m, "sign_type", "MD5")) + KEY, cs)),
                    "OTHER_DIGEST",
                    "SIGN_TYPE_SIGNED");
            add(
                    p,
                    "low bytes, a line break behind the key",
                    true,
                    cs,
                    m,
                    DigestUtils.md5Hex(low(text + KEY + "\n")),
                    "OTHER_BYTES",
                    "KEY_WITH_BLANKS");
            add(
                    p,
                    "UTF-16, & before the key",
                    true,
                    cs,
                    m,
                    DigestUtils.md5Hex((text + "&" + KEY).getBytes(StandardCharsets.UTF_16LE)),
                    "OTHER_BYTES",
                    "SEPARATOR_BEFORE_KEY");
            add(
                    p,
                    "no & and sign_type signed",
                    true,
                    cs,
                    m,
                    md5(join(new TreeMap<>(with(m, "sign_type", "MD5")), "", (n, v) -> n + "=" + v) + KEY, cs),
                    "JOINED_OTHERWISE",
                    "SIGN_TYPE_SIGNED");
            add(
                    p,
                    "\\u5145 signed, the key with a blank",
                    true,
                    cs,
                    m,
                    md5(text(each(m, v -> units(v, "\\u%04x"))) + KEY + " ", cs),
                    "ESCAPES_SIGNED",
                    "KEY_WITH_BLANKS");
            add(
                    p,
                    "https, and a button",
                    true,
                    cs,
                    with(m, "notify_url", m.get("notify_url").replace("http:", "https:"), "submit", "ok"),
                    md5(text + KEY, cs),
                    "ADDRESS_REWRITTEN",
                    "EXTRA_PARAMETER");
            add(
                    p,
                    "input_charset signed, & before the key",
                    true,
                    cs,
                    m,
                    md5(text(named(m, n -> n.replace("_input_charset", "input_charset"))) + "&" + KEY, cs),
                    "NAME_CHANGED",
                    "SEPARATOR_BEFORE_KEY");
            add(
                    p,
                    "the key in front, unsorted",
                    true,
                    cs,
                    m,
                    md5(KEY + join(m, "&", (n, v) -> n + "=" + v), cs),
                    "KEY_MISPLACED",
                    "NAMES_UNSORTED");
            add(
                    p,
                    "blanks removed, in the other charset",
                    true,
                    cs,
                    m,
                    DigestUtils.md5Hex(
                            (text(with(m, "subject", "充值100元")) + KEY).getBytes(cs.equals(GBK) ? UTF_8 : GBK)),
                    "CHARACTERS_CHANGED",
                    "OTHER_CHARSET");
        }
    }

    @Test
    void theFirstSentenceNamesTheCause() {
        Map<String, int[]> figures = new LinkedHashMap<>();
        List<String> missed = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        List<Integer> signatures = new ArrayList<>();
        List<Answer> answers = CASES.parallelStream().map(Answer::to).toList();
        for (Answer answer : answers) {
            Case each = answer.question();
            Diagnosis diagnosis = answer.diagnosis();
            times.add(answer.micros());
            List<String> named =
                    diagnosis.found().stream().map(it -> it.mistake().code()).toList();
            int[] counts = figures.computeIfAbsent(each.family(), it -> new int[4]);
            counts[0]++;
            boolean nothing =
                    each.first().contains("NOTHING") && named.isEmpty() && !(diagnosis instanceof Diagnosis.Valid);
            if (!named.isEmpty() && each.first().contains(named.get(0)) || nothing) {
                counts[1]++;
            } else {
                counts[named.isEmpty() ? 2 : 3]++;
                missed.add(
                        each.family() + ", " + each.comment() + ", " + (each.request() ? "request " : "notification ")
                                + each.charset() + ": expected " + each.first() + ", said " + named);
            }
            assertThat(diagnosis + Languages.said(diagnosis.sentences())).doesNotContain(KEY);
        }
        figures.forEach((family, counts) ->
                System.out.println(family + ": " + Arrays.toString(counts) + " (cases, named first, unknown, other)"));
        missed.forEach(it -> System.out.println("  missed " + it));
        times.sort(null);
        System.out.println(CASES.size() + " cases, " + missed.size() + " missed; median "
                + times.get(times.size() / 2) / 1000.0 + " ms, p95 " + times.get(times.size() * 95 / 100) / 1000.0
                + " ms, longest " + times.get(times.size() - 1) / 1000.0 + " ms");
        assertThat(CASES).hasSizeGreaterThan(400);
        assertThat(missed).hasSizeLessThanOrEqualTo(CASES.size() / 50);
    }
}
