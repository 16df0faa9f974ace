package com.alipay.sandbox.gateway;

import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.SignerFactory;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.protocol.SignType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes the responses of the server services, in the charset of the request; always HTTP 200.
 *
 * <pre>
 * &lt;alipay&gt;&lt;is_success&gt;F&lt;/is_success&gt;&lt;error&gt;TRADE_NOT_EXIST&lt;/error&gt;&lt;/alipay&gt;
 * &lt;!-- trade_no: … --&gt;
 * </pre>
 *
 * <p>A success with data repeats the request's parameters and is signed with the request's sign_type, over the children of the
 * one object under {@code <response>}, as if they were parameters. There is no white space between elements.
 */
final class XmlResponseWriter {
    private final MerchantAccount merchant;
    private final SignerFactory signers;

    XmlResponseWriter(MerchantAccount merchant, SignerFactory signers) {
        this.merchant = merchant;
        this.signers = signers;
    }

    HttpResponse reply(Parameters request, ServiceResponse answer, Charset charset) {
        if (answer instanceof ServiceResponse.Data told) {
            return document(told(request, told, charset), charset);
        }
        return answer instanceof ServiceResponse.Refused refused
                ? failure(refused.refusal(), charset)
                : document(element("is_success", "T"), charset);
    }

    /** Writes an error. The vendor's format has only the code, so parameter and detail follow in an XML comment. */
    static HttpResponse failure(GatewayRefusal refusal, Charset charset) {
        GatewayErrorCode code = refusal.code().orElse(GatewayErrorCode.GENERIC_FAILURE);
        return document(
                        element("is_success", "F") + element("error", code.name()),
                        language -> "\n<!-- " + comment(refusal, language) + " -->",
                        charset)
                .refusing(refusal);
    }

    private static String comment(GatewayRefusal refusal, Locale language) {
        String about = refusal.parameter().isEmpty() ? "" : refusal.parameter() + ": ";
        // Two hyphens would end the comment.
        return escape((about + refusal.detail().in(language)).replace("-", "\u2010"));
    }

    private String told(Parameters request, ServiceResponse.Data told, Charset charset) {
        String children = told.children().entrySet().stream()
                .map(child -> element(child.getKey(), child.getValue()))
                .collect(Collectors.joining());
        SignType type = SignType.named(request.get("sign_type")).orElse(merchant.usualSignType());
        return element("is_success", "T")
                + "<request>" + echo(request) + "</request>"
                + "<response><" + told.object() + ">" + children + "</" + told.object() + "></response>"
                + element("sign", signers.of(merchant.partner(), type).sign(told.children(), charset))
                + element("sign_type", type.name());
    }

    private static String echo(Parameters request) {
        SortedMap<String, String> echoed = new TreeMap<>(request.asMap());
        echoed.values().removeIf(String::isEmpty);
        echoed.keySet().removeIf(name -> name.equals("sign") || name.equals("sign_type"));
        return echoed.entrySet().stream().map(XmlResponseWriter::parameter).collect(Collectors.joining());
    }

    private static String parameter(Map.Entry<String, String> parameter) {
        return "<param name=\"" + escape(parameter.getKey()) + "\">" + escape(parameter.getValue()) + "</param>";
    }

    private static HttpResponse document(String content, Charset charset) {
        return document(content, language -> "", charset);
    }

    private static HttpResponse document(String content, Function<Locale, String> behind, Charset charset) {
        String name = charset == StandardCharsets.UTF_8 ? "utf-8" : charset.name();
        String document = "<?xml version=\"1.0\" encoding=\"" + name + "\"?>\n<alipay>" + content + "</alipay>";
        return HttpResponse.xml(language -> document + behind.apply(language), charset);
    }

    private static String element(String name, String value) {
        return "<" + name + ">" + escape(value) + "</" + name + ">";
    }

    /** Escapes a text; a character that XML does not allow, a control character or half a surrogate pair, becomes U+FFFD. */
    private static String escape(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\r' -> text.append("&#13;");
                default -> text.appendCodePoint(isXml(point) ? point : 0xFFFD);
            }
        });
        return text.toString();
    }

    private static boolean isXml(int point) {
        return point == '\t'
                || point == '\n'
                || point >= 0x20 && point < 0xD800
                || point >= 0xE000 && point != 0xFFFE && point != 0xFFFF;
    }
}
