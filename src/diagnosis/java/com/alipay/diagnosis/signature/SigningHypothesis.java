package com.alipay.diagnosis.signature;

import com.alipay.config.MerchantConfig.SecurityKey;
import com.alipay.protocol.ParameterNames;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * One hypothesis about what was signed, and how: the parameters in the received order, their charset, the key, how they are
 * joined, and the expected signature. Undoing a mistake leads from one hypothesis to another.
 *
 * @param sign the received signature
 * @param scheme how it is compared
 */
record SigningHypothesis(
        List<Parameter> pairs, Charset charset, SecurityKey key, JoinRules joining, String sign, Scheme scheme) {

    /**
     * A parameter, name and value as {@link ByteString}.
     *
     * @param wire the value as transmitted, before percent-decoding
     */
    record Parameter(String name, String value, String wire) {
        Parameter withValue(String other) {
            return other.equals(value) ? this : new Parameter(name, other, other);
        }

        Parameter withName(String other) {
            return new Parameter(other, value, wire);
        }

        boolean isEmpty() {
            return value.isEmpty();
        }
    }

    /**
     * How the parameters and the key are joined into one text.
     *
     * @param empties whether parameters without a value are included
     * @param signType whether {@code sign_type} is included
     * @param sign whether {@code sign} is included, without a value
     * @param beforeKey the separator between text and key
     * @param style how the parameters are written
     * @param place position of the key
     * @param form how the whole text is transformed before it is signed
     */
    record JoinRules(
            Order order,
            boolean empties,
            boolean signType,
            boolean sign,
            String beforeKey,
            TextStyle style,
            KeyPlace place,
            TextForm form) {
        /** The rules of the protocol. */
        static final JoinRules PROTOCOL =
                new JoinRules(Order.BYTES, false, false, false, "", TextStyle.PAIRS, KeyPlace.END, TextForm.AS_IT_IS);

        JoinRules with(Order other) {
            return new JoinRules(other, empties, signType, sign, beforeKey, style, place, form);
        }

        JoinRules withEmpties() {
            return new JoinRules(order, true, signType, sign, beforeKey, style, place, form);
        }

        JoinRules withSignType() {
            return new JoinRules(order, empties, true, sign, beforeKey, style, place, form);
        }

        JoinRules withSign() {
            return new JoinRules(order, empties, signType, true, beforeKey, style, place, form);
        }

        JoinRules separatedBy(String separator) {
            return new JoinRules(order, empties, signType, sign, separator, style, place, form);
        }

        JoinRules with(TextStyle other) {
            return new JoinRules(order, empties, signType, sign, beforeKey, other, place, form);
        }

        JoinRules with(KeyPlace other) {
            return new JoinRules(order, empties, signType, sign, beforeKey, style, other, form);
        }

        JoinRules with(TextForm other) {
            return new JoinRules(order, empties, signType, sign, beforeKey, style, place, other);
        }

        boolean isPlain() {
            return style == TextStyle.PAIRS && place == KeyPlace.END && form == TextForm.AS_IT_IS;
        }
    }

    /** Position of the key. */
    enum KeyPlace {
        END,
        FRONT,
        FRONT_AND_AMPERSAND,
        BOTH,
        BOTH_WITH_AMPERSANDS,
        /** As a parameter {@code key}, sorted among the others. */
        PARAMETER,
        PARAMETER_IN_FRONT,
        TWICE
    }

    /** Order in which the parameters are joined. */
    enum Order {
        BYTES(Comparator.comparing(Parameter::name)),
        AS_SENT(null),
        ANY_CASE(Comparator.comparing((Parameter pair) -> pair.name().toLowerCase(Locale.ROOT))),
        WITHOUT_UNDERSCORE(Comparator.comparing((Parameter pair) -> pair.name().replace("_", ""))),
        UNDERSCORE_LAST(Comparator.comparing((Parameter pair) -> pair.name().replace('_', '~'))),
        DESCENDING(Comparator.comparing(Parameter::name).reversed()),
        BY_VALUE(Comparator.comparing(Parameter::value)),
        BY_LENGTH(Comparator.comparing((Parameter pair) -> pair.name().length())),
        BACKWARDS(null);

        private final Comparator<Parameter> comparator;

        Order(Comparator<Parameter> comparator) {
            this.comparator = comparator;
        }

        List<Parameter> of(List<Parameter> pairs) {
            if (this == BACKWARDS) {
                List<Parameter> backwards = new ArrayList<>(pairs);
                Collections.reverse(backwards);
                return backwards;
            }
            return comparator == null
                    ? pairs
                    : pairs.stream().sorted(comparator).toList();
        }
    }

    /** How the received signature is compared. */
    enum Scheme {
        MD5("MD5", 32),
        /** First digits only: the message was cut within its signature. */
        MD5_BEGINNING("MD5", 0),
        /** Digits 9 to 24, as the MD5 functions of ASP return them. */
        MD5_MIDDLE("MD5", 16),
        /** Each byte without its leading zero. */
        MD5_UNPADDED("MD5", 0),
        MD5_TWICE("MD5", 32),
        MD5_TWICE_UPPER_CASE("MD5", 32),
        MD5_OF_DIGEST_AND_KEY("MD5", 32),
        HMAC_MD5("HmacMD5", 32),
        MD2("MD2", 32),
        SHA1_BEGINNING("SHA-1", 32),
        SHA256_BEGINNING("SHA-256", 32),
        SHA1("SHA-1", 40),
        HMAC_SHA1("HmacSHA1", 40),
        SHA224("SHA-224", 56),
        SHA256("SHA-256", 64),
        HMAC_SHA256("HmacSHA256", 64),
        SHA384("SHA-384", 96),
        SHA512("SHA-512", 128),
        HMAC_SHA512("HmacSHA512", 128),
        RSA("SHA1withRSA", 0),
        RSA2("SHA256withRSA", 0),
        MD5_RSA("MD5withRSA", 0);

        private final String algorithm;
        private final int digits;

        Scheme(String algorithm, int digits) {
            this.algorithm = algorithm;
            this.digits = digits;
        }

        String algorithm() {
            return algorithm;
        }

        /** Returns the number of hex digits of a signature; 0 if it varies. */
        int digits() {
            return digits;
        }

        boolean isRsa() {
            return algorithm.endsWith("withRSA");
        }
    }

    /** Returns the signed text as a {@code ByteString}, without the key. */
    String text() {
        List<Parameter> parts = joining.order().of(pairs).stream()
                .filter(this::takesPart)
                .map(pair -> pair.name().equals("sign") ? new Parameter("sign", "", "") : pair)
                .toList();
        return joining.style().write(parts);
    }

    private boolean takesPart(Parameter pair) {
        String name = pair.name().toLowerCase(Locale.ROOT);
        if (name.equals("sign")) {
            return joining.sign();
        }
        return name.equals("sign_type") ? joining.signType() : joining.empties() || !pair.isEmpty();
    }

    /** Returns the parameters that have a value, except {@code sign} and {@code sign_type}. */
    List<Parameter> signable() {
        return pairs.stream()
                .filter(pair -> !ParameterNames.isUnsigned(pair.name()))
                .toList();
    }

    String value(String name) {
        return pairs.stream()
                .filter(pair -> pair.name().equals(name))
                .map(Parameter::value)
                .findFirst()
                .orElse("");
    }

    boolean has(String name) {
        return pairs.stream().anyMatch(pair -> pair.name().equals(name));
    }

    SigningHypothesis withPairs(List<Parameter> other) {
        return other.equals(pairs)
                ? this
                : new SigningHypothesis(List.copyOf(other), charset, key, joining, sign, scheme);
    }

    /** Returns a copy with every signed value changed; {@code sign} and {@code sign_type} stay. */
    SigningHypothesis withValues(UnaryOperator<String> change) {
        return withPairs(pairs.stream()
                .map(pair -> ParameterNames.isUnsigned(pair.name()) ? pair : pair.withValue(change.apply(pair.value())))
                .toList());
    }

    /** Returns a copy with one parameter replaced, or removed if {@code other} is null. */
    SigningHypothesis replacing(Parameter pair, Parameter other) {
        return withPairs(pairs.stream()
                .map(it -> it == pair ? other : it)
                .filter(it -> it != null)
                .toList());
    }

    SigningHypothesis with(JoinRules other) {
        return new SigningHypothesis(pairs, charset, key, other, sign, scheme);
    }

    SigningHypothesis with(Charset other) {
        return new SigningHypothesis(pairs, other, key, joining, sign, scheme);
    }

    SigningHypothesis with(SecurityKey other) {
        return new SigningHypothesis(pairs, charset, other, joining, sign, scheme);
    }

    SigningHypothesis withSign(String other, Scheme otherScheme) {
        return new SigningHypothesis(pairs, charset, key, joining, other, otherScheme);
    }

    /** Omits everything from the message. */
    @Override
    public String toString() {
        return "Reading[" + pairs.size() + " pairs, " + charset + "]";
    }
}
