package com.alipay.sandbox.check;

import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.Parameters;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A pay request as a browser sends it.
 *
 * @param address of the gateway, with its query string
 * @param form the body of a POST; empty for GET
 */
record GatewayRequest(String address, Optional<String> form) {
    Parameters parameters(Charset usual) {
        Charset charset = Charsets.named(read(usual).get("_input_charset")).orElse(usual);
        return read(charset);
    }

    private Parameters read(Charset charset) {
        int query = address.indexOf('?');
        return Parameters.of(bytes(query < 0 ? "" : address.substring(query + 1)), bytes(form.orElse("")), charset);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
