package com.alipay.util;

import com.alipay.config.MerchantConfig;
import com.alipay.protocol.BoundedHttpClient;
import com.alipay.protocol.FormData;
import com.alipay.protocol.ParameterNames;
import com.alipay.protocol.SignedText;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.lang3.Strings;

/**
 * One signed request to the gateway, available as a form that the browser submits, as a URL, or as a call from server to server.
 * The parameters are signed once, when the request is created.
 *
 * @tutorial 双功能 2.2 / 担保 3.3
 */
public final class GatewayRequest {
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    /** Maximum length of a response in bytes: thirty times the longest one on record. */
    public static final int LONGEST_ANSWER = 64 * 1024;

    private static final BoundedHttpClient HTTP = new BoundedHttpClient(DEADLINE, LONGEST_ANSWER);

    private final Map<String, String> sent;
    private final String gateway;
    private final MerchantConfig merchant;

    private GatewayRequest(Map<String, String> sent, String gateway, MerchantConfig merchant) {
        this.sent = sent;
        this.gateway = Strings.CS.removeEnd(gateway, "?");
        this.merchant = merchant;
    }

    /**
     * Signs the parameters for a gateway.
     *
     * @param parameters decoded; empty ones are neither signed nor sent
     * @param gateway the address; a {@code ?} at its end, as in the vendor's sample, is ignored
     * @throws IllegalArgumentException if the charset cannot encode a character, or if a name or a value could be read as another
     *     parameter
     */
    public static GatewayRequest sign(Map<String, String> parameters, String gateway, MerchantConfig merchant) {
        Map<String, String> signed = filtered(parameters);
        signed.put("sign", AlipayCore.buildMysign(signed, merchant));
        signed.put("sign_type", merchant.sign_type());
        return new GatewayRequest(signed, gateway, merchant);
    }

    /** Does the same as {@link #sign} without a signature: {@code query_timestamp} is the only service that takes one. */
    public static GatewayRequest unsigned(Map<String, String> parameters, String gateway, MerchantConfig merchant) {
        return new GatewayRequest(filtered(parameters), gateway, merchant);
    }

    /**
     * Returns the form that sends the browser to the gateway, see {@link AlipaySubmit}.
     *
     * @param method {@code get} or {@code post}
     * @param button the label of the button
     */
    public String form(String method, String button) {
        return AlipaySubmit.form(sent, gateway, merchant, method, button);
    }

    /** Returns the whole request as one URL, every value encoded in the merchant's charset. */
    public String url() {
        return gateway + "?" + encoded();
    }

    /** Does the same as {@link #send()}, and decodes the body in the merchant's charset for pages that parse it themselves. */
    public String post() throws IOException {
        return new String(send(), merchant.charset());
    }

    /**
     * Sends the request from this server and returns the body of the response as received.
     *
     * @throws BoundedHttpClient.ResponseTooLongException if the response has more than 64 KiB
     * @throws IOException if the gateway cannot be reached, has not responded in full within 15 seconds, or responds with a
     *     status other than 200
     * @throws IllegalArgumentException if the gateway's address is malformed
     */
    public byte[] send() throws IOException {
        return send(HTTP);
    }

    byte[] send(BoundedHttpClient http) throws IOException {
        // A POST names its charset in the URL as well; without a signature it is a GET, as every sample requests a
        // timestamp.
        BoundedHttpClient.Answer answer = sent.containsKey("sign")
                ? http.send(
                        URI.create(gateway + "?_input_charset=" + merchant.input_charset()),
                        encoded().getBytes(StandardCharsets.US_ASCII),
                        "application/x-www-form-urlencoded; charset="
                                + merchant.charset().name())
                : http.send(URI.create(url()), null, "");
        if (answer.status() != 200) {
            throw new IOException("the gateway answered HTTP " + answer.status());
        }
        return answer.body();
    }

    /** Filters like {@link AlipayCore#paraFilter} and refuses what could be read as another parameter. */
    private static Map<String, String> filtered(Map<String, String> parameters) {
        Map<String, String> sent = new LinkedHashMap<>(2 * parameters.size());
        for (String name : SignedText.names(parameters)) {
            if (!ParameterNames.isName(name)) {
                throw new IllegalArgumentException(
                        "the name " + ParameterNames.shown(name) + " is none: letters, digits and _ only");
            }
            ParameterNames.ambiguity(name, parameters.get(name)).ifPresent(ambiguity -> {
                throw new IllegalArgumentException(ambiguity + ": remove it");
            });
            sent.put(name, parameters.get(name));
        }
        return sent;
    }

    private String encoded() {
        return FormData.write(sent, merchant.charset());
    }
}
