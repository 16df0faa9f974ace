package com.alipay.diagnosis;

import com.alipay.diagnosis.Reading.Joining;
import com.alipay.diagnosis.Reading.Order;
import com.alipay.diagnosis.Reading.Pair;
import com.alipay.diagnosis.Reading.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Mistakes about the signing itself: what takes part, in which order, and what the signature looks like. */
final class SigningSteps {
    static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
    static final Pattern MD5_ANY_CASE = Pattern.compile("[0-9A-Fa-f]{32}");
    /** Base64 of an RSA signature: 1024 bits are 172 characters, 2048 bits 344. */
    static final Pattern RSA = Pattern.compile("[0-9A-Za-z+/ ]{80,700}={0,2}");

    private SigningSteps() {}

    static Stream<Step> empties(Reading reading, Scene scene) {
        Joining joining = reading.joining();
        Reading kept = reading.with(
                new Joining(joining.order(), true, joining.signType(), joining.sign(), joining.beforeKey()));
        boolean any = reading.signable().stream().anyMatch(Pair::isEmpty);
        return any
                ? Stream.of(
                        new Step(kept, ""),
                        new Step(reading.withValues(value -> value.isEmpty() ? "null" : value), "null"))
                : Stream.empty();
    }

    static Stream<Step> signType(Reading reading, Scene scene) {
        List<Pair> pairs = new ArrayList<>(reading.pairs());
        if (!reading.has("sign_type")) {
            pairs.add(new Pair(
                    "sign_type", scene.account().sign_type(), scene.account().sign_type()));
        }
        Joining joining = reading.joining();
        return Stream.of(new Step(
                reading.withPairs(pairs)
                        .with(new Joining(
                                joining.order(), joining.empties(), true, joining.sign(), joining.beforeKey())),
                ""));
    }

    static Stream<Step> sign(Reading reading, Scene scene) {
        Joining joining = reading.joining();
        return Stream.of(joining.signType(), true)
                .distinct()
                .map(type -> new Step(
                        reading.with(new Joining(joining.order(), joining.empties(), type, true, joining.beforeKey())),
                        type ? "sign, sign_type" : ""));
    }

    static Stream<Step> unsorted(Reading reading, Scene scene) {
        return Stream.of(new Step(ordered(reading, Order.AS_SENT), ""));
    }

    static Stream<Step> sortedOtherwise(Reading reading, Scene scene) {
        return Stream.of(Order.ANY_CASE, Order.WITHOUT_UNDERSCORE, Order.UNDERSCORE_LAST, Order.DESCENDING)
                .map(order -> new Step(ordered(reading, order), order.name().toLowerCase(Locale.ROOT)));
    }

    private static Reading ordered(Reading reading, Order order) {
        Joining joining = reading.joining();
        return reading.with(
                new Joining(order, joining.empties(), joining.signType(), joining.sign(), joining.beforeKey()));
    }

    static Stream<Step> upperCase(Reading reading, Scene scene) {
        String bare = reading.sign().strip();
        return MD5_ANY_CASE.matcher(bare).matches()
                        && !MD5.matcher(reading.sign()).matches()
                ? Stream.of(new Step(reading.withSign(bare.toLowerCase(Locale.ROOT), reading.scheme()), ""))
                : Stream.empty();
    }

    static Stream<Step> rsaForMd5(Reading reading, Scene scene) {
        return reading.scheme() == Scheme.MD5 && scene.account().alipays().isPresent()
                ? Stream.of(new Step(reading.withSign(reading.sign(), Scheme.RSA), ""))
                : Stream.empty();
    }

    static Stream<Step> md5ForRsa(Reading reading, Scene scene) {
        return reading.scheme() == Scheme.RSA
                ? Stream.of(new Step(reading.withSign(reading.sign(), Scheme.MD5), ""))
                : Stream.empty();
    }
}
