package com.alipay.diagnosis;

import com.alipay.config.SecurityKey;
import com.alipay.trade.ParameterNames;
import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One idea of what was signed, and how: the pairs in the order they came, the charset of their octets, the key, how they are joined,
 * and the signature that has to come out. A mistake is a step from one reading to another.
 *
 * @param sign the received signature
 * @param scheme how it is compared
 */
record Reading(List<Pair> pairs, Charset charset, SecurityKey key, Joining joining, String sign, Scheme scheme) {

    /**
     * A parameter, name and value as {@link Octets}.
     *
     * @param wire the value as it stood on the wire, before percent-decoding
     */
    record Pair(String name, String value, String wire) {
        Pair withValue(String other) {
            return other.equals(value) ? this : new Pair(name, other, other);
        }

        Pair withName(String other) {
            return new Pair(other, value, wire);
        }

        boolean isEmpty() {
            return value.isEmpty();
        }
    }

    /**
     * How the pairs become one text.
     *
     * @param empties whether pairs without a value take part
     * @param signType whether {@code sign_type} takes part
     * @param sign whether {@code sign} takes part, without a value
     * @param beforeKey what stands between text and key
     */
    record Joining(Order order, boolean empties, boolean signType, boolean sign, String beforeKey) {
        /** As the protocol has it. */
        static final Joining PROTOCOL = new Joining(Order.BYTES, false, false, false, "");
    }

    /** In which order the pairs are joined. */
    enum Order {
        BYTES(Comparator.comparing(Pair::name)),
        AS_SENT(null),
        ANY_CASE(Comparator.comparing((Pair pair) -> pair.name().toLowerCase(Locale.ROOT))),
        WITHOUT_UNDERSCORE(Comparator.comparing((Pair pair) -> pair.name().replace("_", ""))),
        UNDERSCORE_LAST(Comparator.comparing((Pair pair) -> pair.name().replace('_', '~'))),
        DESCENDING(Comparator.comparing(Pair::name).reversed());

        private final Comparator<Pair> comparator;

        Order(Comparator<Pair> comparator) {
            this.comparator = comparator;
        }

        List<Pair> of(List<Pair> pairs) {
            return comparator == null
                    ? pairs
                    : pairs.stream().sorted(comparator).toList();
        }
    }

    /** How the received signature is compared. */
    enum Scheme {
        MD5,
        /** With the first digits only: the message was cut within its signature. */
        MD5_BEGINNING,
        RSA
    }

    /** The text that was signed, as octets, without the key. */
    String text() {
        return joining.order().of(pairs).stream()
                .filter(this::takesPart)
                .map(pair -> pair.name() + "=" + (pair.name().equals("sign") ? "" : pair.value()))
                .collect(Collectors.joining("&"));
    }

    private boolean takesPart(Pair pair) {
        String name = pair.name().toLowerCase(Locale.ROOT);
        if (name.equals("sign")) {
            return joining.sign();
        }
        return name.equals("sign_type") ? joining.signType() : joining.empties() || !pair.isEmpty();
    }

    /** The pairs that a value was given and that are not the signature's own. */
    List<Pair> signable() {
        return pairs.stream()
                .filter(pair -> !ParameterNames.isUnsigned(pair.name()))
                .toList();
    }

    String value(String name) {
        return pairs.stream()
                .filter(pair -> pair.name().equals(name))
                .map(Pair::value)
                .findFirst()
                .orElse("");
    }

    boolean has(String name) {
        return pairs.stream().anyMatch(pair -> pair.name().equals(name));
    }

    Reading withPairs(List<Pair> other) {
        return other.equals(pairs) ? this : new Reading(List.copyOf(other), charset, key, joining, sign, scheme);
    }

    /** The same with every signed value changed; {@code sign} and {@code sign_type} stay. */
    Reading withValues(UnaryOperator<String> change) {
        return withPairs(pairs.stream()
                .map(pair -> ParameterNames.isUnsigned(pair.name()) ? pair : pair.withValue(change.apply(pair.value())))
                .toList());
    }

    /** The same with one pair replaced by another; without it when the other is null. */
    Reading replacing(Pair pair, Pair other) {
        return withPairs(pairs.stream()
                .map(it -> it == pair ? other : it)
                .filter(it -> it != null)
                .toList());
    }

    Reading with(Joining other) {
        return new Reading(pairs, charset, key, other, sign, scheme);
    }

    Reading with(Charset other) {
        return new Reading(pairs, other, key, joining, sign, scheme);
    }

    Reading with(SecurityKey other) {
        return new Reading(pairs, charset, other, joining, sign, scheme);
    }

    Reading withSign(String other, Scheme otherScheme) {
        return new Reading(pairs, charset, key, joining, other, otherScheme);
    }

    /** Nothing of the message. */
    @Override
    public String toString() {
        return "Reading[" + pairs.size() + " pairs, " + charset + "]";
    }
}
