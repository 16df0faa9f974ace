package com.alipay.sandbox.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every form in which people paste a message, with a good message and with one whose price was rewritten after signing, in both
 * charsets: the good one is found right, the cause of the other is named.
 */
class ParameterExtractorTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Charset GBK = Charset.forName("GBK");

    /** One way of writing a message down. */
    record Form(String name, BiFunction<Map<String, String>, Charset, Object> write) {
        @Override
        public String toString() {
            return name;
        }
    }

    record Row(Form form, String charset, boolean good) {
        @Override
        public String toString() {
            return form + ", " + charset + ", " + (good ? "good" : "bad");
        }
    }

    /** A message of Alipay's, with values that look like everything else. */
    static Map<String, String> message(Charset charset, boolean good) {
        Map<String, String> signed = new LinkedHashMap<>();
        signed.put("is_success", "T");
        signed.put("notify_id", "RqPnCoPT3K9%2Fvwbh3I%2BSimulatedReturnId001");
        signed.put("notify_time", "2011-03-15 10:00:05");
        signed.put("notify_type", "trade_status_sync");
        signed.put("out_trade_no", "SIM201103150001");
        signed.put("payment_type", "1");
        signed.put("price", "328.00");
        signed.put("receive_address", "上海 上海市, 普陀区 (XX路1号)");
        signed.put("seller_email", "seller@example.com");
        signed.put("show_url", "http://shop.example.com/a=b/goods.jsp");
        signed.put("subject", "O'Neill 充值 A&B 100% +1 [x] <y>");
        signed.put("total_fee", "328.00");
        signed.put("trade_status", "TRADE_FINISHED");
        String text = new TreeMap<>(signed)
                .entrySet().stream()
                        .map(it -> it.getKey() + "=" + it.getValue())
                        .collect(Collectors.joining("&"));
        Map<String, String> received = new LinkedHashMap<>(signed);
        if (!good) {
            received.put("price", "328");
        }
        received.put("sign", DigestUtils.md5Hex((text + KEY).getBytes(charset)));
        received.put("sign_type", "MD5");
        return received;
    }

    private static String encode(String value, Charset charset) {
        return URLEncoder.encode(value, charset);
    }

    private static String query(Map<String, String> message, Charset charset) {
        return join(message, "&", (name, value) -> name + "=" + encode(value, charset));
    }

    private static String join(Map<String, String> message, String by, BiFunction<String, String, String> pair) {
        return message.entrySet().stream()
                .map(it -> pair.apply(it.getKey(), it.getValue()))
                .collect(Collectors.joining(by));
    }

    private static String html(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String escaped(String value, String quote) {
        return value.replace("\\", "\\\\").replace(quote, "\\" + quote);
    }

    private static String units(String value) {
        return value.chars()
                .mapToObj(c -> c < 0x80 ? String.valueOf((char) c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }

    private static String octets(String value, Charset charset) {
        StringBuilder text = new StringBuilder();
        for (byte octet : value.getBytes(charset)) {
            text.append(octet < 0 ? String.format("\\x%02x", octet & 0xFF) : String.valueOf((char) octet));
        }
        return text.toString();
    }

    private static byte[] wide(String text, Charset charset, boolean mark) {
        byte[] bytes = ((mark ? "\uFEFF" : "") + text).getBytes(charset);
        return bytes;
    }

    private static byte[] marked(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static String wrapped(String text, int width) {
        return text.replaceAll("(.{" + width + "})", "$1\n");
    }

    private static void add(List<Form> forms, String name, BiFunction<Map<String, String>, Charset, Object> write) {
        forms.add(new Form(name, write));
    }

    static List<Form> forms() {
        List<Form> forms = new ArrayList<>();
        String site = "http://shop.example.com/alipay/return_url.jsp";
        add(forms, "query", ParameterExtractorTest::query);
        add(forms, "query with ?", (m, cs) -> "?" + query(m, cs));
        add(forms, "query in quotes", (m, cs) -> "\"" + query(m, cs) + "\"");
        add(forms, "encoded names", (m, cs) -> query(m, cs).replace("_", "%5F"));
        add(forms, "query, wrapped", (m, cs) -> wrapped(query(m, cs), 76));
        add(
                forms,
                "query, wrapped in CR LF and quoted in a mail",
                (m, cs) -> wrapped(query(m, cs), 60).replace("\n", "\r\n> "));
        add(forms, "query, broken at each &", (m, cs) -> query(m, cs).replace("&", "&\n"));
        add(forms, "query, broken before each &", (m, cs) -> query(m, cs).replace("&", "\n  &"));
        add(forms, "query, decoded", (m, cs) -> join(m, "&", (n, v) -> n + "=" + v));
        add(forms, "address", (m, cs) -> site + "?" + query(m, cs));
        add(forms, "address with fragment", (m, cs) -> site + "?" + query(m, cs) + "#top");
        add(forms, "address with a session", (m, cs) -> site + ";jsessionid=0A1B?" + query(m, cs));
        add(forms, "address with = in its path", (m, cs) -> "http://shop/a=b/r.jsp?" + query(m, cs));
        add(forms, "path", (m, cs) -> "/alipay/return_url.jsp?" + query(m, cs));
        add(
                forms,
                "address, %20 for blanks",
                (m, cs) -> site + "?" + query(m, cs).replace("+", "%20"));
        add(forms, "address, decoded", (m, cs) -> site + "?" + join(m, "&", (n, v) -> n + "=" + v));
        add(forms, "address in angle brackets", (m, cs) -> "<" + site + "?" + query(m, cs) + ">");
        add(
                forms,
                "access log, combined",
                (m, cs) -> "1.2.3.4 - - [15/Mar/2011:10:00:06 +0800] \"GET /r.jsp?" + query(m, cs)
                        + " HTTP/1.1\" 200 512 \"https://cashier.alipay.com/x?a=1&b=2\" \"Mozilla/4.0\"");
        add(
                forms,
                "access log, IIS",
                (m, cs) -> "2011-03-15 10:00:05 W3SVC1 127.0.0.1 GET /return_url.asp " + query(m, cs)
                        + " 80 - 1.2.3.4 Mozilla/4.0 200 0 0");
        add(
                forms,
                "log line with prefix",
                (m, cs) -> "2011-03-15 10:00:06,123 INFO  [http-8080-1] c.a.Notify - received: " + query(m, cs));
        add(
                forms,
                "log line with prefix, decoded",
                (m, cs) -> "2011-03-15 10:00:06,123 INFO  [http-8080-1] c.a.Notify - received: "
                        + join(m, "&", (n, v) -> n + "=" + v));
        add(
                forms,
                "vendor's log",
                (m, cs) -> "responseTxt=true\n notify_url_log:sign=" + m.get("sign")
                        + "&mysign=ffffffffffffffffffffffffffffffff&notify返回回来的参数："
                        + join(m, "&", (n, v) -> n + "=" + v));
        add(
                forms,
                "vendor's log without the sign",
                (m, cs) -> "responseTxt=true\n notify_url_log:sign=" + m.get("sign")
                        + "&mysign=ffffffffffffffffffffffffffffffff," + join(without(m), "&", (n, v) -> n + "=" + v));
        add(
                forms,
                "vendor's log of 3.2",
                (m, cs) -> "responseTxt=true\n isSign=true\n 返回回来的参数：" + join(m, "&", (n, v) -> n + "=" + v));
        add(forms, "Java map", (m, cs) -> m.toString());
        add(forms, "Java map with prefix", (m, cs) -> "10:00:06 DEBUG params: " + m);
        add(forms, "Java map of lists", (m, cs) -> "{" + join(m, ", ", (n, v) -> n + "=[" + v + "]") + "}");
        add(forms, "record", (m, cs) -> "Notice[" + join(m, ", ", (n, v) -> n + "=" + v) + "]");
        add(forms, "Lombok", (m, cs) -> "Notice(" + join(m, ", ", (n, v) -> n + "=" + v) + ")");
        add(forms, "JSON", (m, cs) -> "{" + join(m, ",", (n, v) -> "\"" + n + "\":\"" + escaped(v, "\"") + "\"") + "}");
        add(
                forms,
                "JSON, indented",
                (m, cs) -> "{\n" + join(m, ",\n", (n, v) -> "  \"" + n + "\": \"" + escaped(v, "\"") + "\"") + "\n}");
        add(
                forms,
                "JSON, escaped units",
                (m, cs) -> "{" + join(m, ",", (n, v) -> "\"" + n + "\":\"" + units(escaped(v, "\"")) + "\"") + "}");
        add(
                forms,
                "JSON of lists",
                (m, cs) -> "{" + join(m, ",", (n, v) -> "\"" + n + "\":[\"" + escaped(v, "\"") + "\"]") + "}");
        add(
                forms,
                "JSON in a log",
                (m, cs) -> "INFO notify {" + join(m, ",", (n, v) -> "\"" + n + "\":\"" + escaped(v, "\"") + "\"")
                        + "} ok");
        add(
                forms,
                "HAR",
                (m, cs) ->
                        "[" + join(m, ",", (n, v) -> "{\"name\":\"" + n + "\",\"value\":\"" + escaped(v, "\"") + "\"}")
                                + "]");
        add(forms, "print_r", (m, cs) -> "Array\n(\n" + join(m, "\n", (n, v) -> "    [" + n + "] => " + v) + "\n)\n");
        add(forms, "print_r in one line", (m, cs) -> "Array ( " + join(m, " ", (n, v) -> "[" + n + "] => " + v) + " )");
        add(
                forms,
                "var_export",
                (m, cs) ->
                        "array (\n" + join(m, "\n", (n, v) -> "  '" + n + "' => '" + escaped(v, "'") + "',") + "\n)");
        add(
                forms,
                "var_dump",
                (m, cs) -> "array(15) {\n"
                        + join(
                                m,
                                "\n",
                                (n, v) -> "  [\"" + n + "\"]=>\n  string(" + v.getBytes(cs).length + ") \"" + v + "\"")
                        + "\n}");
        add(
                forms,
                "var_dump of Xdebug",
                (m, cs) -> "array\n"
                        + join(
                                m,
                                "\n",
                                (n, v) -> "  '" + n + "' => string '" + escaped(v, "'") + "' (length=" + v.length()
                                        + ")"));
        add(
                forms,
                "PHP array",
                (m, cs) -> "[" + join(m, ", ", (n, v) -> "'" + n + "'=>'" + escaped(v, "'") + "'") + "]");
        add(
                forms,
                "Ruby hash",
                (m, cs) -> "{" + join(m, ", ", (n, v) -> "\"" + n + "\"=>\"" + escaped(v, "\"") + "\"") + "}");
        add(
                forms,
                "Rails log",
                (m, cs) -> "  Parameters: {" + join(m, ", ", (n, v) -> "\"" + n + "\"=>\"" + escaped(v, "\"") + "\"")
                        + "}");
        add(
                forms,
                "Ruby symbols",
                (m, cs) -> "{" + join(m, ", ", (n, v) -> ":" + n + "=>\"" + escaped(v, "\"") + "\"") + "}");
        add(
                forms,
                "Ruby, new syntax",
                (m, cs) -> "{" + join(m, ", ", (n, v) -> n + ": \"" + escaped(v, "\"") + "\"") + "}");
        add(
                forms,
                "Python dict",
                (m, cs) -> "{" + join(m, ", ", (n, v) -> "'" + n + "': '" + escaped(v, "'") + "'") + "}");
        add(
                forms,
                "Python 2 dict",
                (m, cs) -> "{" + join(m, ", ", (n, v) -> "u'" + n + "': u'" + units(escaped(v, "'")) + "'") + "}");
        add(
                forms,
                "Python 2 dict of bytes",
                (m, cs) -> "{" + join(m, ", ", (n, v) -> "'" + n + "': '" + octets(escaped(v, "'"), cs) + "'") + "}");
        add(
                forms,
                "QueryDict",
                (m, cs) -> "<QueryDict: {"
                        + join(m, ", ", (n, v) -> "u'" + n + "': [u'" + units(escaped(v, "'")) + "']") + "}>");
        add(
                forms,
                "Python tuples",
                (m, cs) -> "[" + join(m, ", ", (n, v) -> "('" + n + "', '" + escaped(v, "'") + "')") + "]");
        add(forms, "Go values", (m, cs) -> "map[" + join(m, " ", (n, v) -> n + ":[" + v + "]") + "]");
        add(forms, "pair per line", (m, cs) -> join(m, "\n", (n, v) -> n + "=" + v));
        add(forms, "pair per line, CR LF", (m, cs) -> join(m, "\r\n", (n, v) -> n + "=" + v));
        add(forms, "pair per line, blanks around =", (m, cs) -> join(m, "\n", (n, v) -> n + " = " + v));
        add(
                forms,
                "browser's list",
                (m, cs) -> "Form Data\nview source\nview URL encoded\n" + join(m, "\n", (n, v) -> n + ": " + v));
        add(forms, "browser's list, value below", (m, cs) -> join(m, "\n", (n, v) -> n + ":\n" + v));
        add(forms, "table", (m, cs) -> join(m, "\n", (n, v) -> n + "\t" + v));
        add(
                forms,
                "param XML",
                (m, cs) -> "<?xml version=\"1.0\" encoding=\"utf-8\"?><alipay><request>"
                        + join(m, "", (n, v) -> "<param name=\"" + n + "\">" + html(v) + "</param>")
                        + "</request></alipay>");
        add(
                forms,
                "element XML",
                (m, cs) ->
                        "<notify>" + join(m, "\n", (n, v) -> "<" + n + ">" + html(v) + "</" + n + ">") + "</notify>");
        add(
                forms,
                "CDATA XML",
                (m, cs) -> "<xml>" + join(m, "", (n, v) -> "<" + n + "><![CDATA[" + v + "]]></" + n + ">") + "</xml>");
        add(
                forms,
                "raw GET",
                (m, cs) -> "GET /r.jsp?" + query(m, cs) + " HTTP/1.1\r\nHost: shop.example.com\r\nAccept: */*\r\n\r\n");
        add(
                forms,
                "raw POST",
                (m, cs) -> "POST /n.jsp HTTP/1.1\r\n"
                        + "Host: shop.example.com\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
                        + query(m, cs));
        add(forms, "curl GET", (m, cs) -> "curl -v '" + site + "?" + query(m, cs) + "'");
        add(forms, "curl -d", (m, cs) -> "curl -d '" + query(m, cs) + "' http://shop.example.com/n.jsp");
        add(
                forms,
                "curl --data-urlencode",
                (m, cs) -> "curl http://shop.example.com/n.jsp \\\n"
                        + join(m, " \\\n", (n, v) -> "  --data-urlencode '" + n + "=" + v.replace("'", "'\\''") + "'"));
        add(
                forms,
                "curl -G",
                (m, cs) -> "$ curl -G http://shop.example.com/r.jsp "
                        + join(m, " ", (n, v) -> "--data-urlencode \"" + n + "=" + v + "\""));
        add(
                forms,
                "curl of Chrome",
                (m, cs) -> "curl 'http://shop.example.com/n.jsp' \\\n"
                        + "  -H 'Accept: */*' \\\n"
                        + "  -H 'content-type:"
                        + " application/x-www-form-urlencoded' \\\n"
                        + "  --data-raw"
                        + " '" + query(m, cs) + "' \\\n  --compressed");
        add(
                forms,
                "HTML form",
                (m, cs) -> "<form id=\"f\" action=\"http://shop.example.com/r.jsp\" method=\"get\">\n"
                        + join(
                                m,
                                "\n",
                                (n, v) -> "<input type=\"hidden\" name=\"" + n + "\" value=\"" + html(v) + "\"/>")
                        + "<input type=\"submit\" value=\"OK\"></form>");
        add(
                forms,
                "HTML form, single quotes",
                (m, cs) -> join(
                        m,
                        "",
                        (n, v) -> "<input type='hidden' value='" + html(v).replace("'", "&#39;") + "' name='" + n
                                + "'>"));
        add(forms, "hex", (m, cs) -> HexFormat.of().formatHex(query(m, cs).getBytes(cs)));
        add(
                forms,
                "hex with blanks",
                (m, cs) -> HexFormat.ofDelimiter(" ")
                        .withUpperCase()
                        .formatHex(query(m, cs).getBytes(cs)));
        add(
                forms,
                "base64",
                (m, cs) -> Base64.getEncoder().encodeToString(query(m, cs).getBytes(cs)));
        add(
                forms,
                "base64 in lines",
                (m, cs) -> Base64.getMimeEncoder().encodeToString(query(m, cs).getBytes(cs)));
        add(forms, "file with BOM", (m, cs) -> marked(query(m, cs) + "\r\n"));
        add(forms, "file with BOM, decoded", (m, cs) -> marked(join(m, "&", (n, v) -> n + "=" + v) + "\r\n"));
        add(forms, "file in UTF-16", (m, cs) -> wide(query(m, cs) + "\r\n", StandardCharsets.UTF_16LE, true));
        add(forms, "file in UTF-16, decoded map", (m, cs) -> wide(m + "\r\n", StandardCharsets.UTF_16LE, true));
        add(forms, "file in UTF-16BE without a mark", (m, cs) -> wide(query(m, cs), StandardCharsets.UTF_16BE, false));
        add(
                forms,
                "file in GBK, print_r",
                (m, cs) -> ("Array\n(\n" + join(m, "\n", (n, v) -> "    [" + n + "] => " + v) + "\n)\n").getBytes(GBK));
        add(
                forms,
                "file in GBK, vendor's log",
                (m, cs) -> ("responseTxt=true\n 返回回来的参数：" + join(m, "&", (n, v) -> n + "=" + v)).getBytes(GBK));
        add(
                forms,
                "file in UTF-8, decoded",
                (m, cs) -> (join(m, "&", (n, v) -> n + "=" + v) + "\n").getBytes(StandardCharsets.UTF_8));
        return forms;
    }

    private static Map<String, String> without(Map<String, String> message) {
        Map<String, String> less = new TreeMap<>(message);
        less.keySet().removeAll(List.of("sign", "sign_type"));
        return less;
    }

    static Stream<Row> rows() {
        return forms().stream()
                .flatMap(form -> Stream.of("utf-8", "gbk")
                        .flatMap(charset -> Stream.of(true, false).map(good -> new Row(form, charset, good))));
    }

    static DiagnosisReport explain(Object pasted, String charset) {
        Map<String, String> fields = new HashMap<>();
        fields.put("key", KEY);
        fields.put("charset", charset);
        if (pasted instanceof byte[] bytes) {
            fields.put("format", "bytes");
            fields.put("message", HexFormat.of().formatHex(bytes));
        } else {
            fields.put("message", (String) pasted);
        }
        return DiagnosisService.examine(new DiagnosisRequestParser(fields).inquiry(new NoAccounts()));
    }

    private record NoAccounts() implements AccountLookup {
        @Override
        public com.alipay.diagnosis.signature.SigningAccount account(
                DiagnosisRequestParser form, MessageType kind, com.alipay.sandbox.protocol.Parameters params) {
            throw new AssertionError("the key is given");
        }

        @Override
        public List<com.alipay.diagnosis.signature.SigningAccount> others(String partner) {
            return List.of();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyFormIsRead(Row row) {
        Charset charset = Charset.forName(row.charset());
        DiagnosisReport said = explain(row.form().write().apply(message(charset, row.good()), charset), row.charset());

        assertThat(said.causes().stream().map(DiagnosisReport.Cause::code))
                .as(said.sentences() + " " + said.toSign())
                .isEqualTo(row.good() ? List.of() : List.of("AMOUNT_REWRITTEN"));
        assertThat(said.isGenuine()).as(said.sentences().toString()).isEqualTo(row.good());
    }

    /** Whoever does not say the charset has a good message found good in either. */
    @ParameterizedTest
    @MethodSource("rows")
    void aCharsetThatNobodyStatedIsFound(Row row) {
        Charset charset = Charset.forName(row.charset());
        DiagnosisReport said = explain(row.form().write().apply(message(charset, true), charset), "");

        assertThat(said.isGenuine()).as(said.sentences() + " " + said.toSign()).isTrue();
    }

    @Test
    void theMapOfTheIssueIsRight() {
        assertThat(explain(
                                "{notify_type=trade_status_sync, notify_id=abc, out_trade_no=n1, subject=充值,"
                                        + " total_fee=0.01, trade_status=TRADE_FINISHED,"
                                        + " sign=e2fd2226a684948d670d3e0767938ab5, sign_type=MD5}",
                                "utf-8")
                        .isGenuine())
                .isTrue();
    }

    @Test
    void whatABrowserDoesNotSendBehindAHashIsNamed() {
        String sign = DigestUtils.md5Hex("out_trade_no=1&subject=C#" + KEY);
        DiagnosisReport said = explain(
                "https://mapi.alipay.com/gateway.do?out_trade_no=1&subject=C#&sign=" + sign + "&sign_type=MD5",
                "utf-8");

        assertThat(said.causes().get(0).code()).isEqualTo("CUT_AT_HASH");
    }

    @Test
    void aBodyThatIsNoFormIsNamed() {
        String sign = DigestUtils.md5Hex("out_trade_no=1&subject=A" + KEY);
        DiagnosisReport said = explain(
                "curl https://mapi.alipay.com/gateway.do -H 'Content-Type: application/json' -d"
                        + " '{\"out_trade_no\":\"1\",\"subject\":\"A\",\"sign\":\""
                        + sign + "\",\"sign_type\":\"MD5\"}'",
                "utf-8");

        assertThat(said.causes().get(0).code()).isEqualTo("BODY_NOT_A_FORM");
    }

    @Test
    void aRequestInPartsIsRead() {
        String sign = DigestUtils.md5Hex("out_trade_no=1&service=close_trade" + KEY);
        DiagnosisReport said = explain(
                "curl https://mapi.alipay.com/gateway.do -F out_trade_no=1 -F service=close_trade -F sign=" + sign
                        + " -F sign_type=MD5",
                "utf-8");

        assertThat(said.causes()).isEmpty();
    }

    static Stream<String> nothing() {
        return Stream.of(
                "hello",
                "java.lang.NullPointerException\n\tat com.alipay.Notify.check(Notify.java:7)",
                "请看附件",
                "http://shop.example.com/return_url.jsp",
                "1.2.3.4 - - [15/Mar/2011:10:00:06 +0800] \"POST /notify_url.jsp HTTP/1.1\" 200 7 \"-\""
                        + " \"Mozilla/4.0\"",
                "{}",
                "<html><body>success</body></html>",
                "success",
                "Array\n(\n)\n");
    }

    @ParameterizedTest
    @MethodSource("nothing")
    void whereThereAreNoParametersThatIsSaid(String pasted) {
        DiagnosisReport said = explain(pasted, "utf-8");

        assertThat(said.verdict()).isEqualTo("Refused");
        assertThat(said.sentences().get(0).in(Locale.ENGLISH)).startsWith("no parameters found in this");
        assertThat(said.sentences().get(0).in(Locale.CHINESE)).startsWith("这段内容里没有找到参数");
    }
}
