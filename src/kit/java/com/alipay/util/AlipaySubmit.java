package com.alipay.util;

import com.alipay.config.Configuration;
import com.alipay.config.MerchantConfig;
import java.io.IOException;
import java.util.Map;
import org.owasp.encoder.Encode;

/**
 * 请求提交: turns parameters into a signed request to the gateway. Every form for the gateway is built here.
 *
 * @tutorial 双功能 2.2 / 担保 3.3
 */
public final class AlipaySubmit {
    private AlipaySubmit() {}

    /**
     * 功能：构造提交表单 HTML 数据. Builds a form that submits itself, with a button for browsers without scripts. Every value is escaped.
     *
     * @param sParaTemp the parameters, decoded and unsigned
     * @param gateway the gateway's URL, without a query string
     * @param strMethod {@code get} or {@code post}
     * @param strButtonName the label of the button
     * @return HTML to print into a page
     * @throws IllegalArgumentException if the charset cannot encode a character
     */
    public static String buildForm(
            Map<String, String> sParaTemp, String gateway, String strMethod, String strButtonName) {
        return GatewayRequest.sign(sParaTemp, gateway, Configuration.current().merchant())
                .form(strMethod, strButtonName);
    }

    /**
     * Builds the form of a signed request. {@code _input_charset} is also part of the action, because the gateway decodes a POST
     * by the query string. The button has no name, since a named one would be an additional, unsigned parameter.
     *
     * @param sent all parameters, including the signature
     */
    public static String form(
            Map<String, String> sent, String gateway, MerchantConfig merchant, String method, String button) {
        StringBuilder html = new StringBuilder(2048)
                .append("<form id=\"alipaysubmit\" name=\"alipaysubmit\" action=\"")
                .append(Encode.forHtmlAttribute(gateway + "?_input_charset=" + merchant.input_charset()))
                .append("\" method=\"")
                .append(Encode.forHtmlAttribute(method))
                .append("\" accept-charset=\"")
                .append(merchant.charset().name())
                .append("\">\n");
        sent.forEach((name, value) -> html.append("<input type=\"hidden\" name=\"")
                .append(Encode.forHtmlAttribute(name))
                .append("\" value=\"")
                .append(Encode.forHtmlAttribute(value))
                .append("\">\n"));
        return html.append("<button type=\"submit\">")
                .append(Encode.forHtml(button))
                .append("</button>\n</form>\n<script>document.forms['alipaysubmit'].submit();</script>\n")
                .toString();
    }

    /**
     * 功能：模拟远程 HTTP 的 POST 请求. Sends the signed parameters from this server.
     *
     * @return the gateway's response, XML or HTML, decoded in the configured charset
     * @throws IOException if there is no full response within 15 seconds, its status is not 200, or it is longer than 64 KiB
     */
    public static String sendPostInfo(Map<String, String> sParaTemp, String gateway) throws IOException {
        return GatewayRequest.sign(sParaTemp, gateway, Configuration.current().merchant())
                .post();
    }
}
