package com.alipay.util;

import com.alipay.config.Configuration;
import java.io.IOException;
import java.util.Map;

/**
 * 请求提交, by the vendor's names: turns parameters into a signed request to the gateway.
 *
 * @tutorial 双功能 2.2 / 担保 3.3
 */
public final class AlipaySubmit {
    private AlipaySubmit() {}

    /**
     * 功能：构造提交表单 HTML 数据. A form that submits itself, with a button for browsers without scripts. Every value is escaped.
     *
     * @param sParaTemp the parameters, decoded and unsigned
     * @param gateway the gateway's address, without a query string
     * @param strMethod {@code get} or {@code post}
     * @param strButtonName the words on the button
     * @return HTML to print into a page
     * @throws IllegalArgumentException if the charset cannot carry a character
     */
    public static String buildForm(
            Map<String, String> sParaTemp, String gateway, String strMethod, String strButtonName) {
        return GatewayRequest.sign(sParaTemp, gateway, Configuration.current().merchant())
                .form(strMethod, strButtonName);
    }

    /**
     * 功能：模拟远程 HTTP 的 POST 请求. Sends the signed parameters from this server.
     *
     * @return the gateway's answer, XML or HTML, decoded in the configured charset
     * @throws IOException if there is no full answer within 15 seconds, it is not HTTP 200 or longer than 64 KiB
     */
    public static String sendPostInfo(Map<String, String> sParaTemp, String gateway) throws IOException {
        return GatewayRequest.sign(sParaTemp, gateway, Configuration.current().merchant())
                .post();
    }
}
