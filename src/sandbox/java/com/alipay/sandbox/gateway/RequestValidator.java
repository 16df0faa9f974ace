package com.alipay.sandbox.gateway;

import com.alipay.i18n.Text;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.protocol.Verifier;
import com.alipay.sandbox.text.Texts;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Validates what every service requires: charset, partner, sign_type, signature. */
final class RequestValidator {
    private static final Pattern NUMBER = Pattern.compile("[0-9 ]{0,32}");

    private final MerchantAccount merchant;

    RequestValidator(MerchantAccount merchant) {
        this.merchant = merchant;
    }

    /** Returns the charset that the query names; if it names none or an unknown one, the merchant's, by default GBK. */
    Charset charsetOf(HttpRequest call) {
        return Charsets.named(call.queryOnly().get("_input_charset")).orElse(merchant.usualCharset());
    }

    Optional<GatewayRefusal> charset(HttpRequest call, Parameters params) {
        Optional<String> unknown = Stream.of(call.queryOnly().get("_input_charset"), params.get("_input_charset"))
                .filter(name -> !name.isEmpty() && Charsets.named(name).isEmpty())
                .findFirst();
        if (unknown.isPresent()) {
            return refuse(
                    GatewayErrorCode.ILLEGAL_CHARSET, "_input_charset", Texts.of("refusal.received", unknown.get()));
        }
        return params.contradictory().isEmpty()
                ? Optional.empty()
                : refuse(
                        GatewayErrorCode.ILLEGAL_ARGUMENT,
                        params.contradictory().first(),
                        Texts.of("refusal.twice"));
    }

    Optional<GatewayRefusal> partner(Parameters params) {
        String partner = params.get("partner");
        if (partner.equals(merchant.partner())) {
            return Optional.empty();
        }
        // Without the value: if partner and key were swapped, the page would show the key.
        Text received = NUMBER.matcher(partner).matches()
                ? Texts.of("refusal.unknown-partner", partner)
                : Texts.of("refusal.partner-is-no-number");
        return refuse(GatewayErrorCode.ILLEGAL_PARTNER, "partner", received);
    }

    /** Validates sign_type, then the signature. */
    Optional<GatewayRefusal> signature(HttpRequest call, Parameters params) {
        return first(() -> signType(params), () -> sign(call, params, charsetOf(call)));
    }

    private Optional<GatewayRefusal> signType(Parameters params) {
        Optional<SignType> type = SignType.named(params.get("sign_type"));
        if (type.isEmpty()) {
            return refuse(
                    GatewayErrorCode.ILLEGAL_SIGN_TYPE,
                    "sign_type",
                    Texts.of("refusal.received-quoted", params.get("sign_type")));
        }
        Text missing = Texts.of(type.get() == SignType.RSA ? "refusal.no-rsa-key" : "refusal.no-security-key");
        return merchant.verifier(type.get()).isPresent()
                ? Optional.empty()
                : refuse(GatewayErrorCode.ILLEGAL_SECURITY_PROFILE, "sign_type", missing);
    }

    /** Returns the verifier; present for parameters that passed {@link #signType}. */
    private Verifier verifier(Parameters params) {
        return SignType.named(params.get("sign_type"))
                .flatMap(merchant::verifier)
                .orElseThrow();
    }

    /**
     * Validates the signature. A charset named in the body only comes too late: the text was decoded as GBK, or as the merchant's
     * charset, and where UTF-8 bytes are valid GBK too, the signature would match a garbled subject. That is refused as well.
     */
    private Optional<GatewayRefusal> sign(HttpRequest call, Parameters params, Charset charset) {
        String text = Md5Signer.signedText(params.asMap());
        boolean named = call.queryOnly().has("_input_charset");
        boolean misread = !named
                && Charsets.named(params.get("_input_charset")).orElse(charset) != charset
                && !StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        if (verifier(params).accepts(params.asMap(), charset) && !misread) {
            return Optional.empty();
        }
        Text used = Texts.of(named ? "refusal.sign" : "refusal.sign-without-charset", charset.name());
        return Optional.of(GatewayRefusal.ofSignature(used, new RejectedSignature(merchant.partner(), text, call)));
    }

    interface Check extends Supplier<Optional<GatewayRefusal>> {}

    /** Returns the first refusal; later checks do not run. */
    static Optional<GatewayRefusal> first(Check... checks) {
        return Stream.of(checks).map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    static Optional<GatewayRefusal> refuse(GatewayErrorCode code, String parameter, Text detail) {
        return Optional.of(GatewayRefusal.of(code, parameter, detail));
    }
}
